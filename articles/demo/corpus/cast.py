"""Who and what stands in the invented stories: sections, people, tags, photos, and logins that nobody can log in with."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import accumulate
from random import Random

from django.contrib.auth.models import Group, User
from django.core.files import File
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from articles.demo import editions, pictures
from articles.models import PublicName, ReviewStage, Section, Tag
from media import uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_later, make_renditions
from newsroom import roles
from newsroom.models import Masthead, Reporter, Role

SIZE = (960, 640)
SCENES = tuple(scene for scene in pictures.SCENES if scene != "portrait")
PHOTOGRAPHERS = 10
SIGNING = (roles.EDITOR, roles.SECTION_HEAD, roles.CHIEF_EDITOR)
LOGINS = {roles.REPORTER: 12, roles.EDITOR: 4, roles.SECTION_HEAD: 2, roles.CHIEF_EDITOR: 1}


@dataclass
class Cast:
    """The rows that all stories of a language share. Of those who come first there is most: the second has half as many
    stories as the first, the third a third."""

    sections: list
    people: list
    photographers: list
    tags: list
    photos: list
    logins: dict  # role → users
    stages: list

    def signers(self, rng):
        """Who signs a story, as (stage, name, how long before it goes out)."""
        signing = [rng.choice(self.logins[role]) for role in SIGNING]
        hours = [timedelta(minutes=rng.randrange(10, 50) * (3 - at)) for at in range(len(signing))]
        named = [roles.name_of(user) for user in signing]
        return list(zip([stage.name for stage in self.stages], named, hours, strict=False))

    def some(self, rng, of, many):
        """So many different ones of `of`, the first ones more often."""
        found = {}
        weights = list(accumulate(1 / rank for rank in range(1, len(of) + 1)))
        while len(found) < many:
            found[rng.choices(range(len(of)), cum_weights=weights)[0]] = True
        return [of[at] for at in found]


def gather(words, progress):
    """The Cast for `words`; makes what is not there yet. `progress` is called with a line now and then."""
    rng = Random(words.language)
    if words.language in editions.MASTHEADS:
        Masthead.objects.get_or_create(language=words.language, defaults=editions.MASTHEADS[words.language])
    call_command("establish", verbosity=0)
    sections = [
        Section.objects.get_or_create(
            masthead_id=words.language, slug=slug, defaults={"name": name, "position": position}
        )[0]
        for position, (slug, name) in enumerate(words.sections, 1)
    ]
    logins = {role: [_login(role, at) for at in range(1, many + 1)] for role, many in LOGINS.items()}
    people = _people(words, words.names(rng), logins[roles.REPORTER])
    tags = _tags(words.tags(rng))
    PublicName.objects.keep(words.language, people, tags)
    photographers, writers = people[-PHOTOGRAPHERS:], people[:-PHOTOGRAPHERS]
    photos = _photos(words, rng, photographers, progress)
    return Cast(sections, writers, photographers, tags, photos, logins, list(ReviewStage.objects.all()))


def _login(role, at):
    named = {"is_staff": True, "first_name": f"{roles.LABELS[role]}{at}"}
    user, made = User.objects.get_or_create(username=f"invented-{role}-{at}", defaults=named)
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=role))
    return user


def _people(words, names, users):
    slugs = [f"invented-{words.language}-{at}" for at in range(1, len(names) + 1)]
    known = set(Reporter.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    photographers = set(slugs[-PHOTOGRAPHERS:])
    Reporter.objects.bulk_create(
        Reporter(name=name, slug=slug, role=Role.PHOTOGRAPHER if slug in photographers else Role.REPORTER)
        for slug, name in zip(slugs, names, strict=True)
        if slug not in known
    )
    found = {one.slug: one for one in Reporter.objects.filter(slug__in=slugs)}
    people = [found[slug] for slug in slugs]
    for person, user in zip(people, users, strict=False):  # those of the first language have the logins
        if person.user_id is None and not Reporter.objects.filter(user=user).exists():
            Reporter.objects.filter(pk=person.pk).update(user=user)
    return people


def _tags(names):
    known = set(Tag.objects.filter(name__in=names).values_list("name", flat=True))
    Tag.objects.bulk_create(
        Tag(name=name, slug=f"invented-{name.replace(' ', '-')}") for name in names if name not in known
    )
    found = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    return [found[name] for name in names]


def _photos(words, rng, photographers, progress):
    """Photos with all their public files, so that no worker has anything left to do when measuring begins."""
    names = {scene: f"invented-{scene}.jpg" for scene in SCENES}
    photos = {photo.file_name: photo for photo in Photo.objects.usable().filter(file_name__in=names.values())}
    missing = [scene for scene, name in names.items() if name not in photos]
    if missing:
        progress(f"Drawing {len(missing)} photos …")
    for at, scene in enumerate(missing):
        file = File(BytesIO(pictures.jpeg(scene, 1, SIZE)), name=names[scene])
        photo, _made = uploads.accept(file, None)
        Photo.objects.filter(pk=photo.pk).update(caption=words.caption(rng), credited_from="typed")
        person = photographers[at % len(photographers)]
        owed = {"role": person.role, "name": person.name, "reporter": person}
        PhotoCredit.objects.get_or_create(photo=photo, position=0, defaults=owed)
        photos[names[scene]] = photo
    numbers = [photo.pk for photo in photos.values()]
    for number in Photo.objects.filter(pk__in=numbers, processed_at=None).values_list("pk", flat=True):
        make_renditions.call(number)
        make_later.call(number)
    _settle(numbers)
    return list(Photo.objects.filter(pk__in=numbers).prefetch_related("credits").order_by("pk"))


def _settle(numbers):
    """Nothing is left to be done to these photos: a worker would make each file again, and the clock every story anew
    that shows one."""
    waiting = DBTaskResult.objects.ready().filter(task_path__in=[make_renditions.module_path, make_later.module_path])
    done = [task.pk for task in waiting if task.args_kwargs["args"][0] in numbers]
    DBTaskResult.objects.filter(pk__in=done).delete()
    Photo.objects.filter(pk__in=numbers).update(changed_at=None)
