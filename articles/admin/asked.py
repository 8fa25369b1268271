"""What somebody typed for a verb that was refused: its dialog opens again with it, and no word is lost."""

KEY = "asked"


def keep(request, article, verb, why):
    """Keep what the form said for `verb` until the article's form is opened again, with the reason of the refusal."""
    text, at = request.POST.get(f"text_{verb}", ""), request.POST.get(f"at_{verb}", "")
    if text or at:
        request.session[KEY] = {"article": article.pk, "verb": str(verb), "text": text, "at": at, "why": why}


def take(request, article):
    """What was kept for this article, a dict of verb, text, at (as the form sent it) and why, once; None where nothing."""
    asked = request.session.get(KEY)
    if not asked or asked["article"] != article.pk:
        return None
    del request.session[KEY]
    return asked
