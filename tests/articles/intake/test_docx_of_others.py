"""The Word files that other programs wrote, kept beside the project; without them there is nothing to test here."""

import hashlib
import zipfile

import pytest

from articles.intake import docx
from articles.intake.copy import Note, Unreadable
from tests.architecture.project import ROOT

FOLDER = ROOT.parent / "shared" / "docx"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the files of other programs are not here")

REFUSED = {
    "tika/testWORD6.doc": "not_docx",
    "tika/testWORD_3imgs.doc": "not_docx",
    "tika/testWORD_macros.docm": "macros",
    "tika/testWORD_protected_passtika.doc": "not_docx",
    "tika/testWORD_protected_passtika.docx": "protected",
    "tika/testWORD_truncated.docx": "broken",
    "tika/testWORD_various.doc": "not_docx",
    "tika/testWORKS2000.wps": "not_docx",
}
# How many pieces of each kind, how many pictures, and what is told.
READ = {
    "house-1-ski-race.docx": ({"text": 9, "picture": 1}, 1, []),
    "house-2-bridge-opening.docx": ({"heading": 1, "text": 8, "item": 3, "picture": 2}, 2, []),
    "house-3-school-library.docx": ({"text": 7, "picture": 1}, 1, []),
    "mammoth/comments.docx": ({"text": 1}, 0, []),
    "mammoth/empty.docx": ({}, 0, []),
    "mammoth/endnotes.docx": ({"text": 3}, 0, ["footnotes"]),
    "mammoth/external-picture.docx": ({}, 0, ["lost_picture"]),
    "mammoth/footnote-hyperlink.docx": ({"text": 2}, 0, ["footnotes"]),
    "mammoth/footnotes.docx": ({"text": 3}, 0, ["footnotes"]),
    "mammoth/simple-list.docx": ({"item": 2}, 0, []),
    "mammoth/strict-format.docx": ({"text": 1}, 0, []),
    "mammoth/tables.docx": ({"text": 2, "table": 1}, 0, []),
    "mammoth/text-box.docx": ({"text": 1}, 0, []),
    "mammoth/tiny-picture-target-base-relative.docx": ({"picture": 1}, 1, []),
    "mammoth/tiny-picture.docx": ({"picture": 1}, 1, []),
    "mammoth/utf8-bom.docx": ({"text": 1}, 0, []),
    "pandoc/inline_images.docx": ({"text": 2, "picture": 2}, 2, []),
    "pandoc/nested_smart_tags.docx": None,
    "pandoc/notes.docx": ({"heading": 1, "text": 3}, 0, ["footnotes"]),
    "pandoc/track_changes_deletion.docx": ({"text": 1}, 0, []),
    "pandoc/track_changes_insertion.docx": ({"text": 1}, 0, []),
    "pandoc/track_changes_move.docx": ({"text": 3}, 0, []),
    "pandoc/trailing_spaces_in_formatting.docx": ({"text": 1}, 0, []),
    "tika/testAltChunkHTML.docx": ({}, 0, ["embedded_document"]),
    "tika/testAttachedTemplate.docx": ({"text": 1}, 0, []),
    "tika/testComment.docx": ({"text": 1}, 0, []),
    "tika/testExternalRefs.docx": ({"text": 4}, 0, []),
    "tika/testHoverAndVml.docx": ({"text": 3}, 0, []),
    "tika/testWORD_2006ml.docx": None,
    "tika/testWORD_3imgs.docx": ({"text": 4, "picture": 3}, 3, []),
    "tika/testWORD_null_style.docx": ({"heading": 1, "text": 5}, 0, ["page_header"]),
    "tika/testWORD_numbered_list.docx": None,
    "tika/testWORD_phonetic.docx": ({"text": 1}, 0, []),
    "tika/testWORD_text_box.docx": ({"text": 2}, 0, ["page_header"]),
    "tika/testWORD_various.docx": None,
    "tika/testWPSAttachment.docx": ({}, 0, ["embedded_file"]),
}


def names():
    files = [path for path in FOLDER.rglob("*.*") if path.suffix in (".docx", ".docm", ".doc", ".wps")]
    return {str(path.relative_to(FOLDER)) for path in files}


def read(name, folder):
    return docx.read(FOLDER / name, folder)


def texts(copy):
    return [piece.text for piece in copy.pieces]


def test_every_file_is_expected_to_be_something():
    assert names() == {*REFUSED, *READ}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name, tmp_path):
    with pytest.raises(Unreadable) as error:
        read(name, tmp_path)
    assert error.value.code == REFUSED[name]


@pytest.mark.parametrize("name", [name for name in READ if READ[name]])
def test_what_is_read(name, tmp_path):
    copy = read(name, tmp_path)
    kinds = {}
    for piece in copy.pieces:
        kinds[piece.kind] = kinds.get(piece.kind, 0) + 1
    assert (kinds, len(copy.pictures), copy.told) == READ[name]
    with zipfile.ZipFile(FOLDER / name) as archive:
        inside = {hashlib.sha256(archive.read(member)).hexdigest() for member in archive.namelist()}
    assert {picture.sha256 for picture in copy.pictures} <= inside


def test_tracked_changes(tmp_path):
    assert texts(read("pandoc/track_changes_deletion.docx", tmp_path)) == ["This is a text with a deletion."]
    assert texts(read("pandoc/track_changes_insertion.docx", tmp_path)) == [
        "This is a text with two exciting insertions."
    ]
    moved = texts(read("pandoc/track_changes_move.docx", tmp_path))
    assert moved == ["Here is some text.", "Here is the text to be moved.", "Here is some more text."]


def test_comments(tmp_path):
    assert read("tika/testComment.docx", tmp_path).notes == [Note("Here is a comment", "Michael McCandless", "text")]
    notes = read("mammoth/comments.docx", tmp_path).notes
    assert [(note.author, note.passage) for note in notes] == [
        ("Michael Williamson", "Ouch"),
        ("Michael Williamson", "Ouch."),
    ]


def test_text_boxes_fields_and_ruby(tmp_path):
    assert texts(read("mammoth/text-box.docx", tmp_path)) == ["Datum plane"]
    assert texts(read("tika/testHoverAndVml.docx", tmp_path))[-1] == "Click me"
    assert texts(read("tika/testWORD_phonetic.docx", tmp_path)) == ["東京"]
    assert not [text for text in texts(read("tika/testExternalRefs.docx", tmp_path)) if "example" in text]


def test_a_long_document_with_something_of_everything(tmp_path):
    copy = read("tika/testWORD_2006ml.docx", tmp_path)
    assert copy.told == ["embedded_file", "chart", "formula", "footnotes", "page_header"]
    assert [picture.name for picture in copy.pictures] == ["image2.jpg"]
    assert [note.text for note in copy.notes] == ["This is a comment"]
    words = texts(copy)
    assert words.count("This is a text box") == 1
    assert words.count("This is text within a shape") == 1
    link = next(piece.html for piece in copy.pieces if piece.text.startswith("This is a hyperlink"))
    assert link == 'This is a hyperlink: <a href="http://tika.apache.org">tika</a>'
    assert not any('href="file:' in piece.html for piece in copy.pieces)


def test_lists(tmp_path):
    copy = read("tika/testWORD_numbered_list.docx", tmp_path)
    items = [(piece.text, piece.level) for piece in copy.pieces if piece.kind == "item"]
    assert items[:4] == [("This", 1), ("Is", 2), ("A multi", 3), ("Level", 3)]
    copy = read("tika/testWORD_various.docx", tmp_path)
    items = [(piece.text, piece.is_ordered) for piece in copy.pieces if piece.kind == "item"]
    assert items == [(f"Bullet {n}", False) for n in (1, 2, 3)] + [(f"Number bullet {n}", True) for n in (1, 2, 3)]


def test_smart_tags_are_only_their_words(tmp_path):
    copy = read("pandoc/nested_smart_tags.docx", tmp_path)
    assert (copy.pieces[0].kind, copy.pieces[0].level) == ("heading", 2)
    assert "that the king of Egypt died; and the children of Israel sighed" in copy.text
