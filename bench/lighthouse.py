"""What Lighthouse says of every type of page, as a phone gets it, and what each weighs:
npm install --prefix DIR lighthouse@12; python bench/lighthouse.py --npm DIR [--only front,story] [--write FILE]

Serves a site of its own as production does. Figures to reach: 100 accessibility, 100 best practices, 100 SEO, 98
performance; no layout shift; a story under 60 KB compressed, without its photos. Needs node and a Chromium (CHROMIUM names it).
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import quote
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parent))
from ground import site

FIGURES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
HEAVIEST = 60 * 1024
TRIES = 3  # now and then the browser gives Lighthouse no trace
ANSWERS = {"missing", "gone"}  # no pages to Lighthouse: they answer 404 and 410
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main():
    asked = _arguments()
    program = Path(asked.npm) / "node_modules" / ".bin" / "lighthouse"
    if not (program.exists() and shutil.which("node")):
        print(f"left out: no {program} (npm install --prefix DIR lighthouse@12)")
        return
    port = site.free_port()
    site.settle("sqlite", SITE_URL=f"http://localhost:{port}")
    from tests.browser import pages

    addresses = pages.furnish()
    rows = []
    with site.serving(port):
        for language, kind in [(one, kind) for one in addresses for kind in addresses[one]]:
            if kind in ANSWERS or (asked.only and kind not in asked.only.split(",")):
                continue
            address = f"http://localhost:{port}{quote(addresses[language][kind], safe='/?=&%')}"
            rows.append({"page": kind, "language": language} | _measured(program, address, asked.runs))
            print(_line(rows[-1]), flush=True)
    if asked.write:
        Path(asked.write).write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    if any(row["short"] for row in rows):
        sys.exit("below the figures: " + ", ".join(f"{row['page']} {row['language']}" for row in rows if row["short"]))


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--npm", default=".", help="the folder in which npm installed Lighthouse")
    parser.add_argument("--only", default="", help="types of page, with commas")
    parser.add_argument("--runs", type=int, default=1, help="of each page; the middle one counts")
    parser.add_argument("--write", default="", help="a file for the figures, as JSON")
    return parser.parse_args()


def _measured(program, address, runs):
    """Scores, layout shift, weight and what was found wanting at an address."""
    page = _fetched(address)
    reports = [_report(program, address, "noindex" in page[:3000].decode("utf-8", "replace")) for _ in range(runs)]
    scores = {
        name: median(round(100 * (report["categories"][name]["score"] or 0)) for report in reports) for name in FIGURES
    }
    audits = reports[-1]["audits"]
    asked = audits["network-requests"]["details"]["items"]
    weight = sum(one["transferSize"] for one in asked if one["resourceType"] not in {"Image", "Media", "Other"})
    shift = max(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
    short = [name for name, figure in FIGURES.items() if scores[name] < figure]
    short += ["shift"] if shift else []
    short += ["weight"] if weight > HEAVIEST else []
    return {"scores": scores, "shift": shift, "weight": weight, "short": short, "wanting": _wanting(reports[-1])}


def _fetched(address):
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:  # noqa: S310 (our own address)
        page = answer.read()
        return gzip.decompress(page) if answer.headers.get("Content-Encoding") == "gzip" else page


def _report(program, address, is_hidden):
    """What Lighthouse says on mobile settings; that a page is kept from search engines on purpose is no fault."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [program, address, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS}"]
        command += [f"--only-categories={','.join(FIGURES)}", *(["--skip-audits=is-crawlable"] if is_hidden else [])]
        chromium = {"CHROME_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
        for _ in range(TRIES):
            done = subprocess.run(command, env=os.environ | chromium, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return json.loads(out.read_text("utf-8"))
    sys.exit(f"Lighthouse could not look at {address}:\n{done.stderr}")


def _wanting(report):
    """The audits that took something from a score."""
    weighed = {ref["id"] for name in FIGURES for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    return sorted(
        name
        for name in weighed & report["audits"].keys()
        if (report["audits"][name]["score"] or 0) < 1
        and report["audits"][name]["scoreDisplayMode"] in {"numeric", "binary", "metricSavings"}
    )


def _line(row):
    scores = " ".join(f"{score:4.0f}" for score in row["scores"].values())
    wanting = "  " + ", ".join(row["wanting"]) if row["short"] else ""
    return f"{row['page']:16} {row['language']:8} {scores}  shift {row['shift']:.3f}  {row['weight'] / 1024:5.1f} KB{wanting}"


if __name__ == "__main__":
    main()
