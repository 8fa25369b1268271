"""What the scripts of the desk say, in the user's language: scripts hold no words of their own."""

from django.utils.translation import gettext as _

from articles.admin.editor_words import editor_words
from articles.admin.form_words import form_words


def desk_words():
    """Key → text, as the page hands it to the scripts in static/desk."""
    return (
        {
            "addPhoto": _("Photo"),
            "apply": _("Insert"),
            "applyMany": _("Insert %n photos"),
            "cancel": _("Cancel"),
            "captionNone": _("Write a caption"),
            "changePhoto": _("Change"),
            "choose": _("Choose from the library"),
            "chooseCover": _("Choose a cover"),
            "close": _("Close"),
            "creditField": _("Credit, such as 记者 林知夏摄"),
            "creditMissing": _("Credit missing"),
            "captionField": _("Caption"),
            "dropHere": _("Drop photos here"),
            "editPhoto": _("Caption and credit in the library"),
            "failed": _("That did not work. Check the connection and try again."),
            "killed": _("Killed: this photo may never go out"),
            "library": _("Photo library"),
            "loadMore": _("Older photos"),
            "lost": _("This photo is not in the library any more"),
            "noPhotos": _("No photos found"),
            "processing": _("Being prepared…"),
            "remove": _("Take out"),
            "search": _("Caption, name or number"),
            "upload": _("Upload"),
            "uploading": _("Uploading…"),
            "waiting": _("Place for a photo"),
            "wordCount": _("%n characters"),
            "menu": _menu(),
        }
        | editor_words()
        | form_words()
    )


def _menu():
    """Titles of the editor's buttons, by the English ones that the editor library gives them."""
    return {
        "bold": _("Bold"),
        "italic": _("Italic"),
        "underline": _("Underline"),
        "strike": _("Strike"),
        "subscript": _("Subscript"),
        "superscript": _("Superscript"),
        "insert link": _("Link"),
        "remove link": _("Remove the link"),
        "unordered list": _("List"),
        "ordered list": _("Numbered list"),
        "blockquote": _("Quotation"),
        "horizontal rule": _("Rule"),
        "insert table": _("Table"),
        "add column": _("Add a column"),
        "delete column": _("Delete the column"),
        "add row": _("Add a row"),
        "delete row": _("Delete the row"),
        "merge cells": _("Merge cells"),
        "split cell": _("Split the cell"),
        "toggle header cell": _("Header cell"),
        "delete table": _("Delete the table"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "paragraph": _("Paragraph"),
        "heading 2": _("Heading"),
        "heading 3": _("Small heading"),
    }
