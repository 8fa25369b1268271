"""The score that Mozilla's HTTP Observatory gives a page, as its scoring is published; without what it asks of other servers
(the list of preloaded hosts). 100 is where a page begins; what is better than asked counts only from 90 on."""

PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
HALF_A_YEAR = 15_768_000


def score(headers, cookies=(), is_redirected=True):
    """The score of an answer with these `headers` (a mapping that ignores case) and `cookies` (morsels), of a site that
    sends plain HTTP on to HTTPS where `is_redirected`."""
    changes = [
        _policy(headers.get("Content-Security-Policy", "")),
        _cookies(cookies, "Strict-Transport-Security" in headers),
        -50
        if headers.get("Access-Control-Allow-Origin") == "*" and "Access-Control-Allow-Credentials" in headers
        else 0,
        0 if is_redirected else -20,
        5 if headers.get("Referrer-Policy", "") in PRIVATE else -5,
        _transport(headers.get("Strict-Transport-Security", "")),
        0 if headers.get("X-Content-Type-Options", "") == "nosniff" else -5,
        _frames(headers),
        10 if headers.get("Cross-Origin-Resource-Policy", "") in {"same-origin", "same-site"} else 0,
    ]
    base = 100 + sum(change for change in changes if change < 0)
    return base + (sum(change for change in changes if change > 0) if base >= 90 else 0)


def directives(policy):
    """name → sources of a Content-Security-Policy."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def _policy(policy):
    if not policy:
        return -25
    said = directives(policy)
    scripts, styles = (said.get(name, said.get("default-src", ["*"])) for name in ("script-src", "style-src"))
    objects = said.get("object-src", said.get("default-src", ["*"]))
    if {"'unsafe-inline'", "data:", "*", "https:", "http:"} & {*scripts, *objects}:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if any(source.startswith("http:") for sources in said.values() for source in sources):
        return -10
    if {"'unsafe-inline'", "data:", "*", "https:"} & {*styles}:
        return 0
    return 10 if said.get("default-src") == ["'none'"] else 5


def _cookies(cookies, is_strict):
    if not cookies:
        return 0
    for cookie in cookies:
        is_session = "sess" in cookie.key.lower()
        if not cookie["secure"]:
            return -10 if is_strict else -40
        if is_session and not cookie["httponly"]:
            return -30
        if not cookie["samesite"]:
            return -20 if "csrf" in cookie.key.lower() else 0
    return 5


def _transport(said):
    ages = [int(part.strip()[8:]) for part in said.split(";") if part.strip().startswith("max-age=")]
    return -20 if not ages else 0 if ages[0] >= HALF_A_YEAR else -10


def _frames(headers):
    if "frame-ancestors" in directives(headers.get("Content-Security-Policy", "")):
        return 5
    return 5 if headers.get("X-Frame-Options", "") in {"DENY", "SAMEORIGIN"} else -20
