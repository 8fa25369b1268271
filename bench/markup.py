"""How long HTML that is nothing but noise takes to be read as copy: python bench/markup.py

Each kind of noise is read with 250,000 characters and with an eighth of them. Figures to reach: 4 s, and for each character
at most three times as long, where it would be eight if every piece looked back at all before it.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from ground.noise import seconds  # noqa: E402

from articles.intake.html import copy_of  # noqa: E402
from tests.articles.intake.making import NOISE  # noqa: E402

CHARACTERS, TIMES = 250_000, 8
WORST, GROWTH = 4.0, 3.0


def main():
    """Print a line for each noise; the number of those that miss a figure."""
    missed = 0
    print(f"{'noise':16} {'an eighth':>9} {'whole':>9} {'ratio':>6}")
    for noise in NOISE:
        markup = noise * max(CHARACTERS // len(noise), 1)
        few, whole = seconds(copy_of, markup[: len(markup) // TIMES]), seconds(copy_of, markup)
        ratio = whole / (max(few, 1e-6) * TIMES)
        bad = whole > WORST or ratio > GROWTH
        missed += bad
        print(f"{noise[:16]:16} {few:8.4f}s {whole:8.4f}s {ratio:6.2f}{'  missed' if bad else ''}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
