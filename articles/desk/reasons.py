"""Why a file cannot be read as copy, and what was left out of one that was, in the user's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the codes of articles.intake.copy.Unreadable.
UNREADABLE = {
    "bomb": gettext_lazy("“%(name)s” would unpack to more than any story holds; it was not opened."),
    "broken": gettext_lazy("“%(name)s” is damaged or cut off. Ask for it again."),
    "dtd": gettext_lazy("“%(name)s” asks for other files to be read with it; it was not opened."),
    "empty": gettext_lazy("“%(name)s” is empty."),
    "macros": gettext_lazy("“%(name)s” holds macros, small programs. Save it as .docx without them."),
    "no_copy": gettext_lazy("“%(name)s” holds no text: %(names)s."),
    "no_office": gettext_lazy(
        "“%(name)s” is of an old kind that only LibreOffice reads, which is not installed here. Save it as .docx."
    ),
    "no_story": gettext_lazy("“%(name)s” holds no story."),
    "not_docx": gettext_lazy("“%(name)s” is no Word file. Save it as .docx, or paste the words."),
    "not_feed": gettext_lazy("“%(name)s” is no feed and no story in a form that is known here."),
    "not_read": gettext_lazy("LibreOffice cannot read “%(name)s” either. Save it as .docx, or paste the words."),
    "not_text": gettext_lazy("“%(name)s” cannot be read as text: save it as plain text in UTF-8 or GBK."),
    "not_zip": gettext_lazy("“%(name)s” is no zip file."),
    "packed_oddly": gettext_lazy("“%(name)s” is packed in a way that is not opened here. Pack it as an ordinary zip."),
    "pdf": gettext_lazy(
        "“%(name)s” is a PDF, which holds pages and no copy. Ask for the Word file, or paste the words."
    ),
    "protected": gettext_lazy("“%(name)s” is locked with a password. Ask for it without one."),
    "several_copies": gettext_lazy("“%(name)s” holds several texts: %(names)s. Drop them one by one."),
    "too_large": gettext_lazy("“%(name)s” is too large to be read."),
    "too_many_parts": gettext_lazy("“%(name)s” has more parts than can be read (%(most)s)."),
    "too_many_stories": gettext_lazy("“%(name)s” holds more than %(most)s stories. Ask for fewer at once."),
    "took_too_long": gettext_lazy("“%(name)s” could not be read in reasonable time. Save it anew, or paste the words."),
    "unsafe_names": gettext_lazy("“%(name)s” holds a file that wants to lie elsewhere; it was not opened."),
}
# By the codes of articles.intake.copy.Copy.told.
TOLD = {
    "automatic_mail": gettext_lazy("This looks like an automatic answer."),
    "canceled": gettext_lazy("The house it comes from has cancelled this story."),
    "caption_from_name": gettext_lazy("The name of a picture's file became its caption; check it."),
    "captions_file": gettext_lazy("Captions were read from a file of their own."),
    "chart": gettext_lazy("A chart was left out: ask for it as a picture."),
    "converted": gettext_lazy("It was read through LibreOffice; compare it with the original."),
    "damaged_letters": gettext_lazy("Some letters could not be read and show as �."),
    "embargoed": gettext_lazy("It is under embargo; the note says until when."),
    "embedded_document": gettext_lazy("A document in the document was left out."),
    "embedded_file": gettext_lazy("A file in the document was left out."),
    "footnotes": gettext_lazy("Footnotes stand in the text as [1]."),
    "formula": gettext_lazy("A formula was left out."),
    "forwarded": gettext_lazy("It was forwarded; the sender may not be the author."),
    "hidden_text": gettext_lazy("Hidden text was left out."),
    "linked_attachments": gettext_lazy("Attachments lie elsewhere on the network and were not fetched."),
    "linked_picture": gettext_lazy("A picture lies elsewhere on the network and was not fetched: ask for the file."),
    "lost_picture": gettext_lazy("A picture did not come along: ask for the file."),
    "mail_words": gettext_lazy("The words of the mail itself are a note."),
    "media": gettext_lazy("Video or audio was left out."),
    "nested_mail": gettext_lazy("A mail in the mail was read with it."),
    "other_files": gettext_lazy("Other files came along and were left out."),
    "packed_files": gettext_lazy("Packed files in it were not opened."),
    "page_header": gettext_lazy("What stands at the head and foot of the pages was left out."),
    "picture_marks": gettext_lazy("Marks like （图1） gave way to the pictures they stood for."),
    "pictures_at_end": gettext_lazy("Pictures whose place was not found stand at the end."),
    "pictures_elsewhere": gettext_lazy(
        "Pictures lie at the other house and were not fetched; the notes have their addresses."
    ),
    "quoted_reply": gettext_lazy("Earlier mails below it were left out."),
    "sealed": gettext_lazy("A part of the mail is encrypted and was left out."),
    "signature": gettext_lazy("The signature of the mail was left out."),
    "small_pictures": gettext_lazy("Small pictures, such as logos, were left out."),
    "summary_only": gettext_lazy("Only a summary came: the story itself is at the other house."),
    "winmail": gettext_lazy("A part of the mail (winmail.dat) could not be read; ask for it in plain form."),
    "withheld": gettext_lazy("The house it comes from holds this story back."),
    "zip_not_opened": gettext_lazy("A zip file in it was not opened."),
}


def unreadable(error, name):
    """The sentence about an intake.Unreadable for the file of that name."""
    text = UNREADABLE.get(error.code) or _(
        "“%(name)s” cannot be read: it is damaged, or of a kind that is not known here."
    )
    return str(text) % {"name": name or _("The file"), "names": "—", **{k: v for k, v in error.values.items() if v}}


def told(codes, left_out=()):
    """A sentence for each code of what was left out, and one with the names of files that were."""
    found = [str(TOLD.get(code, code)) for code in dict.fromkeys(codes)]
    if left_out:
        found.append(
            _("Left out: %(names)s.") % {"names": "、".join(left_out[:20]) + ("…" if len(left_out) > 20 else "")}
        )
    return found
