"""Pages are made once an edition, from nothing but their address."""

import threading

import pytest
from django.http import Http404, HttpResponse

from newsroom import edition, turns
from newsroom.pagecache import PageCache, keys
from tests.newsroom.pagecache import site
from tests.newsroom.pagecache.site import ask
from tests.newsroom.together import together


def test_a_page_is_made_once_an_edition(cache, number):
    first = ask(cache, "/")
    assert first.how.startswith("newsroom; fwd")
    assert ask(cache, "/").text == first.text
    assert ask(cache, "/").how == "newsroom; hit"
    number.set(2)
    assert ask(cache, "/").text != first.text


def test_nothing_that_a_reader_sends_reaches_the_page(cache):
    page = ask(
        cache,
        "/",
        HTTP_COOKIE="sessionid=abc",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_USER_AGENT="x",
        HTTP_ACCEPT_LANGUAGE="en",
        REMOTE_ADDR="10.0.0.1",
    )
    assert "abc" not in page.text
    assert "evil" not in page.text
    assert "HTTP_HOST HTTP_X_FORWARDED_PROTO {}" in page.text
    assert "http://localhost:8000/" in page.text


def test_parameters_that_the_page_does_not_know_are_no_part_of_the_key(cache):
    plain = ask(cache, "/list/").text
    assert ask(cache, "/list/?from=singlemessage&scene=1&clicktime=9").text == plain
    assert ask(cache, "/story/4/?before=9").text == ask(cache, "/story/4/").text


def test_parameters_that_it_knows_are_whatever_else_stands_beside_them(cache):
    assert ask(cache, "/list/?before=9").text != ask(cache, "/list/").text
    assert ask(cache, "/list/?x=1&before=9").text == ask(cache, "/list/?before=9&y=2").text
    assert ask(cache, "/list/?before=1&before=9").text == ask(cache, "/list/?before=9").text


def test_a_thousand_unknown_queries_keep_one_page(cache):
    for n in range(1000):
        ask(cache, f"/list/?x{n}={n}")
    assert list(cache.memory.pages) == ["/list/"]


def test_a_page_that_is_made_afresh_gets_its_parameter_and_is_not_kept(cache):
    first = ask(cache, "/search/?q=a&x=1", HTTP_COOKIE="sessionid=abc")
    assert "/search/?q=a " in first.text
    assert ask(cache, "/search/?q=a").text != first.text
    assert not cache.memory.pages


def test_what_was_not_marked_goes_through_with_all_that_was_sent(cache):
    assert "a=b" in ask(cache, "/private/", HTTP_COOKIE="a=b").text
    assert ask(cache, "/private/").how == ""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_only_reading_is_answered_from_pages(cache, method):
    ask(cache, "/")
    assert ask(cache, "/", method).how == ""


def test_another_host_gets_nothing_from_pages(cache):
    ask(cache, "/")
    assert ask(cache, "/", HTTP_HOST="evil.example").how == ""


def test_plain_http_goes_through_to_be_sent_to_https(cache, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert ask(cache, "/").how == ""
    assert ask(cache, "/", HTTP_X_FORWARDED_PROTO="https").how != ""


def test_an_address_in_chinese_is_found(cache):
    assert ask(cache, "/标签/").status == 200
    assert ask(cache, "/标签/").how == "newsroom; hit"


def test_only_pages_are_kept_and_what_was_one_is_dropped(cache, number):
    site.answers["/story/4/"] = 404
    assert ask(cache, "/story/4/").status == 404
    assert not cache.memory.pages
    site.answers["/story/4/"] = "here"
    assert ask(cache, "/story/4/").text == "here"
    site.answers["/story/4/"] = 404
    assert ask(cache, "/story/4/").text == "here"  # the same edition
    number.set(2)
    assert ask(cache, "/story/4/").status == 404
    assert not cache.memory.pages
    assert cache.files.get("/story/4/") is None


def test_what_is_no_page_gets_its_whole_query_and_nothing_of_the_reader(cache):
    """A former address may be all of it: see articles/public/moved.py."""
    seen = []

    def missing(request):
        seen.append((request.META["QUERY_STRING"], request.COOKIES))
        raise Http404

    site.answers["/list/"] = missing
    page = ask(cache, "/list/?p=12&before=7", HTTP_COOKIE="sessionid=abc")
    assert (page.status, page.how) == (404, "newsroom; fwd=bypass")
    assert seen == [("before=7", {}), ("p=12&before=7", {})]


def test_a_cookie_that_a_page_would_set_is_not_kept(cache):
    def with_cookie(request):
        response = HttpResponse("x" * 500)
        response.set_cookie("a", "b")
        return response

    site.answers["/"] = with_cookie
    assert "set-cookie" not in ask(cache, "/").headers
    assert "set-cookie" not in ask(cache, "/").headers


def test_a_reader_who_has_the_page_is_told_so(cache):
    page = ask(cache, "/")
    again = ask(cache, "/", HTTP_IF_NONE_MATCH=f'"x", {page.headers["etag"]}')
    assert again.status == 304
    assert again.raw == b""
    assert again.headers["etag"] == page.headers["etag"]
    assert ask(cache, "/", HTTP_IF_NONE_MATCH='"x"').status == 200


def test_head_gives_the_headers_alone(cache):
    whole = ask(cache, "/")
    head = ask(cache, "/", "HEAD")
    assert head.raw == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_bodies_come_as_the_client_takes_them(cache):
    plain = ask(cache, "/")
    assert "content-encoding" not in plain.headers
    packed = ask(cache, "/", HTTP_ACCEPT_ENCODING="gzip, deflate")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    smaller = ask(cache, "/", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert smaller.headers["content-encoding"] == "br"
    assert smaller.text == plain.text
    assert "content-encoding" not in ask(cache, "/", HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.0").headers
    assert plain.headers["vary"] == "Accept-Encoding"


def test_eight_who_ask_at_once_have_it_made_once(cache):
    asked = []

    def slow(request):
        asked.append(1)
        threading.Event().wait(0.2)
        return HttpResponse("slow" * 200)

    site.answers["/"] = slow
    got = together(8, lambda: ask(cache, "/").status)
    assert got == [200] * 8
    assert len(asked) == 1


def test_while_one_makes_the_page_anew_others_get_the_one_of_before(cache, number):
    old = ask(cache, "/").text
    go_on, begun = threading.Event(), threading.Event()

    def slow(request):
        begun.set()
        go_on.wait(10)
        return HttpResponse("new" * 200)

    site.answers["/"] = slow
    number.set(2)
    maker = threading.Thread(target=ask, args=(cache, "/"))
    maker.start()
    assert begun.wait(10)
    meanwhile = ask(cache, "/")
    go_on.set()
    maker.join(10)
    assert meanwhile.text == old
    assert "ttl=-" in meanwhile.how
    assert ask(cache, "/").text.startswith("new")


@pytest.mark.parametrize(
    ("at_the_desk", "others", "age", "made_anew"),
    [
        (0, 2, 0.5, False),
        (0, 2, 1.5, True),
        (0, 1, 0.5, True),
        (1, 1, 0.5, False),
        (1, 1, 1.5, True),
    ],
)
def test_as_an_edition_begins_nobody_stands_in_line(cache, number, monkeypatch, at_the_desk, others, age, made_anew):
    """Each of the pages is wanted anew at once: who would have to wait for others to be made gets the one of before; where
    somebody at the desk waits as well, for one other."""
    monkeypatch.setattr(edition, "age", lambda: age)
    monkeypatch.setattr(turns.at_the_desk, "many", at_the_desk)
    old = ask(cache, "/").text
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def slow(request):
        begun.release()
        go_on.wait(10)
        return HttpResponse("other" * 200)

    others = ["/story/1/", "/story/2/"][:others]
    site.answers |= dict.fromkeys(others, slow)
    number.set(2)
    makers = [threading.Thread(target=ask, args=(cache, path)) for path in others]
    for maker in makers:
        maker.start()
    assert all(begun.acquire(timeout=10) for _maker in makers)
    assert (ask(cache, "/").text != old) == made_anew
    go_on.set()
    for maker in makers:
        maker.join(10)
    assert ask(cache, "/").text != old


def test_who_waits_for_a_page_gets_none_of_before_something_was_taken_away(cache, number):
    go_on, begun, waiting, got = threading.Event(), threading.Event(), threading.Event(), []

    def slow(request):
        del site.answers["/"]
        begun.set()
        go_on.wait(10)
        return HttpResponse("withdrawn" * 200)

    def wait(patience):
        waiting.set()
        return wait_on(patience)

    site.answers["/"] = slow
    maker = threading.Thread(target=ask, args=(cache, "/"))
    maker.start()
    assert begun.wait(10)
    done = cache.making["/"].done
    wait_on, done.wait = done.wait, wait
    number.set(2, firm=2)
    waiter = threading.Thread(target=lambda: got.append(ask(cache, "/")))
    waiter.start()
    assert waiting.wait(10)
    go_on.set()
    maker.join(10)
    waiter.join(10)
    assert "withdrawn" not in got[0].text
    assert ask(cache, "/").text == got[0].text


def test_memory_is_bounded_and_what_was_longest_unused_goes(cache):
    cache.memory.limit = 20_000
    for n in range(1, 40):
        ask(cache, f"/story/{n}/")
        ask(cache, "/story/1/")
    assert cache.memory.weight <= 20_000
    assert "/story/1/" in cache.memory.pages
    assert "/story/2/" not in cache.memory.pages


def test_another_process_of_the_box_need_not_make_it_again(cache):
    first = ask(cache, "/").text
    other = PageCache(cache.application, folder=cache.files.folder)
    assert ask(other, "/").text == first


def test_long_addresses_and_hosts_are_not_remembered(cache):
    ask(cache, "/")
    held = keys._rule_at.cache_info().currsize, keys._is_ours.cache_info().currsize
    assert ask(cache, f"/{'x' * 1000}/").status == 404
    assert ask(cache, "/", HTTP_HOST="x" * 1000).status == 400
    assert (keys._rule_at.cache_info().currsize, keys._is_ours.cache_info().currsize) == held
