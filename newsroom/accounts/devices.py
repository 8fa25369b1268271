"""What a browser says of itself, in words that its owner knows."""

import re

from django.utils.translation import gettext as _

# the first that fits: most browsers also name those they descend from
BROWSERS = [
    (r"MicroMessenger/(\d+)", "微信"),
    (r"DingTalk/(\d+)", "钉钉"),
    (r"(?:MQQBrowser|QQBrowser)/(\d+)", "QQ 浏览器"),
    (r"QQ/(\d+)", "QQ"),
    (r"(?:UCBrowser|UCWEB)/(\d+)", "UC 浏览器"),
    (r"HuaweiBrowser/(\d+)", "华为浏览器"),
    (r"MiuiBrowser/(\d+)", "小米浏览器"),
    (r"(?:360SE|360EE|QihooBrowser)/?(\d*)", "360 浏览器"),
    (r"MetaSr ?(\d*)", "搜狗浏览器"),
    (r"(?:Edg|EdgA|EdgiOS)/(\d+)", "Edge"),
    (r"OPR/(\d+)", "Opera"),
    (r"SamsungBrowser/(\d+)", "Samsung Internet"),
    (r"(?:Firefox|FxiOS)/(\d+)", "Firefox"),
    (r"(?:Chrome|CriOS)/(\d+)", "Chrome"),
    (r"Version/(\d+).*Safari/", "Safari"),
]
SYSTEMS = [
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"Android (\d+)", "Android"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Windows", "Windows"),
    (r"Macintosh", "Mac"),
    (r"CrOS", "ChromeOS"),
    (r"Linux", "Linux"),
]


def in_words(agent):
    """The browser and the system that a User-Agent header names: “Chrome 131 · Windows”."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if not browser and not system:
        return _("unknown browser")
    return " · ".join(filter(None, [browser or _("unknown browser"), system]))


def _first(known, agent):
    for pattern, name in known:
        if found := re.search(pattern, agent):
            return " ".join(filter(None, [name, *found.groups()]))
    return ""
