"""What the desk does in the background, a batch at a time; each batch may run twice and leaves the same."""

from django_tasks import task

from articles.desk import publishing
from articles.models import PublicationTag, deskindex

BATCH = 100


@task()
def name_tags(tag, after=0):
    """Bring the names of tags in line in the stories on the site that carry the tag with this number, from the key `after`
    on."""
    carrying = PublicationTag.objects.filter(tag=tag, publication__gt=after).order_by("publication")
    keys = list(carrying.values_list("publication", flat=True)[:BATCH])
    publishing.name_tags(keys)
    if len(keys) == BATCH:
        name_tags.enqueue(tag, keys[-1])


@task()
def index_articles(after=0):
    """Write the articles after this number into the index of the desk."""
    if last := deskindex.write_some(after):
        index_articles.enqueue(last)
