"""Is it a reader who asks, or a machine? By what a request says of itself. Pure."""

import re
from functools import lru_cache

LONGEST = 300  # characters that are looked at
# Parts of the names of crawlers, of tools and libraries, and of what fetches a page to show a link. A telephone is called Cubot.
ROBOTS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrap|fetch|preview|prerender|headless|lighthouse|monitor|uptime|pingdom|"
    r"facebookexternalhit|externalagent|whatsapp|-user/|cohere-ai|google-|googleother|mediapartners|feed|rss|archive|validat|scan|curl|wget|python|"
    r"java/|perl|ruby|php|okhttp|dalvik|cfnetwork|http-?client|httpx|axios|node|undici|postman|phantom|selenium",
    re.IGNORECASE,
)


def is_reader(wsgi, login=""):
    """Whether the request of this WSGI environment is a person's who looks at a page: no robot, nothing that is fetched
    ahead of time, and nobody with the cookie `login`, who works here."""
    if wsgi["REQUEST_METHOD"] != "GET" or _is_robot(wsgi.get("HTTP_USER_AGENT", "")[:LONGEST]):
        return False
    if "HTTP_SEC_PURPOSE" in wsgi or "HTTP_PURPOSE" in wsgi or "HTTP_X_PURPOSE" in wsgi or "HTTP_X_MOZ" in wsgi:
        return False
    cookies = wsgi.get("HTTP_COOKIE")
    return not (login and cookies and f"{login}=" in cookies)


@lru_cache(maxsize=1024)  # what browsers call themselves, and not who asked
def _is_robot(agent):
    return not agent.strip() or ROBOTS.search(agent) is not None
