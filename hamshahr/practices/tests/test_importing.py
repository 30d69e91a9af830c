"""Goals, topics and practices enter from tables; brought twice they are there once."""

import pytest

from hamshahr.kernel.tables import Importer
from hamshahr.practices.models import Practice, Topic
from hamshahr.record.importing import carry_out, importer_named, prepare
from hamshahr.record.models import Entry

TABLES = {
    "goals": "number,name_en,name_fa\n11,Cities,شهرها\n12,Consumption,مصرف\n",
    "topics": (
        "topic_id,name_en,name_fa,sdgs,parent_topic_id\nwaste,Waste,پسماند,11;12,\nrecycling,Recycling,بازیافت,۱۲,waste\n"
    ),
    "practices": (
        "practice_id,title,title_fa,city_id,topics,sdgs,start_year,summary,origin,confidence,source,as_of\n"
        "eco,Eco-Mileage,امتیاز سبز,seoul,waste؛ recycling,12;11,2009,Points for savings.,Platform,probable,"
        "A page,2015\n"
    ),
}


def bring(world, table, text):
    return carry_out(prepare(table, text.encode(), world.sara, name=f"{table}.csv"), world.sara)


def outcomes(run):
    return [(row.outcome, row.column) for row in run.rows.order_by("number")]


def brought(world):
    return {table: outcomes(bring(world, table, text)) for table, text in TABLES.items()}


def test_brought_twice_they_are_there_once(world):
    assert brought(world) == {
        "goals": [("created", ""), ("created", "")],
        "topics": [("created", ""), ("created", "")],
        "practices": [("created", "")],
    }
    entries = Entry.objects.count()

    assert {outcome for rows in brought(world).values() for outcome, _column in rows} == {"same"}

    practice = Practice.objects.get()
    assert (practice.names.data, practice.summary.data["en"], practice.party, str(practice.starts_on)) == (
        {"en": "Eco-Mileage", "fa": "امتیاز سبز"},
        "Points for savings.",
        world.seoul,
        "2009",
    )
    assert sorted(topic.slug for topic in practice.topics.all()) == ["recycling", "waste"]
    assert sorted(goal.pk for goal in practice.goals.all()) == [11, 12]
    assert Topic.objects.get(slug="recycling").parent.slug == "waste"
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("table", "row", "fate"),
    [
        ("practices", "x,X,,atlantis,,,,,,,,", ("refused", "city_id")),
        ("practices", "x,X,,seoul,waste;magic,,,,,,,", ("refused", "topics")),
        ("practices", "x,X,,seoul,,18,,,,,,", ("refused", "goals")),
        ("practices", "x,X,,seoul,,,1401-13,,,,,", ("refused", "start")),
        ("practices", "x,,,seoul,,,,,,,,", ("refused", "title_fa")),
        ("topics", "x,X,,,nowhere", ("refused", "parent")),
        ("topics", "waste,Waste,,,recycling", ("refused", "parent")),
        ("goals", "18,Eighteen,", ("refused", "")),
    ],
)
def test_a_row_that_cannot_be_taken_says_where(world, table, row, fate):
    brought(world)
    head = TABLES[table].partition("\n")[0]

    assert outcomes(bring(world, table, f"{head}\n{row}\n")) == [fate]
    assert list(Practice.objects.values_list("slug", flat=True)) == ["eco"]


def test_a_table_told_anew_changes_topics_and_grounds(world):
    brought(world)
    text = "practice_id,city_id,topics,confidence\neco,seoul,waste,confirmed\n"

    assert outcomes(bring(world, "practices", text)) == [("changed", "")]

    practice = Practice.objects.get()
    assert ([topic.slug for topic in practice.topics.all()], practice.source) == (["waste"], "A page")
    assert Entry.objects.current().get().confidence == "confirmed"


def test_what_leaves_is_what_came(world):
    brought(world)
    importer: Importer = importer_named("practices")

    rows = list(importer.rows(None))

    assert [(row["practice_id"], row["city_id"], row["topics"], row["goals"], str(row["start"])) for row in rows] == [
        ("eco", "seoul", "recycling;waste", "11;12", "2009")
    ]
    assert [row["parent"] for row in importer_named("topics").rows(None)] == [None, "waste"]


def test_drafts_leave_for_the_office_only(world):
    brought(world)
    Practice.objects.update(live=False)

    assert list(importer_named("practices").rows(world.mina)) == []
    assert len(list(importer_named("practices").rows(world.sara))) == 1
