"""Old photos get what new ones have: what their file says and looks like, and where the eye goes."""

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from media import looking, stores
from media.models import Photo
from media.tasks import make_renditions

UNSEEN = {
    "likeness": "",
    "band_0": None,
    "band_1": None,
    "band_2": None,
    "band_3": None,
    "focus_x": None,
    "focus_y": None,
}


def old(cast, **more):
    """A photo as it was before the update."""
    photo = cast.photo(**more)
    Photo.objects.filter(pk=photo.pk).update(**UNSEEN, said={})
    DBTaskResult.objects.all().delete()
    return photo


def waiting():
    return list(DBTaskResult.objects.order_by("priority").values_list("task_path", "priority"))


def test_the_command_looks_at_every_old_photo_and_at_no_other(cast, capsys):
    photo, fresh = old(cast), cast.photo(colour=(9, 90, 9))
    Photo.objects.filter(pk=fresh.pk).update(keywords="雪")
    DBTaskResult.objects.all().delete()
    call_command("look_at_photos")
    assert capsys.readouterr().out == "1 photos were looked at; 0 could not be read.\n"
    photo.refresh_from_db()
    assert len(photo.likeness) == 16
    assert photo.band_0 is not None
    assert waiting() == [("media.tasks.make_renditions", looking.BEHIND)]  # new photos come first
    make_renditions.call(photo.pk)
    photo.refresh_from_db()
    assert (photo.focus_x, photo.is_focus_set) != (None, True)
    call_command("look_at_photos")
    assert capsys.readouterr().out == "0 photos were looked at; 0 could not be read.\n"


def test_what_people_said_stays(cast):
    photo = old(cast)
    Photo.objects.update(focus_x=10, focus_y=20, is_focus_set=True, made=Photo.Made.AI_PART)
    assert looking.look(photo.pk)
    now = Photo.objects.get()
    assert (now.focus_x, now.focus_y, now.made, now.caption) == (10, 20, Photo.Made.AI_PART, photo.caption)
    assert not waiting()


def test_a_file_that_is_gone_stops_nothing(cast, capsys):
    gone, photo = old(cast), old(cast, colour=(9, 90, 9))
    stores.originals().delete(gone.original)
    call_command("look_at_photos")
    assert "1 photos were looked at; 1 could not be read." in capsys.readouterr().out
    assert Photo.objects.get(pk=photo.pk).likeness


def test_after_an_update_the_worker_does_it_some_at_a_time(cast):
    photos = [old(cast, colour=(shade, 255 - shade, 90)) for shade in (20, 120, 220)]
    call_command("establish", verbosity=0)
    assert ("media.looking.look_at_photos", looking.BEHIND) in waiting()
    looking.BATCH, batch = 2, looking.BATCH
    try:
        looking.look_at_photos.call()
        assert list(looking.unseen()) == [photos[2]]
        looking.look_at_photos.call(photos[1].pk)
    finally:
        looking.BATCH = batch
    assert not looking.unseen().exists()
    DBTaskResult.objects.all().delete()
    call_command("establish", verbosity=0)
    assert not waiting()


def test_killed_photos_are_left_alone(cast):
    old(cast)
    Photo.objects.update(killed_at="2026-03-05T00:00Z")
    assert not looking.unseen().exists()
