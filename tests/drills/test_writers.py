"""20 editors who save again and again, and 50 readers."""

from tests.drills import load
from tests.drills.conftest import window

WRITERS, READERS = 20, 50
SECONDS = 60
PAUSE = 2  # seconds from one save of an editor to her next
WRITE, READ = 2.0, 250  # seconds, milliseconds: what one of a hundred may exceed


def test_nobody_waits_long_and_nothing_is_lost(site, figures):
    walk, length = load.filled(site, search_every=100), load.seconds(SECONDS)
    editors = load.Editors(site, WRITERS)
    with load.readers(site, READERS, length, walk) as reading:
        editors.save(length, PAUSE)
    figures(
        seconds=length,
        saves=len(editors.times),
        reads=reading["answers"],
        errors=len(editors.wrong) + reading["errors"],
        lost=len(editors.lost),
        write_p99_s=load.p99(editors.times),
        read_p99_ms=reading["p99"],
    )
    assert not editors.wrong, editors.wrong[:5]
    assert reading["errors"] == 0, reading["wrong"]
    assert not editors.lost
    assert load.p99(editors.times) <= WRITE
    assert reading["p99"] <= READ
    assert window(site).get("/").status == 200
