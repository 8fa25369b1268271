"""Who is a reader and who a machine, by what a request says of itself."""

import pytest

from articles.reading.readers import is_reader

ANDROID = "Mozilla/5.0 (Linux; Android 14; PJD110 Build/UKQ1) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
PEOPLE = [
    f"{ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36 XWEB/1260 MMWEBSDK/20240501 MicroMessenger/8.0.50 NetType/WIFI",
    f"{ANDROID} Chrome/100.0.4896.58 Quark/7.0.0 Mobile Safari/537.36",
    f"{ANDROID} Chrome/97.0 Mobile Safari/537.36 T7/13.0 baiduboxapp/13.60.0.10 (Baidu; P1 14)",
    "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; U; Android 13; zh-cn) AppleWebKit/537.36 Version/4.0 UCBrowser/16.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 Chrome/78.0 Safari/537.36 SE 2.X MetaSr 1.0",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80/191.308; U; zh) Presto/2.5.25 Version/10.54",
]
MACHINES = [
    "",
    "  ",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
    f"{ANDROID} Chrome/126.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
    "WhatsApp/2.23.20.0",
    "curl/8.5.0",
    "Wget/1.21.4",
    "python-requests/2.32.3",
    "Go-http-client/2.0",
    "okhttp/4.12.0",
    "Java/17.0.9",
    "Prometheus-Blackbox-Monitor/0.25",
    "FreshRSS/1.24 (Linux)",
]


def asked(agent=PEOPLE[0], method="GET", **more):
    return {"REQUEST_METHOD": method, "HTTP_USER_AGENT": agent, **more}


@pytest.mark.parametrize("agent", PEOPLE)
def test_people_are_readers(agent):
    assert is_reader(asked(agent))


@pytest.mark.parametrize("agent", MACHINES)
def test_machines_are_not(agent):
    assert not is_reader(asked(agent))


def test_who_says_nothing_of_herself_is_none():
    assert not is_reader({"REQUEST_METHOD": "GET"})


@pytest.mark.parametrize("name", ["SEC_PURPOSE", "PURPOSE", "X_PURPOSE", "X_MOZ"])
def test_what_is_fetched_ahead_of_time_is_not_looked_at(name):
    assert not is_reader(asked(**{f"HTTP_{name}": "prefetch;prerender"}))


def test_only_get_looks():
    assert not is_reader(asked(method="HEAD"))


def test_whoever_is_logged_in_works_here():
    assert not is_reader(asked(HTTP_COOKIE="a=b; sessionid=abc"), "sessionid")
    assert is_reader(asked(HTTP_COOKIE="a=b"), "sessionid")


def test_a_name_without_end_is_read_to_its_first_part():
    assert is_reader(asked(PEOPLE[0] + " " * 300 + "bot"))
