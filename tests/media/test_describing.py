import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from media import credits, describing, killing

pytestmark = pytest.mark.django_db


def owed(photo):
    return credits.line(credits.facts(photo))


def said_of(photo, **said):
    describing.say_of([photo], said)
    photo.refresh_from_db()
    return photo


class TestSaying:
    def test_what_is_not_said_stays(self, cast):
        photo = said_of(cast.photo(caption="原来的。"), place="青岭")
        assert (photo.caption, photo.place, owed(photo)) == ("原来的。", "青岭", "实习记者 江一帆摄")

    def test_empty_is_said_as_well(self, cast):
        photo = said_of(cast.photo(caption="原来的。"), caption="", credit="")
        assert (photo.caption, owed(photo)) == ("", "")

    def test_counts_those_that_changed(self, cast):
        photos = [cast.photo(colour=(60 * n, 9, 9)) for n in range(3)]
        said_of(photos[0], place="青岭")
        assert describing.say_of(photos, {"place": "青岭"}) == 2

    def test_public_files_are_made_again_only_for_what_they_carry(self, cast):
        photo = cast.photo()
        before = DBTaskResult.objects.count()
        said_of(photo, place="青岭", keywords="冬天", alt="会场")
        assert DBTaskResult.objects.count() == before
        said_of(photo, caption="改了。")
        assert DBTaskResult.objects.count() == before + 1

    def test_a_killed_photo_stays_as_it_was(self, cast):
        photo = cast.photo(caption="原来的。")
        killing.kill(photo, cast.photo_desk, "侵权")
        assert describing.say_of([photo], {"caption": "新的。"}) == 0

    def test_values_that_a_photo_may_not_have_are_refused(self, cast):
        photo = cast.photo(caption="原来的。")
        with pytest.raises(ValidationError):
            describing.say_of([photo], {"caption": "新的。", "licence_url": "javascript:alert(1)"})
        photo.refresh_from_db()
        assert photo.caption == "原来的。"


class TestCredits:
    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("实习记者 江一帆摄", "实习记者 江一帆摄"),
            ("林知夏", "林知夏摄"),
            ("县气象局供图", "县气象局供图"),
            ("记者林知夏、实习记者江一帆摄", "记者 林知夏 实习记者 江一帆 摄"),
        ],
    )
    def test_are_read_as_they_are_printed(self, cast, typed, printed):
        assert owed(said_of(cast.photo(credited=False), credit=typed)) == printed

    def test_link_to_the_reporter_of_that_name(self, cast):
        photo = said_of(cast.photo(credited=False), credit="实习记者 江一帆摄")
        assert photo.credits.get().reporter == cast.jiang

    def test_take_the_place_of_those_before(self, cast):
        photo = said_of(cast.photo(), credit="记者 林知夏摄")
        assert (owed(photo), photo.credited_from) == ("记者 林知夏摄", "typed")

    def test_that_name_nobody_are_refused_and_nothing_changes(self, cast):
        photo = cast.photo(caption="原来的。")
        with pytest.raises(describing.Refused, match="!!!"):
            describing.say_of([photo], {"caption": "新的。", "credit": "!!!"})
        photo.refresh_from_db()
        assert (photo.caption, owed(photo)) == ("原来的。", "实习记者 江一帆摄")


class TestCaptions:
    def test_that_end_with_a_credit_are_divided(self, cast):
        photo = said_of(cast.photo(credited=False), caption="雪后的集市。 实习记者 江一帆摄")
        assert (photo.caption, owed(photo)) == ("雪后的集市。", "实习记者 江一帆摄")

    def test_give_way_to_a_credit_that_is_typed_beside_them(self, cast):
        photo = said_of(cast.photo(), caption="雪后的集市。 实习记者 江一帆摄", credit="记者 林知夏摄")
        assert (photo.caption, owed(photo)) == ("雪后的集市。", "记者 林知夏摄")

    @pytest.mark.parametrize("caption", ["一名摄影爱好者在拍摄", "无人机在空中拍摄。", "12月27日,集市。"])
    def test_that_name_nobody_stay_whole_and_leave_the_credit(self, cast, caption):
        photo = said_of(cast.photo(), caption=caption)
        assert (photo.caption, owed(photo)) == (caption, "实习记者 江一帆摄")

    def test_of_copy_are_divided_as_well(self, cast):
        photo = cast.photo(credited=False)
        describing.describe(photo, caption="雪后的集市。 实习记者 江一帆摄")
        assert (photo.caption, owed(photo)) == ("雪后的集市。", "实习记者 江一帆摄")
