"""A Word file of 3,000 characters with five photos of 12 megapixels is dropped: how long until the screen shows what was
understood?

    python bench/filing.py [--on sqlite|postgresql] [--times 5]

Over HTTP on `manage.py serve`, with its worker at its renditions meanwhile: from the first byte of the file sent to the last of
the page that stands beside the copy. Figure to reach: 3 s on 2 cores. Then a zip of 1 MB that would unpack to 100 MB of XML:
until it is refused, and with what memory of the process that opens it. Figures to reach: 2 s, 200 MB.
"""

import argparse
import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from ground import site
from ground.browser import Browser, login
from PIL import Image, ImageDraw

LINE = "渔工在冰上凿开一排冰眼,用绞盘把网从这头拉到那头,整整用了一个上午,看热闹的人站满了河岸,孩子们在冰面上跑来跑去。"
PHOTOS = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=site.DATABASES, help="one database, not both")
    parser.add_argument("--times", type=int, default=5, help="how often a file is dropped, each with photos of its own")
    asked = parser.parse_args()
    if not asked.on:
        site.on_each(__file__, site.DATABASES, sys.argv[1:])
        return
    site.settle(asked.on)
    cookies = login(editor())
    with site.serving() as port:
        times = [drop(Browser(port, cookies), copy(number)) for number in range(asked.times)]
    print(
        f"{asked.on}: {PHOTOS} photos of 12 megapixels in a Word file, seen after "
        f"{statistics.median(times):.2f} s (least {min(times):.2f}, most {max(times):.2f})"
    )
    seconds, megabytes = refuse()
    print(f"{asked.on}: 100 MB of XML in a small zip refused after {seconds:.2f} s with {megabytes:.0f} MB")
    if statistics.median(times) > 3 or seconds > 2 or megabytes > 200:
        sys.exit(1)


def editor():
    """An editor who may file."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    user = get_user_model().objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    return user


def photo(seed):
    """A JPEG of 4000 by 3000 pixels, as large as a telephone's."""
    dice = random.Random(seed)
    image = Image.effect_noise((1000, 750), 60).convert("RGB").resize((4000, 3000))
    for _disc in range(120):
        x, y, wide = dice.randrange(4000), dice.randrange(3000), dice.randrange(100, 900)
        ImageDraw.Draw(image).ellipse((x, y, x + wide, y + wide), fill=tuple(dice.randrange(256) for _ in "rgb"))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=92)
    return stream.getvalue()


def copy(number):
    """A Word file of about 3,000 characters with its photos, other ones for each number."""
    from tests.articles.intake import written

    media = {f"image{place}.jpg": photo(number * PHOTOS + place) for place in range(PHOTOS)}
    blocks = [
        written.centred("冰湖腾鱼", 16),
        written.centred(f"三台河第{number}次开网", 22, True),
        written.p("雪川新闻网(记者 林知夏)3月9日," + LINE),
    ]
    for place in range(PHOTOS):
        blocks += [written.p(LINE * 5), written.p(LINE * 5), written.p(written.picture(f"image{place}"))]
        blocks.append(written.centred(f"第{place}网。 记者 林知夏 摄"))
    return written.docx(*blocks, media=media)


def drop(browser, data):
    """Send the file as the page does and follow to what it shows; the seconds that took."""
    from django.urls import reverse

    address = reverse("desk:file")
    fields = browser.form(address) | {"text": "", "markup": ""}
    began = time.perf_counter()
    answer = browser.send(address, fields, "copies", "copy.docx", data)
    page = browser.get(answer.location).text
    seconds = time.perf_counter() - began
    shown = sum(page.count(f"第{place}网。") > 0 for place in range(PHOTOS))
    if shown != PHOTOS or "林知夏" not in page:
        sys.exit("the page does not show what was understood")
    return seconds


REFUSE = """
import resource, sys, tempfile
from pathlib import Path
from articles.intake import docx
from articles.intake.copy import Unreadable
with tempfile.TemporaryDirectory() as folder:
    try:
        docx.read(Path(sys.argv[1]), Path(folder))
    except Unreadable as refused:
        # not ru_maxrss of this process: that begins with what its parent had
        own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
        print(max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
        sys.exit(0 if refused.code in ("bomb", "too_large") else refused.code)
sys.exit("it was read")
"""


def refuse():
    """Seconds and megabytes until a Word file of 100 MB of XML is refused."""
    xml = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    xml += b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 3_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bomb.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", xml)
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", REFUSE, path], cwd=site.ROOT, check=True, capture_output=True, text=True
        )
        return time.perf_counter() - began, int(done.stdout) / 1000


if __name__ == "__main__":
    main()
