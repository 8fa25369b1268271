"""Fill an empty site with the demo newsroom, through the same functions that people use."""

import json
import os
import secrets
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, time, timedelta
from functools import partial
from io import BytesIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.demo import copy, editions, extras, people, pictures
from articles.desk import filing, publishing, saving, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.models import Article, Portrait, Publication, Section, Signature, Slot, Snapshot
from media import uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom import roles
from newsroom.models import Masthead, Reporter

SECTIONS = [
    ("news", "要闻", "雪川大地上正在发生的事"),
    ("livelihood", "民生", "冷暖、出行、看病、上学"),
    ("economy", "经济", "田野、车间、集市与口岸"),
    ("culture", "文化", "歌声、手艺、书页和记忆"),
    ("snow", "冰雪", "一条雪道，一湖蓝冰"),
    ("county", "县市", "北屏 塔什河 云杉 金河"),
]
SLOTS = 6
IN_FOCUS = 4  # of them
# What the corrected stories said at first: file → what is right, what was printed.
MISPRINTS = {"18-library-seats.txt": ("22时", "21时"), "30-ski-race.txt": ("1分24秒07", "1分24秒70")}
LOGINS = "demo-logins.json"


def load(progress=lambda line: None):
    """Make people, sections, logins, photos and stories. `progress` is called with a line now and then."""
    house()
    editions.house()
    extras.usage()
    extras.house_pages()
    topic = extras.topic()
    users = make_users()
    stories = sorted(copy.stories(), key=lambda story: (-story.day, story.time))
    others = editions.stories()
    scenes = [scene for story in [*stories, *others] for scene in story.photos]
    drawn = draw(scenes + list(people.PORTRAITS.values()), progress)
    portraits(users, drawn)
    filed = [take_in(story, users, drawn) for story in stories]
    photo_of = partial(photograph, user=users["photo-desk"], drawn=drawn)
    written = [editions.take_in(story, users["reporter"], photo_of) for story in others]
    Article.objects.filter(copy_name__in=extras.TOPIC_STORIES).update(topic=topic)
    render(progress)
    for number, (article, story) in enumerate(zip(filed, stories, strict=True), 1):
        take_on(article, story, users)
        if number % 10 == 0:
            progress(f"{number} of {len(stories)} stories")
    for article, story in zip(written, others, strict=True):
        take_on(article, story, users)
        editions.level(article, story)
    fill_slots()
    extras.fill_topic(topic)
    extras.aliases()
    extras.notes(users)
    extras.plans(users)


def house():
    """Masthead, sections and the people who write."""
    Masthead.objects.update_or_create(
        language="zh-hans",
        defaults={
            "language_name": "简体中文",
            "name": "雪川新闻网",
            "slogan": "雪山脚下，每日新闻",
            "outlet": "雪川新闻网",
            "publisher": "雪川地区融媒体中心",
            "about": "雪川新闻网由雪川地区融媒体中心主办，报道四个县市的新闻，为各族读者服务。这是一个演示站点，人物、地名和事件均为虚构。",
            "news_licence": "00000000000（演示）",
            "licence_holder": "雪川地区融媒体中心",
            "licence_kind": "互联网站、应用程序",
            "icp": "演示ICP备00000000号",
            "police": "演示公网安备 00000000000000号",
            "report_line": "0000-0000000",
            "email": "desk@example.com",
            "telephone": "0000-1234567",
            "address": "雪川地区云杉市桦林路 18 号",
        },
    )
    for position, (slug, name, description) in enumerate(SECTIONS, 1):
        Section.objects.update_or_create(
            masthead_id="zh-hans", slug=slug, defaults={"name": name, "description": description, "position": position}
        )
    for person in people.REPORTERS:
        Reporter.objects.get_or_create(
            name=person.name, defaults={"role": person.role, "unit": person.unit, "biography": person.biography}
        )


def make_users():
    """One login a role, with passwords made at random and kept in the data folder. Returns role → user."""
    kept = settings.VAR / LOGINS
    logins = json.loads(kept.read_text()) if kept.exists() else {}
    users = {}
    for role in roles.LABELS:
        name = people.STAFF[role]
        login = logins.setdefault(role, {"username": role, "password": secrets.token_urlsafe(9), "name": name})
        login["label"] = roles.label(role)
        user, made = get_user_model().objects.get_or_create(
            username=role, defaults={"first_name": name, "is_staff": True}
        )
        user.set_password(login["password"])
        user.is_staff = True
        user.save()
        user.groups.set([Group.objects.get(name=role)])
        users[role] = user
        Reporter.objects.filter(name=name, user=None).update(user=user)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(logins, ensure_ascii=False, indent=2))
    return users


def draw(scenes, progress):
    """(scene, seed) → JPEG, drawn on every core at hand."""
    progress(f"drawing {len(scenes)} photos")
    with ProcessPoolExecutor() as pool:
        return dict(zip(scenes, pool.map(_jpeg, scenes), strict=True))


def _jpeg(scene):
    name, seed = scene
    return pictures.jpeg(name, seed)


def moment(story):
    """When the story goes out, by its front matter; nothing but what is scheduled goes out later than now."""
    day = timezone.localdate() - timedelta(days=story.day)
    hour, minute = map(int, story.time.split(":"))
    when = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    latest = timezone.now() - timedelta(minutes=20)
    if story.state == "scheduled" or when <= latest:
        return when
    return latest - (when.replace(hour=23, minute=59) - when) / 10  # the day's stories stay in their order


def take_in(story, users, drawn):
    """File one story with its photos. Returns the article."""
    day = timezone.localdate() - timedelta(days=story.day)
    article = filing.file_copy(
        story.dispatch_on(day),
        user=users["reporter"],
        photos=[photograph(scene, users["photo-desk"], drawn) for scene in story.photos],
        section=Section.objects.get(masthead="zh-hans", slug=story.section),
        received=day,
        name=story.file_name,
    ).article
    more = {
        "kicker": story.kicker or article.kicker,
        "subtitle": story.subtitle or article.subtitle,
        "standfirst": story.standfirst,
        "tags": list(story.tags),
    }
    article = saving.save(article.pk, more, users["reporter"], article.saves).article
    Snapshot.objects.filter(article=article).update(at=moment(story) - timedelta(hours=4))
    Reporter.objects.filter(is_unchecked=True).update(is_unchecked=False)
    Article.objects.filter(pk=article.pk).update(created_at=moment(story) - timedelta(hours=4))
    return article


def photograph(scene, user, drawn):
    """Upload the drawing of a scene as a photo desk would."""
    name, seed = scene
    photo, _created = uploads.accept(File(BytesIO(drawn[scene]), name=f"{name}-{seed}.jpg"), user)
    return photo


def portraits(users, drawn):
    """A portrait for some of those who write and shoot, with its credit."""
    photographer = Reporter.objects.get(name=people.PHOTOGRAPHER)
    for name, scene in people.PORTRAITS.items():
        photo = photograph(scene, users["photo-desk"], drawn)
        Photo.objects.filter(pk=photo.pk).update(caption=name, alt=f"{name}的肖像")
        owed = {"role": photographer.role, "name": photographer.name, "reporter": photographer}
        PhotoCredit.objects.get_or_create(photo=photo, position=0, defaults=owed)
        Portrait.objects.get_or_create(reporter=Reporter.objects.get(name=name), defaults={"photo": photo})


def render(progress):
    """Do now, on every core at hand, what the worker would do: publishing asks for the renditions of every photo. Credits
    are known by now, so that the files carry them."""
    numbers = list(Photo.objects.filter(processed_at=None).values_list("pk", flat=True))
    progress(f"scaling {len(numbers)} photos")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_renditions, numbers))
    DBTaskResult.objects.ready().filter(task_path=make_renditions.module_path).delete()


def _renditions(number):
    try:
        make_renditions.call(number)
    finally:
        connection.close()


def take_on(article, story, users):
    """Take an article as far as its front matter says."""
    when = moment(story)
    _STATES[story.state](article, story, users, when)
    Article.objects.filter(pk=article.pk).update(updated_at=when - timedelta(minutes=10))


def review(article, story, users, when, stages):
    """Submit, and sign the first `stages` stages, at times that a working day would give."""
    workflow.act(Article.objects.get(pk=article.pk), workflow.Verb.SUBMIT, users["reporter"])
    signers = [users["editor"], users["section-head"], users["chief-editor"]]
    for signer in signers[:stages]:
        fresh = Article.objects.get(pk=article.pk)
        workflow.act(fresh, workflow.Verb.SIGN, signer, fingerprint=fingerprint(freeze(fresh)))
    decided = Signature.objects.filter(article=article, round=round_of(article)).order_by("pk")
    for number, signature in enumerate(decided):
        Signature.objects.filter(pk=signature.pk).update(at=when - timedelta(minutes=150 - 35 * number))


def round_of(article):
    """The round of review that the article is in now."""
    return Article.objects.values_list("round", flat=True).get(pk=article.pk)


def draft(article, story, users, when):
    """Leave it with the reporter."""


def returned(article, story, users, when):
    review(article, story, users, when, 1)
    workflow.act(Article.objects.get(pk=article.pk), workflow.Verb.RETURN, users["section-head"], text=story.note)


def scheduled(article, story, users, when):
    review(article, story, users, timezone.now(), 3)
    at = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time(8)))
    workflow.act(Article.objects.get(pk=article.pk), workflow.Verb.SCHEDULE, users["chief-editor"], at=at)


def published(article, story, users, when):
    review(article, story, users, when, 3)
    publishing.publish(article, at=when)


def corrected(article, story, users, when):
    right, wrong = MISPRINTS[story.file_name]
    reword(article, right, wrong, users["editor"], when - timedelta(hours=3))
    published(article, story, users, when)
    later = when + timedelta(hours=4, minutes=25)
    reword(article, wrong, right, users["editor"], later - timedelta(hours=3))
    review(article, story, users, later, 3)
    publishing.publish(article, at=later, note=story.note)


def reword(article, old, new, user, at):
    """Save the article with `new` where it said `old`, by `user` at that time."""
    article.refresh_from_db()
    names = ("headline", "standfirst", "body")
    said = {name: getattr(article, name).replace(old, new) for name in names}
    article.saves = saving.save(article.pk, said, user, article.saves).article.saves
    Snapshot.objects.filter(article=article, number=article.saves).update(at=at)


def withdrawn(article, story, users, when):
    published(article, story, users, when)
    publishing.withdraw(article.story, notice=story.note)


_STATES = {
    "draft": draft,
    "first": partial(review, stages=0),
    "second": partial(review, stages=1),
    "third": partial(review, stages=2),
    "signed": partial(review, stages=3),
    "returned": returned,
    "scheduled": scheduled,
    "published": published,
    "corrected": corrected,
    "withdrawn": withdrawn,
}


def fill_slots():
    """Put the newest stories with a photo into the front page's slots, the first of them in focus."""
    newest = [p for p in Publication.objects.filter(language="zh-hans").order_by("-key")[:24] if p.cover][:SLOTS]
    for position, publication in enumerate(newest, 1):
        stands = {"story": publication.story, "is_focus": position <= IN_FOCUS}
        Slot.objects.update_or_create(masthead_id="zh-hans", position=position, defaults=stands)
