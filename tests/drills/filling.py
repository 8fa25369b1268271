"""What sites of drills are filled with: `on(site, "signed(500)")` calls a function of this module in a program of the site."""

import json
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from articles.desk import saving, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, Byline, ReviewStage, Section, photoplace
from media import uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom.models import Reporter
from tests.cast import photo_file

BODY = "".join(
    f"<p>12月{day}日,河谷公路第{day}标段通车,沿线{day}个村的群众早早来到现场。“路修好了,货就能运出去。”村民说。</p>"
    for day in range(10, 18)
)
CALL = "import json; from tests.drills import filling; print(json.dumps(filling.%s))"


def on(site, call):
    """What a function of this module gives, called in a program of the site."""
    return json.loads(site.manage("shell", "-v0", "-c", CALL % call).splitlines()[-1])


def people():
    """The logins, by their names."""
    return {user.username: user for user in get_user_model().objects.all()}


def photos(many, ready=True):
    """The numbers of so many new photos, no two alike; with their public files, or with the task to make them waiting."""
    user, made = people()["photo-desk"], []
    first = Photo.objects.count()
    for number in range(first, first + many):
        photo, _created = uploads.accept(photo_file(f"{number}.jpg", size=(1200 + number, 800)), user)
        Photo.objects.filter(pk=photo.pk).update(caption="公路通车现场。", credited_from="typed")
        PhotoCredit.objects.create(photo=photo, role="记者", name="江一帆")
        if ready:
            make_renditions.call(photo.pk)
        made.append(photo.pk)
    return made


def articles(many, photo=None, body=BODY):
    """The numbers of so many new articles that lack nothing but signatures, each with the photo of that number."""
    section, writer = Section.objects.get(slug="news"), Reporter.objects.get(name="林知夏")
    user, made = people()["reporter"], []
    figure = f'<figure data-photo="{photo}"><figcaption></figcaption></figure>' if photo else ""
    for number in range(many):
        article = Article.objects.create(
            headline=f"第{number}条河谷公路通车",
            body=body + figure,
            outlets="雪川新闻网-雪川地区融媒体中心",
            section=section,
            cover_id=photo,
            created_by=user,
        )
        Byline.objects.create(article=article, reporter=writer, role="记者", position=0)
        photoplace.write(article)
        saving.begin(article, user)
        made.append(article.pk)
    return made


def signed(many, photo=None):
    """The same, signed at every stage."""
    users, made = people(), articles(many, photo)
    stages = list(ReviewStage.objects.filter(is_active=True).select_related("group").order_by("position"))
    for number in made:
        workflow.act(Article.objects.get(pk=number), Verb.SUBMIT, users["reporter"])
        for stage in stages:
            article = Article.objects.get(pk=number)
            workflow.act(article, Verb.SIGN, users[stage.group.name], fingerprint=fingerprint(freeze(article)))
    return made


def scheduled(seconds):
    """Schedule every signed article for one and the same moment, so many seconds from now; that moment, as time.time() counts."""
    at = timezone.now() + timedelta(seconds=seconds)
    Article.objects.filter(state=Article.State.SIGNED).update(publish_at=at)
    return at.timestamp()


def addresses():
    """Kind of page → addresses that readers ask for, as bench/ground/addresses.py finds them."""
    from bench.ground.addresses import kinds

    return kinds()
