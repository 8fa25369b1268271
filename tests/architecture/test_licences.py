"""Every package that is pinned has a licence that is written down and does not bind what is ours."""

from importlib.metadata import files

import pytest

from tests.architecture import licences
from tests.architecture.project import ROOT

ALL = sorted({name for file in licences.FILES for name in licences.pinned(file)})
INSIDE = {"libde265", "libheif", "libx265"}  # of pillow-heif: the second half of docs/licences.md tells


def test_the_list_is_complete_and_as_the_packages_say():
    assert (ROOT / "docs" / "licences.md").read_text("utf-8") == licences.text()  # make licences writes it


@pytest.mark.parametrize("name", ALL)
def test_a_package_has_a_licence_that_may_come_in(name):
    licence = licences.licence_of(name)
    assert licence, f"{name} says nothing of its licence: look it up, and say it in SAID_HERE"
    assert not licences.FORBIDDEN.search(licence)


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("LGPL-3.0-only", True),
        ("GNU Lesser General Public License v3 or later (LGPLv3+)", True),
        ("MPL-2.0", True),
        ("GPL-2.0-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("AGPL-3.0", False),
        ("GNU General Public License v2 (GPLv2)", False),
        ("SSPL-1.0", False),
        ("CC-BY-NC-4.0", False),
    ],
)
def test_which_may(licence, may):
    assert bool(licences.FORBIDDEN.search(licence)) is not may


def test_every_requirement_is_pinned_by_its_hash():
    for file in licences.FILES:
        text = (ROOT / file).read_text("utf-8")
        for part in text.split("\n\n"):
            for line in part.replace("\\\n", " ").splitlines():
                assert not line or line.startswith((" ", "#")) or "--hash=sha256:" in line, f"{file}: {line}"


def test_no_new_library_came_in_with_the_reader_of_heic():
    found = {path.name.partition("-")[0] for path in files("pillow-heif") or [] if "pillow_heif.libs" in str(path)}
    assert found <= INSIDE


def test_what_is_vendored_has_its_licence_beside_it():
    for folder in {path.parent for path in (ROOT / "static" / "vendor").rglob("*") if path.is_file()}:
        assert (folder / "LICENSE").exists(), folder
        assert f"`{folder.relative_to(ROOT)}/`" in licences.TAIL
    assert (ROOT / "media" / "fonts" / "LICENCE").exists()
