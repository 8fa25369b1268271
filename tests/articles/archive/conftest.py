import pytest

from articles.archive.exporting import export
from articles.desk import verifying
from tests.articles.archive import site


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """Data folders of the first site."""
    monkeypatch.setattr(verifying, "PATIENCE", 0)
    settings.PAGES = tmp_path / "pages"
    site.move(settings, tmp_path / "first")


@pytest.fixture
def stories(cast):
    """The numbers of the stories of a small house, by what they are."""
    return site.furnish(cast)


@pytest.fixture
def written(stories, tmp_path):
    """The archive copy of that house."""
    export(tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def emptied(written, settings, tmp_path):
    """The same, and nothing on the site any more, whose data folders are others."""
    site.empty()
    site.move(settings, tmp_path / "second")
    return written
