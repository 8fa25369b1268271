"""The image and compose.yaml say what the installed services say, of files and settings that exist."""

import json
import re

import pytest
import yaml

from tests.architecture.test_docs import settings_read
from tests.running import ROOT

OF_COMPOSE = {"HOST", "SECRET_KEY", "POSTGRES_PASSWORD", "BACKUP_DIR"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def image():
    """(instruction, the rest) of each step of the Dockerfile."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_copies_what_there_is_and_installs_it_by_its_hashes(image):
    for sources in (rest.split()[:-1] for step, rest in image if step == "COPY"):
        assert [source for source in sources if not (ROOT / source).exists()] == []
    (install,) = [rest for step, rest in image if step == "RUN" and "pip install" in rest]
    assert "--require-hashes" in install
    assert [step for step, _rest in image][-1] == "CMD"


def test_it_runs_as_nobody_special_on_a_python_that_we_take(image):
    assert dict(image)["USER"] == "newsroom"
    version = re.fullmatch(r"python:3\.(\d+)-slim-bookworm", dict(image)["FROM"])
    assert 11 <= int(version.group(1)) <= 13


def test_it_serves_as_the_installed_service_does(image):
    command = json.loads(dict(image)["CMD"])
    unit = (ROOT / "deploy" / "systemd" / "newsroom-web@.service").read_text()
    installed = re.search(r"^ExecStart=\S+ (.*)$", unit, re.MULTILINE).group(1)
    assert " ".join(command[1:]) == installed.replace("127.0.0.1", "0.0.0.0").replace("%i", "8000")  # noqa: S104


def test_nothing_of_this_copy_goes_into_the_image():
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var", ".env"} <= set(left_out)


def test_every_setting_is_one(compose):
    for name in ("web", "worker", "ready"):
        assert set(compose["services"][name]["environment"]) - settings_read() <= {"BACKUP_DIR"}
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"\$\{(\w+)", text)) == OF_COMPOSE


@pytest.mark.parametrize("name", ["web", "worker", "ready"])
def test_what_runs_the_site_may_do_little(compose, name):
    service = compose["services"][name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in service["security_opt"]
    assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])


def test_nobody_reaches_the_site_or_the_database_but_through_the_proxy(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["services"]["web"]["network_mode"] == "service:proxy"


def test_the_site_waits_for_its_database(compose):
    services = compose["services"]
    assert services["ready"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"ready": {"condition": "service_completed_successfully"}}
