"""The files of the project, for tests that read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("newsroom", "media", "articles")
NOT_OURS = {".venv", "var", ".git", "vendor", "locale", "node_modules", "__pycache__"}


def files(*suffixes, under=("newsroom", "media", "articles", "tests", "templates", "static", "docs", "bench")):
    """Every file of ours with one of the suffixes, generated ones and data left out."""
    for folder in under:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not NOT_OURS & set(path.relative_to(ROOT).parts):
                yield path


def code():
    """Every Python file that the site runs."""
    return files(".py", under=ROOMS)
