"""What the desk does in the background, a batch at a time; each batch may run twice and leaves the same."""

from django_tasks import task

from articles.desk import publishing
from articles.models import Article, PublicationTag, deskindex

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
def index_articles(after=0, tag=None):
    """Write the articles after this number into the index of the desk, all or those with the tag of the number `tag`."""
    among = Article.objects.filter(tagged__tag=tag) if tag else None
    if last := deskindex.write_some(after, among):
        index_articles.enqueue(last, tag)
