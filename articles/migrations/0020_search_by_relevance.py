import django.db.models.deletion
from django.db import migrations, models

# As in 0002 the planner is not left to choose: it counts unpacking a row as free, and would read a whole index of keys to
# save a few rows (hence key + 0). An index of tokens gives every row it has, so it is asked window by window back in time,
# with the marks of the window's dates, until a page is full. What is newer than all windows, as by a clock that was wrong,
# is looked through.
POSTGRESQL = """
DROP FUNCTION search_index_newest(tsquery, tsquery, bigint, integer, integer);
DROP FUNCTION search_index_ask(tsquery, bigint, integer);
CREATE FUNCTION search_index_find(
    asked tsquery, top bigint, floors bigint[], marks tsquery[], older_than bigint, not_older bigint, at_most integer
) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
DECLARE
    found bigint[] := '{}';
    more bigint[];
    upper bigint := older_than;
    lower bigint;
    narrowed tsquery;
BEGIN
    IF EXISTS (SELECT FROM search_index WHERE key >= top AND key < older_than) THEN
        SELECT array_agg(key ORDER BY key DESC) INTO more FROM (
            SELECT key FROM (
                SELECT key, tokens FROM search_index WHERE key >= top AND key < older_than OFFSET 0
            ) AS newest
            WHERE tokens @@ asked AND key >= not_older ORDER BY key DESC LIMIT at_most
        ) AS part;
        found := coalesce(more, '{}');
        upper := least(older_than, top);
    END IF;
    FOR step IN 1 .. cardinality(floors) LOOP
        EXIT WHEN cardinality(found) >= at_most OR upper <= not_older;
        lower := greatest(floors[step], not_older);
        CONTINUE WHEN lower >= upper;
        narrowed := CASE WHEN step > cardinality(marks) THEN asked ELSE asked && marks[step] END;
        SELECT array_agg(key ORDER BY key DESC) INTO more FROM (
            SELECT key FROM search_index WHERE tokens @@ narrowed AND key + 0 < upper AND key + 0 >= lower
            ORDER BY key DESC LIMIT at_most - cardinality(found)
        ) AS part;
        found := found || coalesce(more, '{}');
        upper := lower;
    END LOOP;
    RETURN QUERY SELECT unnest(found);
END
$$;
"""
POSTGRESQL_BEFORE = """
DROP FUNCTION search_index_find(tsquery, bigint, bigint[], tsquery[], bigint, bigint, integer);
CREATE FUNCTION search_index_ask(asked tsquery, older_than bigint, at_most integer) RETURNS bigint[]
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    SELECT array_agg(key ORDER BY key DESC) FROM (
        SELECT key FROM search_index WHERE tokens @@ asked AND key < older_than ORDER BY key DESC LIMIT at_most
    ) AS found
$$;
CREATE FUNCTION search_index_newest(asked tsquery, recent tsquery, older_than bigint, at_most integer, walked integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    found bigint[];
BEGIN
    SELECT array_agg(key ORDER BY key DESC) INTO found FROM (
        SELECT key FROM (
            SELECT key, tokens FROM search_index WHERE key < older_than ORDER BY key DESC LIMIT walked
        ) AS newest WHERE tokens @@ asked ORDER BY key DESC LIMIT at_most
    ) AS few;
    IF found IS NOT NULL AND cardinality(found) < at_most THEN
        found := search_index_ask(asked && recent, older_than, at_most);
    END IF;
    IF found IS NULL OR cardinality(found) < at_most THEN
        found := search_index_ask(asked, older_than, at_most);
    END IF;
    RETURN QUERY SELECT unnest(found);
END
$$;
"""


def change(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def change_back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BEFORE)


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_the_paper"), ("newsroom", "0005_look_and_licence")]
    operations = [
        migrations.RunPython(change, change_back),
        migrations.CreateModel(
            name="PublicName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                ("folded", models.CharField(max_length=120)),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="newsroom.reporter",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.tag"
                    ),
                ),
            ],
            options={
                "verbose_name": "public name",
                "verbose_name_plural": "public names",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "reporter"), name="public_name_of_a_person_once"),
                    models.UniqueConstraint(fields=("language", "tag"), name="public_name_of_a_tag_once"),
                ],
            },
        ),
    ]
