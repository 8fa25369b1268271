"""Twenty kills in the middle of uploads: no file under a final name is partial, no row is without its file."""

import os
import random

from tests.drills import killing
from tests.running import until

KILLS = int(os.environ.get("DRILL_KILLS", "20"))
SHAS = "import json; from media.models import Photo; print(json.dumps(list(Photo.objects.values_list('sha256', flat=True))))"
WAITING = (
    "import json; from media.models import Photo; print(json.dumps(Photo.objects.filter(processed_at=None).count()))"
)


def test_uploads_that_are_killed_leave_nothing_partial(site, figures):
    dice = random.Random(8)
    people = [killing.Uploading(site, first=10_000 * number) for number in range(2)]
    killing.at_work(people)
    seconds = []
    for number in range(KILLS):
        wanted = sum(len(one.told) for one in people) + 1
        until(lambda wanted=wanted: sum(len(one.told) for one in people) >= wanted, killing.LONGEST)  # they get on
        killing.time.sleep(dice.uniform(0, 1.5))
        seconds.append(killing.kill(site, dice, whole=number % 5 == 4))
    strange = killing.home(people)
    told = [sha256 for one in people for sha256 in one.told]
    until(lambda: killing.ask(site, WAITING) == 0, 600)
    lost = len(set(told) - set(killing.ask(site, SHAS)))
    partial = killing.damaged(site)
    end, said = killing.ended(site, "check_photos")
    whole, last = killing.ended(site, "verify_record")
    figures(
        kills=KILLS,
        uploads=len(told),
        lost=lost,
        partial_files=len(partial),
        rows_without_file=end,
        slowest_seconds_to_healthy=round(max(seconds), 1),
        strange_answers=len(strange),
    )
    assert (lost, partial, strange) == (0, [], []), strange[:3]
    assert (end, whole) == (0, 0), said + last
