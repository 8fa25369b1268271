"""How long the grammar takes over copy that is nothing but noise: python bench/grammar.py

Each kind of noise is read as a lead, as a caption and as an editor line, at 250 KB and at 1 MB of characters. Figures to
reach: a second for 1 MB, and no more than four times and a half as long as for 250 KB, which is linear. Where both take
less than a hundredth of a second the ratio is noise itself.
"""

import random
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ground.noise import seconds  # noqa: E402

from newsroom.grammar import guess_kind, key, read_caption, read_editors, read_lead  # noqa: E402

DAY = date(2026, 3, 10)
STAFF = frozenset({"陆鸣", "林知夏", "韩 松", "努尔兰·江布拉提"} | {f"路人{n}" for n in range(10_000)})
SMALL, LARGE = 250_000, 1_000_000
WORST, GROWTH, A_MOMENT = 1.0, 4.5, 0.01
PIECES = (
    "( ) （ ） [ ] 【 】 记者 通讯员 实习 摄 摄影 供图 提供 由 发 讯 电 消息 据 题: 报道 文 图 / · • 、 ， 。 : | - — □ 3月5日 近日 资料图片 "
    "图① 雪川新闻网 本报 陆鸣 林知夏陆鸣 韩 松 编辑 一审 一校 来源 羊群转场 雪川新闻网讯（记者"
).split() + [" ", "　", "\n"]


def noises():
    """Name → a function that gives that many characters of it."""
    found = {
        repr(piece): (lambda length, piece=piece: (piece * (length // len(piece) + 1))[:length])
        for piece in ("(", "（记者 ", "记者", "一审", "编 ", "·甲", "陆鸣", "3月5日", "摄 ", "来源:")
    }

    def mixed(length):
        pick = random.Random(5)
        return "".join(pick.choices(PIECES, k=length))[:length]

    return found | {"mixed": mixed}


READERS = {
    "lead": lambda text: read_lead(text, published=DAY, staff=STAFF),
    "caption": lambda text: read_caption(text + "摄", published=DAY, staff=STAFF),
    "editors": lambda text: read_editors(text, staff=STAFF),
    "kind": guess_kind,
    "key": key,
}


def main():
    """Print a line for each noise; the number of those that miss a figure."""
    missed = 0
    print(f"{'noise':10} {'reader':8} {'250 KB':>9} {'1 MB':>9} {'ratio':>6}")
    for noise, make in noises().items():
        small, large = make(SMALL), make(LARGE)
        for name, read in READERS.items():
            before, after = seconds(read, small), seconds(read, large)
            ratio = after / max(before, 1e-6)
            bad = after > WORST or (ratio > GROWTH and after > A_MOMENT)
            missed += bad
            print(f"{noise:10} {name:8} {before:8.4f}s {after:8.4f}s {ratio:6.1f}{'  missed' if bad else ''}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
