"""Photos of cameras and picture desks that lie beside the project, with what each must give. Skipped where they do not."""

import json
from pathlib import Path

import pytest

from media import metadata

PHOTOS = Path(__file__).parents[3] / "shared" / "photos"
EXPECTED = [
    (folder.name, name, words)
    for folder in sorted(PHOTOS.glob("*/"))
    if (folder / "expected.json").exists()
    for name, words in json.loads((folder / "expected.json").read_text("utf-8")).items()
]
NAMES = {"exif_copyright": ("exif", "copyright"), "xmp_dst": ("xmp", "digital_source_type")}
TURNED_BY_THE_DECODER = (".heic", ".avif")

pytestmark = pytest.mark.skipif(not EXPECTED, reason="no photos beside the project")


def found(said, key):
    """A value under the name that the expectations have for it."""
    record, _, name = key.partition("_")
    record, name = NAMES.get(key, (record, name) if record in ("iptc", "xmp") else ("exif", key))
    value = getattr(said, record).get(name)
    if key == "taken" and value:
        return value.replace(tzinfo=None).isoformat()
    if key in ("lat", "lon") and value is not None:
        return pytest.approx(value, abs=1e-5)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("folder", "name", "words"), EXPECTED)
def test_a_real_photo_gives_its_words_and_no_others(folder, name, words):
    said = metadata.read(PHOTOS / folder / name)
    assert {key: found(said, key) for key in words} == words
    every = {key for _, _, each in EXPECTED for key in each} - {
        "orientation" if name.endswith(TURNED_BY_THE_DECODER) else ""
    }
    assert {key for key in every if found(said, key) is not None} == set(words)
