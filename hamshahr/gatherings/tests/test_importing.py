"""Gatherings and parts enter from tables; what is stated anew supersedes what the record said."""

from hamshahr.gatherings.models import Gathering, Part
from hamshahr.parties.models import Party
from hamshahr.record.importing import carry_out, prepare, report_on
from hamshahr.record.models import Entry


def bring(world, table, text):
    return carry_out(prepare(table, text.encode(), world.sara, name=f"{table}.csv"), world.sara)


def outcomes(run):
    return [(row.outcome, row.column) for row in run.rows.order_by("number")]


def congress(world):
    text = (
        "gathering_id,type,title,title_fa,place_city_id,mode,start,end\n"
        "wc-13,congress,13th congress,کنگره سیزدهم,seoul,online,2021-11-08,2021-11-13\n"
        "wc-x,parade,Parade,,seoul,online,,\n"
        "wc-y,forum,Forum,,atlantis,in person,1401-12-30,\n"
    )
    return bring(world, "gatherings", text)


def test_a_gathering_enters_and_unknown_kinds_and_cities_are_refused(world):
    run = congress(world)

    assert outcomes(run) == [("created", ""), ("refused", "kind"), ("refused", "place")]
    gathering = Gathering.objects.get()
    assert (gathering.names.data, gathering.place) == ({"en": "13th congress", "fa": "کنگره سیزدهم"}, world.seoul)


def test_a_part_stated_anew_supersedes_its_entry(world):
    congress(world)
    head = "gathering_id,city_id,role,confidence,source\n"
    bring(world, "participations", head + "wc-13,mashhad,invited,claimed,An article\n")

    again = bring(world, "participations", head + "wc-13,mashhad,invited,confirmed,The letter\n")

    assert outcomes(again) == [("changed", "")]
    entry = Entry.objects.current().get(party=world.mashhad)
    assert (entry.kind, entry.confidence, entry.citation, str(entry.happened_on)) == (
        "gathering.invited",
        "confirmed",
        "The letter",
        "2021-11-08",
    )
    assert entry.supersedes.citation == "An article"


def test_a_city_known_by_words_only_becomes_a_draft_once(world):
    congress(world)
    text = "gathering_id,city_id,city,role\nwc-13,,Metebec,attending city\nwc-13,,,attending city\n"

    first, again = bring(world, "participations", text), bring(world, "participations", text)

    assert outcomes(first) == [("created", ""), ("refused", "city_id")]
    assert outcomes(again) == [("same", ""), ("refused", "city_id")]
    assert Party.objects.get(live=False) == Part.objects.get().party


def test_the_report_gives_each_row_with_its_outcome_and_its_cells(world):
    sheet = report_on(congress(world))

    rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    assert [(row["row"], row["outcome"], row["in the column"], row["gathering_id"]) for row in rows] == [
        ("2", "new", "", "wc-13"),
        ("3", "refused", "kind", "wc-x"),
        ("4", "refused", "place", "wc-y"),
    ]
    assert rows[1]["remark"].startswith(
        "Row 3, column kind: “\u2068parade\u2069” is not known here; write one of these"
    )
