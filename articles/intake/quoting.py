"""What of a mail its sender wrote, what was quoted from an earlier one, and what the program put under it. Pure."""

import re
from dataclasses import dataclass, replace

from articles.intake import html
from articles.intake.copy import PICTURE, TEXT
from articles.intake.plaintext import BLANKS

MOST_SIGNATURE_LINES = 15
HEAD_LINES = 6
_WROTE = re.compile(
    r"(?=.*(?:@|[0-9][:：][0-9]{2}|[0-9]{4}[-/.][0-9])).{0,150}(?:写道|寫道|wrote|написал[аи]?)\s*[：:]?", re.IGNORECASE
)
_OPENS_WROTE = re.compile(r"(?:在|于|On\s|>)", re.IGNORECASE)
_RULE = re.compile(
    r"[-_—=*\s]{2,}(?:原始邮件|原邮件|原始信件|回复的?邮件|转发的?邮件|轉寄郵件|转发邮件信息|转发的?消息|"
    r"original message|original|forwarded message|reply message)[-_—=*\s]*[：:]?"
    r"|begin forwarded message[：:]|(?:开始转发的邮件|下面是被转发的邮件|以下是转发的邮件)[：:]",
    re.IGNORECASE,
)
_FROM = re.compile(r"[*\s]*(?:发件人|寄件者|from)\s*[*\s]*[：:]", re.IGNORECASE)
_HEAD = re.compile(
    r"[*\s]*(?:发件人|寄件者|发送时间|发送日期|寄件日期|日期|时间|收件人|收件者|抄送|副本|主题|主旨|回复|from|date|sent|to|cc|subject|reply-to)"
    r"\s*[*\s]*[：:]",
    re.IGNORECASE,
)
_DASHES = re.compile(r"--[ \u00a0]?")
_PROGRAM = "iphone|ipad|android|安卓|手机|平板|小米|华为|荣耀|vivo|oppo|邮箱|邮件|mail|outlook|wps"
_DEVICE = re.compile(
    rf"[-—\s]*(?:(?:发自|来自|发送自)\s*(?:我的)?[^，。的]{{0,16}}(?:{_PROGRAM})[^，。的]{{0,6}}"
    rf"|从[^，。的]{{1,16}}(?:{_PROGRAM})[^，。的]{{0,6}}发送|使用[^，。的]{{0,12}}(?:{_PROGRAM})[^，。的]{{0,6}}发送"
    rf"|sent from .{{0,20}}(?:{_PROGRAM}|phone).{{0,20}}|(?:获取|下载|get) ?outlook ?(?:for )?.{{0,20}})[。.]?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"(?:从.{0,14}发来的)?(?:超大|云)附件[：:（(]?.{0,12}")


@dataclass(frozen=True)
class Parted:
    """The pieces that the sender wrote, those that were quoted (without their head), and codes of what else was there:
    signature, linked_attachments."""

    own: list
    quoted: list
    told: list


def lines_of(pieces):
    """`pieces`, each line of a paragraph one of its own, as mails break them."""
    made = []
    for piece in pieces:
        if piece.kind != TEXT or "\n" not in piece.text:
            made.append(piece)
            continue
        at = 0
        for line in piece.text.split("\n"):
            if line.strip(BLANKS):
                markup = html.cut(piece.html, at, at + len(line)) if piece.html else ""
                made.append(replace(piece, text=line.strip(BLANKS), html=markup))
            at += len(line) + 1
    return made


def part(pieces):
    """The Parted that the pieces of a mail are, one a line."""
    told = []
    start = next((at for at in range(len(pieces)) if _begins_a_quote(pieces, at)), len(pieces))
    own, quoted = pieces[:start], _without_head(pieces[start:])
    marked = [piece for piece in own if _is_marked(piece)]
    if marked:
        own = [piece for piece in own if not _is_marked(piece)]
        quoted = [*marked, *quoted]
    own = _cut_at(own, _elsewhere(own), told, "linked_attachments")
    own = _cut_at(own, _signature(own), told, "signature")
    while own and own[-1].kind == TEXT and _is_of_a_device(own[-1].text):
        own = own[:-1]
        told.append("signature")
    return Parted(own, [_unmarked(piece) for piece in quoted], list(dict.fromkeys(told)))


def _begins_a_quote(pieces, at):
    text = pieces[at].text
    if pieces[at].kind == PICTURE or not text:
        return False
    if _RULE.fullmatch(text):
        return True
    following = [piece.text for piece in pieces[at : at + HEAD_LINES]]
    if _FROM.match(text) and sum(bool(_HEAD.match(line)) for line in following) >= 3:
        return True
    if len(text) > 200 or not (
        _OPENS_WROTE.match(text) or "@" in text or re.match(r"\S{1,20}\s*[于在]?\s*[0-9]{4}", text)
    ):
        return False
    # Programs break the line 在…写道： where it gets long.
    return any(bool(_WROTE.fullmatch(" ".join(following[:count]))) for count in (1, 2))


def _without_head(quoted):
    """What was quoted without the lines that say whose it was."""
    at = 0
    while at < len(quoted) and at < 2 * HEAD_LINES:
        text = _unmarked(quoted[at]).text
        if not (_RULE.fullmatch(text) or _HEAD.match(text) or (at < 2 and _begins_a_quote(quoted, at))):
            wrote = at == 1 and _WROTE.fullmatch(f"{quoted[0].text} {text}") and not _WROTE.fullmatch(quoted[0].text)
            if not wrote:
                break
        at += 1
    return quoted[at:]


def _is_marked(piece):
    return piece.kind == TEXT and not piece.html and piece.text.startswith((">", "＞"))


def _unmarked(piece):
    if not _is_marked(piece):
        return piece
    return replace(piece, text=re.sub(r"^(?:[>＞]\s?)+", "", piece.text).strip(BLANKS))


def _elsewhere(own):
    return next((at for at, piece in enumerate(own) if at and _ELSEWHERE.fullmatch(piece.text)), None)


def _signature(own):
    """Where a signature begins that two dashes announce; None where none does."""
    first = max(1 if len(own) > HEAD_LINES else 0, len(own) - MOST_SIGNATURE_LINES)
    return next((at for at in range(first, len(own)) if _DASHES.fullmatch(own[at].text)), None)


def _cut_at(own, at, told, code):
    if at is None:
        return own
    told.append(code)
    return own[:at]


def _is_of_a_device(text):
    return len(text) <= 60 and bool(_DEVICE.fullmatch(text))
