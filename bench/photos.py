"""The whole set of public files of a photo: images a second and peak memory, beside plain Pillow and libvips.

.venv/bin/python bench/photos.py [ROUNDS]

Photos of 24 and 60 megapixels are drawn, with detail such as a camera's. Each way makes the same files (every width and crop,
JPEG and WebP, in sRGB) in a process of its own, on one core: ours by `media.renditions`; `pillow` opens the original whole and
makes each size from it; `libvips` shrinks while it loads and makes the other sizes from the largest, as ours does.
Figures to reach, in processor time: at 24 megapixels at most 1.5 times libvips; peak at 60 megapixels at most 2.5 times
libvips. Ends with 1 where they are not reached. Needs requirements-dev.txt (pyvips brings libvips) and Linux.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = {24: (6000, 4000), 60: (9500, 6300)}
WAYS = ("ours", "pillow", "libvips")
MOST_TIME, MOST_MEMORY = 1.5, 2.5


def draw(path, size):
    """A photo with soft light, hard edges and grain."""
    from PIL import Image, ImageDraw

    light = Image.radial_gradient("L").resize(size)
    picture = Image.merge("RGB", (light, light.rotate(180), Image.linear_gradient("L").resize(size)))
    pen = ImageDraw.Draw(picture)
    for n in range(400):
        x, y = n * 7919 % size[0], n * 104_729 % size[1]
        pen.ellipse((x, y, x + 40 + n, y + 20 + n), fill=(n % 256, n * 3 % 256, n * 7 % 256))
    grain = Image.effect_noise((size[0] // 2, size[1] // 2), 24).resize(size)
    Image.blend(picture, Image.merge("RGB", (grain,) * 3), 0.15).save(path, quality=90)


def ours(original, into):
    from media import renditions
    from media.metadata import Inscription

    renditions.make(original, into, metadata=Inscription(credit="记者 江一帆摄", creators=("江一帆",)), focus=(40, 40))


def plain_pillow(original, into):
    from PIL import Image, ImageOps

    from media.renditions import CROPS, SAVE, WIDTHS

    for width, height in [*((width, None) for width in WIDTHS), *CROPS.values()]:
        with Image.open(original) as photo:
            if height:
                picture = ImageOps.fit(photo, (width, height), Image.Resampling.LANCZOS)
            else:
                picture = photo.resize((width, round(photo.height * width / photo.width)), Image.Resampling.LANCZOS)
        for format in ("jpeg", "webp"):
            picture.save(into / f"{width}x{height}.{format}", **SAVE[format])


def libvips(original, into):
    import pyvips

    from media.renditions import CROPS, WIDTHS

    picture = master = pyvips.Image.thumbnail(str(original), max(WIDTHS), height=1_000_000).copy_memory()
    for width in sorted(WIDTHS, reverse=True):
        if width < picture.width:
            picture = picture.thumbnail_image(width, height=1_000_000).copy_memory()
        save_by_libvips(picture, into / f"{width}")
    for kind, (width, height) in CROPS.items():
        save_by_libvips(master.thumbnail_image(width, height=height, crop="centre").copy_memory(), into / kind)


def save_by_libvips(picture, path):
    picture.jpegsave(f"{path}.jpeg", Q=80, interlace=True)
    picture.webpsave(f"{path}.webp", Q=78)


def run_alone(way, original):
    """Make the set once in a process of its own; processor seconds and peak in megabytes, loading the program included."""
    with tempfile.TemporaryDirectory() as into:
        environment = os.environ | {"VIPS_CONCURRENCY": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        child = subprocess.Popen([sys.executable, __file__, "--once", way, str(original), into], env=environment)
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{way} ended with {child.returncode}")
        made = len([path for path in Path(into).rglob("*") if path.is_file()])
        if made != 16:
            sys.exit(f"{way} made {made} files, not 16")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def once(way, *said):
    if way == "draw":
        draw(Path(said[2]), (int(said[0]), int(said[1])))
    else:
        {"ours": ours, "pillow": plain_pillow, "libvips": libvips}[way](*map(Path, said))


def main(rounds):
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for megapixels, size in SIZES.items():
            original = Path(folder) / f"{megapixels}.jpg"
            # Not here: what this process has held would count as a peak of those that it starts.
            subprocess.run([sys.executable, __file__, "--once", "draw", *map(str, size), str(original)], check=True)
            measured = {way: [] for way in WAYS}
            for _ in range(rounds):  # in turn, so that what else the machine does meets all of them
                for way in WAYS:
                    measured[way].append(run_alone(way, original))
            for way in WAYS:
                seconds = statistics.median(one for one, _ in measured[way])
                memory = statistics.median(one for _, one in measured[way])
                found[megapixels, way] = seconds, memory
                print(
                    f"{megapixels} MP  {way:8} {1 / seconds:5.2f} images/s  {seconds:5.2f} s  {memory:5.0f} MB",
                    flush=True,
                )
    time = found[24, "ours"][0] / found[24, "libvips"][0]
    memory = found[60, "ours"][1] / found[60, "libvips"][1]
    print(f"24 MP: {time:.2f} times the processor time of libvips (at most {MOST_TIME})")
    print(f"60 MP: {memory:.2f} times the peak of libvips (at most {MOST_MEMORY})")
    sys.exit(time > MOST_TIME or memory > MOST_MEMORY)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        once(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
