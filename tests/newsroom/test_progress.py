"""What a long command says while it works."""

from io import StringIO

from newsroom.progress import Bar, Progress


class Clock:
    now = 0

    def __call__(self):
        return self.now


class Terminal(StringIO):
    def isatty(self):
        return True


def test_elsewhere_a_line_every_few_seconds_and_one_at_the_end():
    clock, stream = Clock(), StringIO()
    progress = Progress(stream, 10_000, clock=clock)
    for second in range(1, 11):
        clock.now = second
        progress.at(second * 500)
    progress.end(5000)
    assert stream.getvalue().splitlines() == [
        "2,500 of 10,000, 500 a second, 0:15 left",
        "5,000 of 10,000, 500 a second, 0:10 left",
        "5,000 of 10,000, 500 a second, 0:10 left",
    ]


def test_on_a_terminal_a_bar_that_is_drawn_over_itself():
    clock, stream = Clock(), Terminal()
    progress = Progress(stream, 1000, clock=clock)
    clock.now = 1
    progress.at(500)
    progress.at(501)
    clock.now = 2
    progress.end(1000)
    first, second, third = stream.getvalue().split("\r")
    assert first == ""
    assert second == f"[{'#' * 15}{'.' * 15}] 500 of 1,000, 500 a second, 0:01 left\x1b[K"
    assert third == f"[{'#' * 30}] 1,000 of 1,000, 500 a second, 0:00 left\x1b[K\n"


def test_what_was_done_before_is_no_speed_of_now():
    clock, stream = Clock(), StringIO()
    progress = Progress(stream, 10_000_000, done=1_000_000, clock=clock)
    clock.now = 10
    progress.at(1_010_000)
    assert stream.getvalue() == "1,010,000 of 10,000,000, 1,000 a second, 2:29:50 left\n"


def test_says_nothing_of_a_speed_before_there_is_one():
    stream = StringIO()
    Progress(stream, 10, done=10, clock=Clock()).end(10)
    assert stream.getvalue() == "10 of 10\n"


def test_what_says_its_total_as_it_goes_has_one_line_and_nothing_has_none():
    stream = StringIO()
    bar = Bar(stream)
    bar.end()
    assert stream.getvalue() == ""
    for done in range(1, 4):
        bar.at(done, 3)
    bar.end()
    assert stream.getvalue().startswith("3 of 3")
