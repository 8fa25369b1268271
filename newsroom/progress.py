"""How far a long command has come: a bar that is drawn over itself on a terminal, else a line every few seconds. Pure."""

import time

BAR = 30  # characters
OFTEN, SELDOM = 0.2, 5  # seconds between two pictures, on a terminal and elsewhere


class Progress:
    """Tells a stream how many of `total` things are done, how many a second, and how long the others will take. `done` of
    them were before it began."""

    def __init__(self, stream, total, done=0, clock=time.monotonic):
        self.stream, self.total, self.first, self.clock = stream, total, done, clock
        self.began = self.shown = clock()
        self.is_terminal = stream.isatty()

    def at(self, done):
        """So many are done now."""
        now = self.clock()
        if now - self.shown >= (OFTEN if self.is_terminal else SELDOM):
            self.shown = now
            self._show(done, now)

    def end(self, done):
        """No more will be done."""
        self._show(done, self.clock())
        if self.is_terminal:
            self.stream.write("\n")

    def _show(self, done, now):
        line = self.line(done, now - self.began)
        if self.is_terminal:
            full = BAR * done // max(self.total, 1)
            self.stream.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {line}\x1b[K")
        else:
            self.stream.write(f"{line}\n")
        self.stream.flush()

    def line(self, done, seconds):
        """What is told after so many seconds."""
        said = f"{done:,} of {self.total:,}"
        rate = (done - self.first) / seconds if seconds > 0 else 0
        if rate:
            said += f", {rate:,.0f} a second, {_shown((self.total - done) / rate)} left"
        return said


class Bar:
    """Progress of something that says its total as it goes, and nothing where nothing is done."""

    def __init__(self, stream):
        self.stream, self.progress, self.done = stream, None, 0

    def at(self, done, total):
        """So many of so many are done now."""
        self.progress = self.progress or Progress(self.stream, total)
        self.done = done
        self.progress.at(done)

    def end(self):
        """No more will be done."""
        if self.progress:
            self.progress.end(self.done)


class Bars:
    """A Bar after another, for work in several parts that each say what they do."""

    def __init__(self, stream):
        self.stream, self.what, self.bar = stream, "", None

    def at(self, what, done, total):
        """So many of so many are done now of that part."""
        if what != self.what:
            self.stream.write(f"{what[:1].upper()}{what[1:]}:\n")
            self.what, self.bar = what, Bar(self.stream)
        self.bar.at(done, total)
        if done == total:
            self.bar.end()


def _shown(seconds):
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
