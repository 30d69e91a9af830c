import django.db.models.deletion
from django.db import migrations, models

# SQLite keeps the words in a table of its full-text engine that has no text of its own; triggers keep it exact.
SQLITE = (
    """CREATE VIRTUAL TABLE stories_words_fts USING fts5(
        words, content='stories_indexedstory', content_rowid='place', tokenize='ascii', detail=none)""",
    """CREATE TRIGGER stories_words_in AFTER INSERT ON stories_indexedstory BEGIN
        INSERT INTO stories_words_fts(rowid, words) VALUES (new.place, new.words);
    END""",
    """CREATE TRIGGER stories_words_out AFTER DELETE ON stories_indexedstory BEGIN
        INSERT INTO stories_words_fts(stories_words_fts, rowid, words) VALUES ('delete', old.place, old.words);
    END""",
    """CREATE TRIGGER stories_words_changed AFTER UPDATE OF place, words ON stories_indexedstory BEGIN
        INSERT INTO stories_words_fts(stories_words_fts, rowid, words) VALUES ('delete', old.place, old.words);
        INSERT INTO stories_words_fts(rowid, words) VALUES (new.place, new.words);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER stories_words_in",
    "DROP TRIGGER stories_words_out",
    "DROP TRIGGER stories_words_changed",
    "DROP TABLE stories_words_fts",
)

# PostgreSQL reads an inverted index over the words. Its rows hold the words apart (a low toast target), so that a
# thousand rows are few pages; and the function asks the newest season of 45 days, then the four before it, then all,
# so that a word that stands in every story costs no more than a rare one. The planner would rather walk all rows and
# unpack their words.
POSTGRESQL = (
    "ALTER TABLE stories_indexedstory SET (toast_tuple_target = 128)",
    """CREATE INDEX stories_indexed_words ON stories_indexedstory
        USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)""",
    """CREATE FUNCTION stories_found(sought text, since bigint, before bigint, most integer)
    RETURNS TABLE (place bigint, story bigint, ties text)
    LANGUAGE plpgsql STABLE ROWS 50
    SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
    DECLARE
        season bigint := (before - 1) >> 38;
        width integer := 1;
        remaining integer := most;
        high bigint := before;
        low bigint;
        wanted tsquery;
        got integer;
    BEGIN
        WHILE remaining > 0 AND high > since LOOP
            IF width <= 4 THEN
                SELECT ('(' || sought || ') & (' || string_agg('''‡s' || n || '''', ' | ') || ')')::tsquery
                INTO wanted FROM generate_series(season - width + 1, season) AS n;
                low := GREATEST(since, (season - width + 1) << 38);
            ELSE
                wanted := sought::tsquery;
                low := since;
            END IF;
            RETURN QUERY SELECT i.place, i.story_id, i.ties FROM stories_indexedstory i
                WHERE array_to_tsvector(string_to_array(i.words, ' ')) @@ wanted
                AND i.place + 0 >= low AND i.place + 0 < high ORDER BY i.place DESC LIMIT remaining;
            GET DIAGNOSTICS got = ROW_COUNT;
            remaining := remaining - got;
            season := season - width;
            high := low;
            width := width * 4;
        END LOOP;
    END $$""",
)
POSTGRESQL_BACK = (
    "DROP FUNCTION stories_found(text, bigint, bigint, integer)",
    "DROP INDEX stories_indexed_words",
)


def run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def make_index(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop_index(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


class Migration(migrations.Migration):
    dependencies = [("stories", "0006_newsletters")]

    operations = [
        migrations.CreateModel(
            name="IndexedStory",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="indexed",
                        serialize=False,
                        to="stories.story",
                    ),
                ),
                ("place", models.BigIntegerField(unique=True)),
                ("ties", models.TextField()),
                ("words", models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
