"""`manage.py establish` and the roles it makes."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import ReviewStage
from newsroom import roles
from newsroom.models import Masthead

pytestmark = pytest.mark.django_db


def establish():
    call_command("establish")


def test_an_empty_site_gets_three_stages_of_review_in_order():
    establish()
    assert list(ReviewStage.objects.values_list("name", "group__name")) == [
        ("一审", "editor"),
        ("二审", "section-head"),
        ("三审", "chief-editor"),
    ]


def test_an_empty_site_gets_one_masthead_in_its_own_language(settings):
    establish()
    masthead = Masthead.objects.get()
    assert masthead.language == settings.LANGUAGE_CODE
    masthead.full_clean()


def test_repeating_it_changes_nothing_that_the_house_has_changed():
    establish()
    ReviewStage.objects.filter(name="三审").delete()
    Masthead.objects.update(name="雪川新闻网")
    establish()
    assert ReviewStage.objects.count() == 2
    assert Masthead.objects.get().name == "雪川新闻网"


def test_every_role_has_exactly_its_permissions_again():
    establish()
    group = Group.objects.get(name=roles.REPORTER)
    group.permissions.clear()
    chief = Group.objects.get(name=roles.CHIEF_EDITOR)
    chief.permissions.add(*group.permissions.model.objects.filter(codename="delete_logentry"))
    establish()
    assert group.permissions.filter(codename="add_article").exists()
    assert not chief.permissions.filter(codename="delete_logentry").exists()


def test_there_is_a_group_for_every_role_and_a_label_for_every_group():
    establish()
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.LABELS) == set(roles.PERMISSIONS)


def test_only_administrators_touch_logins():
    establish()
    holders = Group.objects.filter(permissions__content_type__app_label="auth").values_list("name", flat=True)
    assert set(holders) == {roles.ADMINISTRATOR}


def test_a_login_that_was_switched_off_has_no_roles(django_user_model):
    establish()
    user = django_user_model.objects.create_user("gone", is_active=False)
    user.groups.add(Group.objects.get(name=roles.CHIEF_EDITOR))
    assert roles.of(user) == set()
