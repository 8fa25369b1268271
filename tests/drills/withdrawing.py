"""Publishes stories and withdraws each after three seconds, beside a running site that has a Cast: `python -m
tests.drills.withdrawing 10`. Prints the address of each and a word of it, and the second at which it was withdrawn."""

import json
import os
import sys
import time

import django


def main(rounds):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.contrib.auth import get_user_model

    from articles.desk.workflow import Verb
    from articles.models import Publication, Section
    from newsroom.models import Reporter
    from tests.cast import Cast

    cast = Cast.__new__(Cast)  # the people are there already
    cast.users = {user.username: user for user in get_user_model().objects.all()}
    cast.section = Section.objects.get(masthead_id="zh-hans")
    cast.lin, cast.jiang = Reporter.objects.filter(name__in=("林知夏", "江一帆")).order_by("pk")
    for at in range(rounds):
        word = f"第{at}夜的灯{time.time_ns()}"
        article = cast.published(cast.article(headline=word, body=f"<p>{word}</p>"))
        say({"address": Publication.objects.get(story=article.pk).get_absolute_url(), "word": word})
        time.sleep(3)
        cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="撤下。")
        say(time.time())


def say(what):
    print(json.dumps(what), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
