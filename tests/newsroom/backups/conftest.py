import pytest

from tests.newsroom.backups.places import Place, programs_of_postgresql


@pytest.fixture
def folders(settings, tmp_path):
    """The site of the tests, with folders of its own for its files."""
    settings.VAR = tmp_path / "site"
    settings.VAR.mkdir()
    for name in ("ORIGINALS", "RENDITIONS", "COPIES", "CLIPS", "UPLOADS", "CARDS", "PAGES"):
        setattr(settings, name, settings.VAR / name.lower())
    settings.PG_BIN = programs_of_postgresql()
    return settings.VAR


@pytest.fixture
def folder(tmp_path, folders):
    """A folder for backups."""
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def place(tmp_path, transactional_db):
    """An empty place for a site to be put back into."""
    with Place(tmp_path / "place").made() as made:
        yield made
