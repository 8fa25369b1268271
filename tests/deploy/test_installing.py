"""`deploy/newsroom` under a folder: what it writes, that it may be said twice, and that nothing is left of it."""

import os
import re
import shutil
import stat
import subprocess

import pytest

from tests.deploy.trial import HOST, Trial
from tests.running import ROOT

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not shutil.which("openssl"), reason="a Linux machine with openssl"
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    trial = Trial(tmp_path_factory.mktemp("machine")).prepare()
    trial.newsroom("install", "--host", HOST)
    return trial


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def settings_of(trial):
    lines = trial.path("etc/newsroom/newsroom.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_a_release_a_database_settings_and_services_are_there(installed):
    release = installed.path("srv/newsroom/current").resolve()
    assert (release / "manage.py").exists()
    assert not (release / ".git").exists()
    assert not (release / "var").exists()
    assert installed.path("var/lib/newsroom/newsroom.sqlite3").exists()
    assert installed.path("var/lib/newsroom/static/staticfiles.json").exists()
    assert installed.path(f"srv/newsroom/web-{installed.web[0]}").resolve() == release


def test_the_key_is_made_and_nobody_else_reads_it(installed):
    settings = settings_of(installed)
    assert len(settings["SECRET_KEY"]) >= 60
    assert settings["SITE_URL"] == f"https://{HOST}"
    assert mode(installed.path("etc/newsroom/newsroom.env")) & 0o027 == 0
    for folder in ("etc/newsroom/tls", "var/lib/newsroom", "var/backups/newsroom"):
        assert mode(installed.path(folder)) == 0o700
    assert mode(installed.path("etc/newsroom/tls/key.pem")) == 0o600


def test_no_name_of_a_template_is_left_unfilled(installed):
    for path in ("etc/systemd/system/newsroom-web@.service", "etc/systemd/system/newsroom-worker.service"):
        assert not re.search(r"@[A-Z]+@", installed.path(path).read_text())
    assert not re.search(r"@[A-Z]+@", installed.path("etc/nginx/sites-enabled/newsroom").read_text())


def test_all_lies_under_the_folder(installed):
    for path in ("etc/systemd/system/newsroom-web@.service", "etc/nginx/sites-enabled/newsroom"):
        named = re.findall(r"(?<![\w.])/(?:srv|etc|var)/\S+", installed.path(path).read_text())
        assert named == []  # each would be a path of this machine; those under the folder begin with it


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", ["newsroom-web@{port}.service", "newsroom-worker.service"])
def test_systemd_understands_the_services(installed, unit, tmp_path):
    for name in ("newsroom-web@.service", "newsroom-worker.service"):
        text = installed.path(f"etc/systemd/system/{name}").read_text()
        user = "root" if os.geteuid() == 0 else os.environ["USER"]  # the site's own is not on this machine
        (tmp_path / name).write_text(text.replace("=newsroom\n", f"={user}\n"))
    verified = tmp_path / unit.format(port=installed.web[0])
    if not verified.exists():
        verified.symlink_to(tmp_path / "newsroom-web@.service")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(verified)], capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "newsroom" in line]
    assert ours == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", ["newsroom-web@8001.service", "newsroom-worker.service"])
def test_systemd_thinks_them_safe(unit, tmp_path):
    template = ROOT / "deploy" / "systemd" / re.sub("@8001", "@", unit)
    (tmp_path / unit).write_text(re.sub(r"@[A-Z]+@", "/srv/newsroom", template.read_text()))
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(tmp_path / unit)]
    said = subprocess.run(command, capture_output=True, text=True)
    exposure = re.search(r"exposure level for \S+: ([0-9.]+)", said.stdout)
    if not exposure:
        pytest.skip("this systemd does not measure units that are not installed")
    assert float(exposure.group(1)) <= 2.5  # of 10; 1.7 with systemd 252


@pytest.mark.parametrize("name", ["newsroom-web@.service", "newsroom-worker.service"])
def test_services_may_do_little(name):
    text = (ROOT / "deploy" / "systemd" / name).read_text()
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "CapabilityBoundingSet=",
        "SystemCallFilter=@system-service",
    ):
        assert f"{line}\n" in text
    assert "User=newsroom\n" in text


def test_nginx_understands_the_proxy(installed):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("no nginx here")
    done = subprocess.run(
        [nginx, "-t", "-c", str(installed.path("etc/nginx/nginx.conf"))], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_the_proxy_believes_no_reader_and_hands_out_no_file_of_the_site(installed):
    text = installed.path("etc/nginx/sites-enabled/newsroom").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "proxy_set_header X-Forwarded-Proto https;" in text
    assert not re.search(r"(root|alias) \S*/var/lib/newsroom", text)


def test_saying_it_again_changes_nothing(installed):
    before = settings_of(installed), installed.path("srv/newsroom/current").resolve()
    key = installed.path("etc/newsroom/tls/key.pem").read_text()
    installed.newsroom("install", "--host", "other.example")
    assert (settings_of(installed), installed.path("srv/newsroom/current").resolve()) == before
    assert installed.path("etc/newsroom/tls/key.pem").read_text() == key
    assert "server_name other.example" not in installed.path("etc/nginx/sites-enabled/newsroom").read_text()


def test_a_command_of_the_site_runs_with_its_settings(installed):
    said = installed.newsroom(
        "manage", "shell", "-v0", "-c", "from django.conf import settings as s; print(s.VAR, s.SITE_URL)"
    )
    assert said.stdout.split() == [str(installed.path("var/lib/newsroom")), f"https://{HOST}"]


def test_a_bought_certificate_needs_its_key(installed, tmp_path):
    for name in ("one", "other"):
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", "-days", "2"]
        subprocess.run(
            [*made, "-keyout", tmp_path / f"{name}.key", "-out", tmp_path / f"{name}.pem"],
            check=True,
            capture_output=True,
        )
    refused = installed.newsroom("certificate", str(tmp_path / "one.pem"), str(tmp_path / "other.key"), check=False)
    assert (refused.returncode, "is not the key of" in refused.stdout) == (1, True)
    installed.newsroom("certificate", str(tmp_path / "one.pem"), str(tmp_path / "one.key"))
    assert installed.path("etc/newsroom/tls/key.pem").read_text() == (tmp_path / "one.key").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["install"], "which name do readers use"),
        (["install", "--host", "https://news.example"], "is not the name of a host"),
        (["install", "--hots", "news.example"], "--hots is not known"),
        (["upgrade"], "there is nothing to upgrade"),
        (["back"], "there is no release before"),
        (["status"], "nothing is installed"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, arguments, said):
    done = Trial(tmp_path).newsroom(*arguments, check=False)
    assert (done.returncode, said in done.stdout) == (1, True), done.stdout


def test_an_upgrade_and_back(installed, tmp_path):
    new = tmp_path / "new"
    shutil.copytree(
        ROOT, new, ignore=shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__"), symlinks=True
    )
    before = installed.path("srv/newsroom/current").resolve()
    installed.newsroom("upgrade", source=new)
    after = installed.path("srv/newsroom/current").resolve()
    assert after != before
    assert (after / "deploy").exists()
    assert not (after / "tests").exists()
    upstream = installed.path("etc/nginx/newsroom.upstream")
    ports = f"127.0.0.1:{installed.web[1]} max_fails=0;\nserver 127.0.0.1:{installed.web[0]} max_fails=0 backup;"
    assert upstream.read_text() == f"server {ports}\n"
    installed.newsroom("restart", source=after)
    assert installed.path("srv/newsroom/current").resolve() == after
    assert upstream.read_text().startswith(f"server 127.0.0.1:{installed.web[0]} ")
    installed.newsroom("restart", source=after)
    installed.newsroom("back", source=after)
    assert installed.path("srv/newsroom/current").resolve() == before
    assert upstream.read_text().startswith(f"server 127.0.0.1:{installed.web[0]} ")


def test_a_release_that_cannot_be_made_ready_changes_nothing(installed, tmp_path):
    new = tmp_path / "new"
    shutil.copytree(
        ROOT, new, ignore=shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__"), symlinks=True
    )
    (new / "newsroom" / "urls.py").write_text("this is no Python")
    before = installed.path("srv/newsroom/current").resolve()
    done = installed.newsroom("upgrade", source=new, check=False)
    assert (done.returncode, "the release before is out as it was" in done.stdout) == (1, True), done.stdout
    assert installed.path("srv/newsroom/current").resolve() == before


def test_another_machine_gets_what_a_backup_has(installed, tmp_path):
    named = "from newsroom.models import Masthead; Masthead.objects.update(name='雪川新闻网')"
    installed.newsroom("manage", "shell", "-v0", "-c", named)
    (tmp_path / "backups").mkdir()
    installed.newsroom("manage", "backup", str(tmp_path / "backups"))
    other = Trial(tmp_path / "other").prepare()
    refused = other.newsroom("install", "--host", HOST, "--restore", str(tmp_path), check=False)
    assert (refused.returncode, "the backup was not put back" in refused.stdout) == (1, True), refused.stdout
    other.newsroom("install", "--restore", str(tmp_path / "backups"))
    said = other.newsroom(
        "manage", "shell", "-v0", "-c", "from newsroom.models import Masthead as m; print(m.objects.get().name)"
    )
    assert said.stdout.strip() == "雪川新闻网"


def test_taken_off_it_leaves_the_data_and_with_purge_nothing(installed):
    """The last test: afterwards nothing is installed."""
    installed.newsroom("uninstall")
    assert not installed.path("srv/newsroom").exists()
    assert not list(installed.path("etc/systemd/system").iterdir())
    assert not installed.path("etc/nginx/sites-enabled/newsroom").is_symlink()
    assert installed.path("var/lib/newsroom/newsroom.sqlite3").exists()
    installed.newsroom("install")
    assert installed.path("srv/newsroom/current/manage.py").exists()
    refused = installed.newsroom("uninstall", "--purge", check=False, stdin=None, input="no\n")
    assert (refused.returncode, installed.path("var/lib/newsroom").exists()) == (1, True)
    assert installed.path("etc/newsroom/newsroom.env").exists()
    installed.newsroom("uninstall", "--purge", stdin=None, input=f"{HOST}\n")
    left = [
        path.name for path in installed.root.rglob("*newsroom*") if not path.is_relative_to(installed.path("var/log"))
    ]
    assert left == ["newsroom.lock"]
