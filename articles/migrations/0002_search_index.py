from django.db import migrations

CONTENTLESS_DELETE = (3, 43)  # the first SQLite that deletes from an index without its content

# The setting belongs to the function: reading the table from end to end unpacks every row, which the planner counts as free.
# Common words fill a page from the newest few stories alone. For all others the index is asked; for words that stand in
# some of the newest stories first for those of recent years.
POSTGRESQL = """
CREATE TABLE search_index (key bigint PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_index_tokens ON search_index USING gin (tokens) WITH (fastupdate = off);
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


def create(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    deletes = connection.Database.sqlite_version_info >= CONTENTLESS_DELETE
    schema_editor.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='', detail=none, tokenize='ascii', "
        + ("contentless_delete=1)" if deletes else "columnsize=0)")
    )
    if not deletes:
        schema_editor.execute("CREATE TABLE search_index_words (key integer PRIMARY KEY, tokens text NOT NULL)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION search_index_newest(tsquery, tsquery, bigint, integer, integer)")
        schema_editor.execute("DROP FUNCTION search_index_ask(tsquery, bigint, integer)")
    else:
        schema_editor.execute("DROP TABLE IF EXISTS search_index_words")
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
