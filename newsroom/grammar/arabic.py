"""Bylines and credits as papers in Arabic script print them: house names first, then who is what, parted by ، and ؛.
Roles are kept in the words of the desk and printed in those of the paper."""

from collections.abc import Iterable, Sequence

from .house import Person, person, runs

ROLES = {
    "kk-arab": {
        "记者": "ٴتىلشى",
        "实习记者": "سىناق ٴتىلشى",
        "见习记者": "ۇيرەنۋشى ٴتىلشى",
        "首席记者": "باس ٴتىلشى",
        "特约记者": "ارناۋلى ٴتىلشى",
        "全媒体记者": "مۋلتيمەديا ٴتىلشىسى",
        "融媒记者": "مۋلتيمەديا ٴتىلشىسى",
        "摄影记者": "فوتو ٴتىلشى",
        "通讯员": "حابارشى",
        "特约通讯员": "ارناۋلى حابارشى",
        "实习生": "تاجىريبەشى",
        "指导老师": "جەتەكشى",
        "摄影": "سۋرەتكە تۇسىرگەن",
        "摄像": "بەينەگە تۇسىرگەن",
        "剪辑": "مونتاجداعان",
        "翻译": "اۋدارعان",
        "编译": "اۋدارىپ قۇراستىرعان",
        "制图": "سىزبا",
        "作者": "اۆتورى",
        "责编": "جاۋاپتى رەداكتور",
        "编辑": "رەداكتور",
        "校对": "كوررەكتور",
        "审核": "تەكسەرگەن",
        "监制": "باقىلاعان",
        "终审": "سوڭعى تەكسەرگەن",
    },
    "ug": {
        "记者": "مۇخبىر",
        "实习记者": "پراكتىكانت مۇخبىر",
        "见习记者": "سىناقتىكى مۇخبىر",
        "首席记者": "باش مۇخبىر",
        "特约记者": "مەخسۇس مۇخبىر",
        "全媒体记者": "كۆپ ۋاسىتىلىك مۇخبىر",
        "融媒记者": "كۆپ ۋاسىتىلىك مۇخبىر",
        "摄影记者": "فوتو مۇخبىر",
        "通讯员": "خەۋەرچى",
        "特约通讯员": "مەخسۇس خەۋەرچى",
        "实习生": "پراكتىكانت",
        "指导老师": "يېتەكچى",
        "摄影": "سۈرەتكە ئالغان",
        "摄像": "سىنغا ئالغان",
        "剪辑": "مونتاژ قىلغان",
        "翻译": "تەرجىمە قىلغان",
        "编译": "تەرجىمە قىلىپ تۈزگەن",
        "制图": "سخېما",
        "作者": "ئاپتورى",
        "责编": "مەسئۇل مۇھەررىر",
        "编辑": "مۇھەررىر",
        "校对": "كوررېكتور",
        "审核": "تەكشۈرگۈچى",
        "监制": "نازارەتچى",
        "终审": "ئاخىرقى تەكشۈرگۈچى",
    },
}
PHOTO, PROVIDED, GRAPHIC = range(3)
OF_PHOTOS = {
    "kk-arab": ("سۋرەتتى تۇسىرگەن", "سۋرەتتى ۇسىنعان", "سىزبا"),
    "ug": ("سۈرەتنى تارتقان", "سۈرەت بىلەن تەمىنلىگەن", "سخېما"),
}


def prints(language: str) -> bool:
    """Whether the bylines of a language are printed here."""
    return language in ROLES


def role(word: str, language: str) -> str:
    """What a role is called in a language; the word itself where it has none."""
    return ROLES.get(language, {}).get(word, word)


def byline_line(language: str, outlets: Sequence[str], credits: Iterable[Person]) -> str:
    """outlet، publisher: role name، name؛ unit role name. Arguments beside the language as in house.byline_line."""
    people = _people(language, (person(credit, outlets) for credit in credits))
    return ": ".join(filter(None, ["، ".join(outlets), people]))


def credit_line(
    language: str,
    photographers: Iterable[Person] = (),
    *,
    provider: str | None = None,
    agency: str | None = None,
    graphic: Iterable[str] = (),
    marks: Iterable[str] = (),
) -> str:
    """(mark) who took it: role name؛ who provided it: … Arguments beside the language as in house.credit_line."""
    words = OF_PHOTOS[language]
    people = _people(language, (person(credit) for credit in photographers))
    told = [
        f"{words[PHOTO]}: {'، '.join(filter(None, [agency, people]))}" if people or agency else "",
        f"{words[PROVIDED]}: {provider}" if provider else "",
        f"{words[GRAPHIC]}: {'، '.join(graphic)}" if graphic else "",
    ]
    return " ".join(filter(None, [*(f"({mark})" for mark in marks), "؛ ".join(filter(None, told))]))


def _people(language, credits):
    return "؛ ".join(
        " ".join(filter(None, [unit, role(word or "", language), "، ".join(names)]))
        for word, unit, names in runs(credits)
    )
