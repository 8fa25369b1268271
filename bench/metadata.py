"""What photos say of themselves as we read it and as exiftool does, and what the public files say: the photos that lie beside
the project.

.venv/bin/python bench/metadata.py [FOLDER]

FOLDER (../shared/photos) has `real/`, photos of cameras and picture desks, and `zh/`, photos with Chinese words in many
character sets, with `expected.json`: exiftool does not know those character sets. Figures to reach: 99 % of the values
in `real/` as exiftool reads them, all of those in `zh/` as expected, and in each public file the credit and no place, serial
number or thumbnail, as exiftool reads it. Ends with 1 where they are not reached. Skipped without the photos or exiftool
(Debian: libimage-exiftool-perl).
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from media import guard, metadata, renditions  # noqa: E402
from media.metadata import Inscription, charset  # noqa: E402

LEAST = 0.99
CREDIT = Inscription(credit="实习记者 江一帆摄", creators=("江一帆",), rights="© 雪川日报")
# Our name of a field, and the names that exiftool has for it: the first that is there counts.
FIELDS = {
    ("exif", "make"): ["IFD0:Make"],
    ("exif", "model"): ["IFD0:Model"],
    ("exif", "artist"): ["IFD0:Artist"],
    ("exif", "copyright"): ["IFD0:Copyright"],
    ("exif", "orientation"): ["IFD0:Orientation"],
    ("exif", "taken"): ["ExifIFD:DateTimeOriginal", "ExifIFD:CreateDate"],
    ("exif", "lat"): ["Composite:GPSLatitude"],
    ("exif", "lon"): ["Composite:GPSLongitude"],
    ("iptc", "title"): ["IPTC:ObjectName"],
    ("iptc", "byline"): ["IPTC:By-line"],
    ("iptc", "byline_title"): ["IPTC:By-lineTitle"],
    ("iptc", "credit"): ["IPTC:Credit"],
    ("iptc", "source"): ["IPTC:Source"],
    ("iptc", "caption"): ["IPTC:Caption-Abstract"],
    ("iptc", "headline"): ["IPTC:Headline"],
    ("iptc", "keywords"): ["IPTC:Keywords"],
    ("iptc", "copyright"): ["IPTC:CopyrightNotice"],
    ("iptc", "city"): ["IPTC:City"],
    ("iptc", "place"): ["IPTC:Sub-location"],
    ("iptc", "date_created"): ["IPTC:DateCreated"],
    ("xmp", "creator"): ["XMP-dc:Creator"],
    ("xmp", "creator_title"): ["XMP-photoshop:AuthorsPosition"],
    ("xmp", "credit"): ["XMP-photoshop:Credit"],
    ("xmp", "source"): ["XMP-photoshop:Source"],
    ("xmp", "description"): ["XMP-dc:Description"],
    ("xmp", "title"): ["XMP-dc:Title"],
    ("xmp", "headline"): ["XMP-photoshop:Headline"],
    ("xmp", "subject"): ["XMP-dc:Subject"],
    ("xmp", "rights"): ["XMP-dc:Rights"],
    ("xmp", "city"): ["XMP-photoshop:City"],
    ("xmp", "place"): ["XMP-iptcCore:Location"],
    ("xmp", "usage_terms"): ["XMP-xmpRights:UsageTerms"],
    ("xmp", "web_statement"): ["XMP-xmpRights:WebStatement"],
    ("xmp", "licensor_url"): ["XMP-plus:LicensorURL"],
    ("xmp", "digital_source_type"): ["XMP-iptcExt:DigitalSourceType"],
}
PRIVATE = ("GPS", "SerialNumber", "ThumbnailImage", "OwnerName", "MakerNote")


def exiftool(*paths):
    """What exiftool reads in files: a dict of dicts by name."""
    ended = subprocess.run(
        ["exiftool", "-json", "-G1", "-n", "-q", *map(str, paths)], capture_output=True, check=False, timeout=120
    )
    return {Path(one["SourceFile"]): one for one in json.loads(ended.stdout or b"[]")}


def plain(value):
    """A value in one shape, whoever read it: a list of texts."""
    if value is None:
        return []
    if hasattr(value, "strftime"):
        value = value.strftime("%Y:%m:%d %H:%M:%S")
    if isinstance(value, float):
        value = f"{value:.5f}"
    values = value if isinstance(value, list | tuple) else [value]
    return [text for text in (charset.tidy(str(one)) for one in values) if text]


def theirs(said, names, field):
    value = next((said[name] for name in names if said.get(name) not in (None, "")), None)
    if field in ("lat", "lon") and value is not None:
        value = float(value)
    if field == "date_created":
        value = str(value or "").replace(":", "")
    if field == "orientation" and value not in range(1, 9):
        value = None
    if field == "taken":  # a camera whose clock was never set, and fractions of a second
        value = None if str(value or "0000").startswith("0000") else str(value)[:19]
    return plain(value)


def against_exiftool(folder):
    """(values alike, all values) over the photos of a folder, where either has one."""
    paths = sorted(path for path in folder.iterdir() if path.suffix != ".json")
    read, alike, all_of_them = exiftool(*paths), 0, 0
    for path in paths:
        said = metadata.read(path)
        for (record, field), names in FIELDS.items():
            own, other = plain(getattr(said, record).get(field)), theirs(read[path], names, field)
            if not own and not other:
                continue
            all_of_them += 1
            alike += own == other
            if own != other:
                print(f"  {path.name} {record} {field}: {own} is {other} to exiftool")
    return alike, all_of_them


def against_expected(folder):
    """(values alike, all values) over the photos of a folder, as its expected.json has them."""
    alike = all_of_them = 0
    for name, words in json.loads((folder / "expected.json").read_text("utf-8")).items():
        said = metadata.read(folder / name)
        for key, wanted in words.items():
            record, _, field = key.partition("_")
            field = {"dst": "digital_source_type"}.get(field, field)
            if record not in ("iptc", "xmp"):
                record, field = "exif", {"exif_copyright": "copyright"}.get(key, key)
            own = plain(getattr(said, record).get(field))
            all_of_them += 1
            alike += own == plain(wanted)
            if own != plain(wanted):
                print(f"  {name} {key}: {own} should be {wanted}")
    return alike, all_of_them


def delivered(folder):
    """(public files in order, all public files) of every photo of a folder."""
    well = all_of_them = 0
    for path in sorted(path for path in folder.iterdir() if path.suffix != ".json"):
        try:
            guard.inspect(path)
        except guard.Refused as refusal:
            print(f"  {path.name} is not taken: {refusal.code}")
            continue
        with tempfile.TemporaryDirectory() as into:
            renditions.make(path, into, widths=(320,), formats=("jpeg", "webp", "avif"), metadata=CREDIT)
            for made, said in exiftool(*Path(into).rglob("*.*")).items():
                records = ["XMP-photoshop"] + (["IPTC"] if made.suffix == ".jpg" else [])
                is_credited = all(said.get(f"{record}:Credit") == CREDIT.credit for record in records)
                private = [name for name in said if any(word in name for word in PRIVATE)]
                all_of_them += 1
                well += is_credited and not private
                if not is_credited or private:
                    print(f"  {path.name} {made.suffix}: credited {is_credited}, private {private}")
    return well, all_of_them


def main(folder):
    if not (folder / "real").is_dir() or not shutil.which("exiftool"):
        print("skipped: no photos beside the project, or no exiftool")
        return
    alike, values = against_exiftool(folder / "real")
    print(f"real: {alike} of {values} values as exiftool reads them, {alike / values:.1%} (at least {LEAST:.0%})")
    chinese, words = against_expected(folder / "zh")
    print(f"zh: {chinese} of {words} values as expected, {chinese / words:.1%} (100%)")
    well, files = (sum(pair) for pair in zip(delivered(folder / "real"), delivered(folder / "zh"), strict=True))
    print(f"public: {well} of {files} files with their credit and nothing private (all)")
    sys.exit(alike / values < LEAST or chinese < words or well < files)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "photos")
