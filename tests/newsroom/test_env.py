"""Settings from the environment: understood, or refused with the name of the variable."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env


@pytest.fixture
def say(monkeypatch):
    """say(value): what the variable NAME says."""
    return lambda value: monkeypatch.setenv("NAME", value)


def test_an_empty_variable_is_as_good_as_none(say):
    say("  ")
    assert env.text("NAME", "default") == "default"
    assert env.flag("NAME", True) is True
    assert env.number("NAME", 7) == 7
    assert env.words("NAME", ("a",)) == ("a",)


@pytest.mark.parametrize(("typed", "meant"), [("1", True), ("On", True), ("yes", True), ("0", False), ("FALSE", False)])
def test_a_flag_has_several_spellings(say, typed, meant):
    say(typed)
    assert env.flag("NAME") is meant


@pytest.mark.parametrize("read", [lambda: env.flag("NAME"), lambda: env.number("NAME", 1)])
def test_what_cannot_be_understood_is_refused_by_name(say, read):
    say("maybe")
    with pytest.raises(ImproperlyConfigured, match="NAME must be"):
        read()


def test_words_are_parted_by_commas_with_or_without_spaces(say):
    say("a.example, b.example,,")
    assert env.words("NAME") == ("a.example", "b.example")


def test_a_folder_is_absolute_and_knows_the_home(say, monkeypatch):
    monkeypatch.setenv("HOME", "/home/someone")
    say("~/data")
    assert str(env.folder("NAME", ".")) == "/home/someone/data"


def test_no_address_of_a_database_means_the_file_in_the_data_folder(tmp_path):
    found = env.database("", tmp_path)
    assert (found["ENGINE"], found["NAME"]) == ("newsroom.db.sqlite3", tmp_path / "newsroom.sqlite3")


def test_postgresql_is_named_by_its_address(tmp_path):
    found = env.database("postgres://desk:p%40ss@db.example:5433/news", tmp_path)
    named = {name: found[name] for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "ENGINE": "newsroom.db.postgresql",
        "NAME": "news",
        "USER": "desk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }


def test_postgresql_on_a_socket_is_named_by_its_folder(tmp_path):
    assert env.database("postgres://desk@/news?host=%2Frun%2Fpostgresql", tmp_path)["HOST"] == "/run/postgresql"


def test_a_database_that_is_away_is_noticed_in_seconds(tmp_path):
    options = env.database("postgres://db.example/news", tmp_path)["OPTIONS"]
    assert options["connect_timeout"] == 3
    assert options["tcp_user_timeout"] == 5000


def test_what_else_the_address_says_is_said_to_postgresql(tmp_path):
    found = env.database("postgres://db.example/news?sslmode=require&connect_timeout=9&host=%2Frun", tmp_path)
    assert found["HOST"] == "/run"
    assert (found["OPTIONS"]["sslmode"], found["OPTIONS"]["connect_timeout"]) == ("require", "9")


@pytest.mark.parametrize(("said", "meant"), [("", 5), ("?prepare_threshold=0", 0), ("?prepare_threshold=none", None)])
def test_postgresql_keeps_plans_after_a_few_times_unless_the_address_says_otherwise(tmp_path, said, meant):
    options = env.database(f"postgres://db.example/news{said}", tmp_path)["OPTIONS"]
    assert options["prepare_threshold"] == meant


def test_a_number_of_times_that_is_none_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="prepare_threshold in DATABASE_URL"):
        env.database("postgres://db.example/news?prepare_threshold=-1", tmp_path)


def test_a_port_that_is_no_number_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must have a number"):
        env.database("postgres://db.example:x/news", tmp_path)


def test_replicas_stand_beside_the_primary(tmp_path):
    primary = env.database("postgres://db.example/news", tmp_path)
    assert env.replicas((), primary) == {}
    found = env.replicas(("postgres://one.example/news", "postgres://two.example/news"), primary)
    assert {alias: one["HOST"] for alias, one in found.items()} == {
        "replica1": "one.example",
        "replica2": "two.example",
    }
    assert all(one["TEST"] == {"MIRROR": "default"} for one in found.values())


@pytest.mark.parametrize(
    ("primary", "urls"),
    [
        ("", ["postgres://one.example/news"]),
        ("postgres://db.example/news", ["sqlite:///copy"]),
        ("postgres://db.example/news", ["one.example"]),
        ("postgres://db.example/news", ["postgres://one.example:x/news"]),
        ("postgres://db.example/news", ["postgres://one.example/news postgres://two.example/news"]),
    ],
)
def test_replicas_that_are_none_are_refused(tmp_path, primary, urls):
    with pytest.raises(ImproperlyConfigured, match="REPLICA_URLS"):
        env.replicas(urls, env.database(primary, tmp_path))


def test_another_database_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("mysql://desk@db.example/news", tmp_path)


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    first = env.secret_key(tmp_path / "var")
    assert len(first) >= 50
    assert env.secret_key(tmp_path / "var") == first
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_a_secret_key_that_is_given_is_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    assert env.secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []
