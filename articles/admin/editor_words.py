"""What the scripts of the body editor say, in the user's language."""

from django.utils.translation import gettext as _


def editor_words():
    """Key → text; some are lists or tables of texts."""
    return _places() | _recordings() | _links() | _pasting() | _tools()


def _places():
    return {
        "addGallery": _("Gallery"),
        "addPhotos": _("Add photos"),
        "addStory": _("Related story"),
        "addVideo": _("Video or audio"),
        "earlier": _("Earlier"),
        "galleryCaption": _("Write a caption for the gallery"),
        "galleryEmpty": _("A gallery without photos"),
        "later": _("Later"),
        "insert": _("Insert"),
        "photoCount": _("%n photos"),
        "pullQuote": _("Pull quote"),
        "storyGone": _("Story %n is not on the site: nothing is printed here."),
        "storyOpen": _("Open"),
        "storyPrinted": _("Printed as a card while the story is on the site"),
        "tableColumns": _("Columns"),
        "tableHeader": _("The first row names the columns"),
        "tableRows": _("Rows"),
        "tableTitle": _("Table"),
    }


def _recordings():
    return {
        "audio": _("Audio"),
        "byAddress": _("By address"),
        "byAddressHelp": _(
            "A file (.mp4, .webm, .mp3, .m4a, .m3u8 …) plays in the page; any other address becomes a card that leads there."
        ),
        "clipCredit": _("Credit line, such as 记者 林知夏摄制"),
        "clipBare": _("No credit yet"),
        "clipLost": _("This recording is not in the library any more"),
        "clipSearch": _("Title, credit or file name"),
        "clipTitle": _("Title"),
        "editClip": _("Title and credit in the library"),
        "httpsOnly": _("Give a full address that begins with https://"),
        "noClips": _("No recordings found"),
        "ourClips": _("Ours"),
        "recordingCaption": _("Write a caption; a card needs it as its title"),
        "recordingChoose": _("Choose or upload video or audio"),
        "recordingWaiting": _("Place for video or audio"),
        "uploadClip": _("Upload a file"),
        "video": _("Video"),
    }


def _links():
    return {
        "addressBad": _("An address begins with https://, with / on this site, or with mailto:"),
        "linkField": _("Address, or words of a headline"),
        "linkHelp": _("Type words of a headline to link to a story of ours: arrow keys choose, Enter takes it."),
        "linkTitle": _("Link"),
        "noStories": _("No stories found"),
        "storyField": _("Words of a headline, or the number"),
        "storyTitle": _("Related story"),
        "unlink": _("Remove the link"),
    }


def _pasting():
    return {
        "creditAll": _("Credit for all of them"),
        "fetching": _("Fetching %n photos…"),
        "pastedHelp": _("Say whom each photo is owed to. Leave this, and their places wait with the captions."),
        "pastedTitle": _("Photos that came with the text"),
        "picturesNotFetched": _(
            "%n photos could not be fetched: the other site does not give them to us. Their places wait; save the photos "
            "and drop them there."
        ),
        "picturesOnDisk": _(
            "%n photos could not be pasted: they lie on the disk of the computer that the text was copied from. Their "
            "places wait; drop the files there."
        ),
    }


def _tools():
    return {
        "layout": _("House layout"),
        "layoutDone": _("House layout: %n paragraphs changed. Ctrl-Z takes it back."),
        "layoutNothing": _("House layout: nothing to do."),
        "readingTime": _("about %n minutes"),
        "shortcuts": _("Keyboard shortcuts"),
        "shortcutList": [
            ["Ctrl S", _("Save")],
            ["Ctrl K", _("Link")],
            ["Ctrl Shift L", _("House layout")],
            ["Ctrl Alt 2", _("Heading")],
            ["Ctrl Alt 3", _("Small heading")],
            ["Ctrl Alt 0", _("Paragraph")],
            ["Ctrl Alt P", _("Photo")],
            ["Ctrl B", _("Bold")],
            ["Ctrl I", _("Italic")],
            ["Ctrl U", _("Underline")],
            ["Ctrl Shift 8", _("List")],
            ["Ctrl Shift 7", _("Numbered list")],
            ["Ctrl Shift B", _("Quotation")],
            ["Ctrl Z", _("Undo")],
            ["Ctrl Shift Z", _("Redo")],
            ["Ctrl /", _("This list")],
        ],
    }
