"""One invented story: what of it is not its text's."""

import hashlib
import json
from datetime import UTC, timedelta
from types import SimpleNamespace

from django.utils import timezone

from articles import tokens
from articles.demo.corpus import texts
from articles.demo.corpus.rows import adapted
from articles.desk.chain import seal
from articles.models import Publication, Version
from articles.models.publication import key_of

FILED_AHEAD = timedelta(hours=2)  # of the publication, but on the same day


class Story:
    """The story of this number, published at the time `at`. Its version has the number `version` in the record and follows
    the link `previous`.

    `changing` is, for each table, what its rows have beside what the text gives; `tokens` those of its headline and day."""

    def __init__(self, text, number, at, headline, version, previous):
        self.number, self.key = number, key_of(at, number)
        local = timezone.localtime(at)
        fingerprint = hashlib.sha256(text.canonical.of(number, headline).encode()).hexdigest()
        signers = [
            {"stage": stage, "name": name, "at": (at - ahead).isoformat(), "fingerprint": fingerprint}
            for stage, name, ahead in text.signers
        ]
        self.link = seal(
            SimpleNamespace(
                previous=previous,
                story=number,
                number=1,
                kind=Version.Kind.PUBLISHED,
                at=at,
                note="",
                fingerprint=fingerprint,
                signers=signers,
                cover="",
            )
        )
        self.tokens = tokens.of_text(headline, "", "", local.date(), text.language)
        filed = max(at - FILED_AHEAD, local.replace(hour=0, minute=0, second=0).astimezone(UTC))
        time, day = adapted(Publication, "published_at", at), adapted(Publication, "date", local.date())
        words = text.stored.of(number, headline)
        self.changing = {
            texts.ARTICLE: (number, headline, adapted(Publication, "published_at", filed), time, day),
            texts.VERSION: (version, number, time, words, fingerprint, json.dumps(signers), previous, self.link),
            texts.PUBLICATION: (self.key, number, day, time, time, headline),
            texts.VERSION_PHOTO: (version,),
            **dict.fromkeys((texts.BYLINE, texts.TAGGED, texts.PLACE), (number,)),
            **dict.fromkeys((texts.OUT_BYLINE, texts.OUT_TAG, texts.OUT_PHOTO, texts.OUT_CREDIT), (self.key,)),
        }
