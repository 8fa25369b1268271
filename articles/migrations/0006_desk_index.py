from django.db import migrations, models
from django.db.models import Q

CONTENTLESS_DELETE = (3, 43)  # the first SQLite that deletes from an index without its content

# As in 0002: the planner counts unpacking a row as free, so it is not left to choose. Common words fill a page from the
# newest few articles alone; for others the index is asked.
POSTGRESQL = """
CREATE TABLE desk_index (article bigint PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX desk_index_tokens ON desk_index USING gin (tokens) WITH (fastupdate = off);
CREATE FUNCTION desk_index_ask(asked tsquery, older_than bigint, at_most integer) RETURNS bigint[]
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    SELECT array_agg(article ORDER BY article DESC) FROM (
        SELECT article FROM desk_index WHERE tokens @@ asked AND article < older_than ORDER BY article DESC LIMIT at_most
    ) AS found
$$;
CREATE FUNCTION desk_index_newest(asked tsquery, older_than bigint, at_most integer, walked integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    found bigint[];
BEGIN
    SELECT array_agg(article ORDER BY article DESC) INTO found FROM (
        SELECT article FROM (
            SELECT article, tokens FROM desk_index WHERE article < older_than ORDER BY article DESC LIMIT walked
        ) AS newest WHERE tokens @@ asked ORDER BY article DESC LIMIT at_most
    ) AS few;
    IF found IS NULL OR cardinality(found) < at_most THEN
        found := desk_index_ask(asked, older_than, at_most);
    END IF;
    RETURN QUERY SELECT unnest(found);
END
$$;
"""


def create(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    deletes = connection.Database.sqlite_version_info >= CONTENTLESS_DELETE
    schema_editor.execute(
        "CREATE VIRTUAL TABLE desk_index USING fts5(tokens, content='', detail=none, tokenize='ascii', "
        + ("contentless_delete=1)" if deletes else "columnsize=0)")
    )
    if not deletes:
        schema_editor.execute("CREATE TABLE desk_index_words (article integer PRIMARY KEY, tokens text NOT NULL)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION desk_index_newest(tsquery, bigint, integer, integer)")
        schema_editor.execute("DROP FUNCTION desk_index_ask(tsquery, bigint, integer)")
    else:
        schema_editor.execute("DROP TABLE IF EXISTS desk_index_words")
    schema_editor.execute("DROP TABLE desk_index")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_drop_the_text_of_editor_lines")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.AddField(
            "tagalias",
            "is_former",
            models.BooleanField(
                default=False,
                editable=False,
                help_text="The tag was printed under it: the record and the addresses that readers keep have it.",
                verbose_name="former name",
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["section", "-updated_at", "-id"], condition=Q(trashed_at=None), name="articles_of_section"
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["language", "-updated_at", "-id"], condition=Q(trashed_at=None), name="articles_of_language"
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["state", "published_saves", "-updated_at", "-id"],
                condition=Q(trashed_at=None),
                name="articles_in_a_state",
            ),
        ),
        migrations.AddIndex("article", models.Index(fields=["held"], name="articles_held")),
    ]
