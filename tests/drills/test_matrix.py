"""Every address by every role and as nobody, with every method where it is not for them: the permission matrix, counted."""

import os
import subprocess
import sys
from xml.etree import ElementTree

from tests.running import ROOT

MATRIX = "tests/architecture/test_matrix.py"


def test_no_address_answers_whom_it_is_not_for(database, figures, tmp_path):
    found = tmp_path / "matrix.xml"
    environment = os.environ | {"NEWSROOM_TEST_DB": "postgres" if database == "postgresql" else "sqlite"}
    environment.pop("DATABASE_URL", None)
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-o",
        "junit_family=xunit1",
        f"--junitxml={found}",
        MATRIX,
    ]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True)
    cases = ElementTree.parse(found).iter("testcase")  # noqa: S314 (our own file)
    said = [{one.get("name"): int(one.get("value")) for one in case.iter("property")} for case in cases]
    asked, wrong = (sum(one.get(name, 0) for one in said) for name in ("asked", "wrong"))
    figures(roles=sum("asked" in one for one in said), asked=asked, wrong=wrong)
    assert done.returncode == 0, done.stdout[-3000:]
    assert asked > 0
