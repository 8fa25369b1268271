"""By what names persons are found, and how an editor writes them."""

import pytest

from newsroom.fields import names_in
from newsroom.models import Reporter, ReporterName, staff_names
from tests.articles.test_migrations import migrated  # noqa: F401

pytestmark = pytest.mark.django_db


def found(name):
    return [reporter.name for reporter in Reporter.objects.named(name)]


class TestNamed:
    @pytest.mark.parametrize("name", ["叶尔肯·别克塔斯", "叶尔肯•别克塔斯", "叶尔肯 ・ 别克塔斯", "叶尔肯．别克塔斯"])
    def test_by_the_name_whatever_dot_it_has(self, name):
        Reporter.objects.create(name="叶尔肯‧别克塔斯")
        assert found(name) == ["叶尔肯‧别克塔斯"]

    @pytest.mark.parametrize("name", ["小满", "小　满", "Man Xiao", "Ｍａｎ  Ｘｉａｏ", "贺满"])
    def test_by_other_names_whatever_width_and_spaces_they_have(self, name):
        Reporter.objects.create(name="贺 满", other_names="小 满、Ｍａｎ Xiao")
        assert found(name) == ["贺 满"]

    def test_nobody_by_a_part_of_a_name_and_nobody_by_nothing(self):
        Reporter.objects.create(name="贺小满", other_names="|阿满|")
        assert found("小满") == found("满") == found("") == found("　") == found("|") == []

    def test_both_of_two_who_share_a_name(self):
        Reporter.objects.create(name="陆鸣")
        Reporter.objects.create(name="陆远", other_names="陆 鸣")
        assert sorted(found("陆鸣")) == ["陆远", "陆鸣"]

    def test_in_one_query_however_many_there_are(self, django_assert_num_queries):
        people = [Reporter(name=f"路人{n}", slug=f"n{n}", other_names=f"|乙{n}|") for n in range(10_000)]
        Reporter.objects.bulk_create(people, batch_size=2000)
        with django_assert_num_queries(1):
            assert found("乙９８７６") == ["路人9876"]
        with django_assert_num_queries(1):
            assert len(staff_names()) == 20_000

    def test_of_several_names_those_that_are_known(self):
        Reporter.objects.create(name="韩 松", other_names="雪痕")
        Reporter.objects.create(name="新人", is_unchecked=True)
        assert Reporter.objects.known(["韩松", "雪 痕", "石溪", "新人"]) == {"韩松", "雪 痕", "新人"}
        assert Reporter.objects.filter(is_unchecked=False).known(["新人"]) == frozenset()
        assert set(Reporter.objects.named_any(["韩松", "新人"]).values_list("name", flat=True)) == {"韩 松", "新人"}


class TestKeysStayRight:
    def test_when_a_person_is_renamed(self):
        person = Reporter.objects.create(name="陆鸣", other_names="阿鸣")
        person.name, person.other_names = "陆远", "阿远"
        person.save()
        assert (found("陆鸣"), found("阿鸣"), found("陆远"), found("阿远")) == ([], [], ["陆远"], ["陆远"])

    def test_when_only_some_fields_are_saved(self):
        person = Reporter.objects.create(name="陆鸣")
        person.name, person.role = "陆远", "通讯员"
        person.save(update_fields=["role"])
        assert found("陆鸣") == ["陆鸣"]
        person.save(update_fields=["name"])
        assert (found("陆鸣"), found("陆远")) == ([], ["陆远"])

    def test_when_many_are_changed_at_once(self):
        one, other = Reporter.objects.create(name="陆鸣"), Reporter.objects.create(name="石溪")
        Reporter.objects.filter(name="陆鸣").update(name="陆远")
        assert (found("陆鸣"), found("陆远")) == ([], ["陆远"])
        one.other_names, other.other_names = "|甲|", "|乙|"
        Reporter.objects.bulk_update([one, other], ["other_names"])
        assert (found("甲"), found("乙")) == (["陆远"], ["石溪"])
        Reporter.objects.update(role="通讯员")
        assert found("甲") == ["陆远"]

    def test_when_many_are_made_at_once(self):
        Reporter.objects.bulk_create([Reporter(name="韩 松", slug="a"), Reporter(name="石溪", slug="b")])
        assert found("韩松") == ["韩 松"]
        Reporter.objects.bulk_create(
            [Reporter(name="石河", slug="b")], update_conflicts=True, update_fields=["name"], unique_fields=["slug"]
        )
        assert (found("石溪"), found("石河")) == ([], ["石河"])

    def test_when_a_person_is_taken_away(self):
        Reporter.objects.create(name="陆鸣").delete()
        assert not ReporterName.objects.exists()

    def test_names_that_are_saved_again_keep_their_rows(self):
        person = Reporter.objects.create(name="陆鸣", other_names="阿鸣")
        rows = list(ReporterName.objects.order_by("pk").values_list("pk", flat=True))
        person.save()
        assert list(ReporterName.objects.order_by("pk").values_list("pk", flat=True)) == rows


class TestOtherNamesAsTyped:
    @pytest.mark.parametrize(
        "typed",
        ["小满\nMan Xiao", "小满、Man Xiao", "|小满|Man Xiao|", "小满；Man Xiao", " 小满 ，Man  Xiao,\r\n\r\n小满"],
    )
    def test_one_a_line_or_parted_by_any_of_the_usual_marks(self, typed):
        assert names_in(typed) == ["小满", "Man Xiao"]
        person = Reporter.objects.create(name="贺小满", other_names=typed)
        person.refresh_from_db()
        assert person.other_names == "|小满|Man Xiao|"
        assert person.names == ["贺小满", "小满", "Man Xiao"]

    def test_nothing_is_nothing(self):
        assert Reporter.objects.create(name="陆鸣", other_names=" 、\n| ").other_names == ""


class TestForm:
    VALUES = {"name": "贺小满", "role": "记者", "unit": "", "biography": "", "slug": ""}

    def test_shows_one_a_line_and_takes_them_as_they_are_typed(self, client, cast):
        person = Reporter.objects.create(name="贺小满", other_names="小满、阿满")
        address = f"/admin/newsroom/reporter/{person.pk}/change/"
        client.force_login(cast.editor)
        page = client.get(address).content.decode()
        assert "小满\n阿满</textarea>" in page
        client.post(address, self.VALUES | {"other_names": "小满\r\nＭan Xiao"})
        person.refresh_from_db()
        assert person.other_names == "|小满|Ｍan Xiao|"
        assert (found("Man Xiao"), found("阿满")) == (["贺小满"], [])

    def test_forty_names_are_no_reason_to_refuse(self, client, cast):
        client.force_login(cast.editor)
        names = [f"阿依夏木·托合塔尔{n}" for n in range(40)]
        client.post("/admin/newsroom/reporter/add/", self.VALUES | {"other_names": "\n".join(names)})
        assert Reporter.objects.get(name="贺小满").names[1:] == names

    def test_a_name_that_is_too_long_is_said_and_what_was_typed_stays(self, client, cast):
        client.force_login(cast.editor)
        page = client.post("/admin/newsroom/reporter/add/", self.VALUES | {"other_names": "小满\n" + "雪" * 61})
        assert "60" in "".join(page.context["adminform"].form.errors["other_names"])
        assert "小满\n" + "雪" * 61 in page.content.decode()
        assert not Reporter.objects.filter(name="贺小满").exists()

    @pytest.mark.parametrize("typed", ["叶尔肯•别克", "叶尔肯．别克", "叶 尔肯", "雪　痕"])
    def test_the_list_and_completion_find_by_the_compared_form(self, client, cast, typed):
        Reporter.objects.create(name="叶尔肯·别克塔斯", other_names="雪痕")
        client.force_login(cast.editor)
        people = client.get("/admin/newsroom/reporter/names.json", {"q": typed}).json()["people"]
        assert [person["name"] for person in people] == ["叶尔肯·别克塔斯"]
        assert "叶尔肯·别克塔斯" in client.get("/admin/newsroom/reporter/", {"q": typed}).content.decode()


def test_the_migration_fills_the_keys_and_the_way_back_keeps_what_fits(migrated):  # noqa: F811
    before, after = ("newsroom", "0002_audit_log"), ("newsroom", "0004_fill_names_of_reporters")
    people = migrated(before).get_model("newsroom", "Reporter").objects
    number = people.create(name="韩 松", slug="a", other_names="|雪痕|Ａ B|").pk
    apps = migrated(after)
    keys = apps.get_model("newsroom", "ReporterName").objects.filter(reporter=number)
    assert set(keys.values_list("key", flat=True)) == {"韩松", "雪痕", "A B"}
    names = [f"名字{n:03}" for n in range(60)]
    apps.get_model("newsroom", "Reporter").objects.filter(pk=number).update(other_names=f"|{'|'.join(names)}|")
    kept = migrated(before).get_model("newsroom", "Reporter").objects.get(pk=number).other_names
    assert len(kept) <= 200
    assert names_in(kept) == names[: len(names_in(kept))]
