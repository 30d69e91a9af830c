"""What several tests of this room need beside the shared cast."""

from datetime import date

from hamshahr.bodies.services import adopt_statute, found_body, found_office, record_decision, take_local_office
from hamshahr.parties.services import add_person
from tests.world import names

TODAY = date(2021, 6, 1)


def rule(article, topic, **values):
    return {"article": article, "topic": topic, "text": names(en=f"Article {article}"), "values": values}


def statute(world, *rules, body=None, in_force_on=date(2010, 1, 1)):
    body = body or world.metropolis
    return adopt_statute(body=body, title=names(en="Statutes"), in_force_on=in_force_on, rules=rules, by=world.sara)


def decision(world, decided_on=date(2021, 3, 1), body=None, number=""):
    title = names(en="Admission of new members", fa="پذیرش اعضای تازه")
    return record_decision(
        body=body or world.board, title=title, decided_on=decided_on, number=number, agenda_item="5", by=world.sara
    )


def office(world, slug, body=None, **fields):
    fields = {"names": names(en=slug.replace("-", " ").capitalize()), "seats": 1, **fields}
    return found_office(body=body or world.board, slug=slug, by=world.sara, **fields)


def person(world, name, user=None):
    return add_person(slug=name, names=names(en=name.capitalize()), user=user, by=world.sara)


def mayor(world, party, who, starts_on=date(2019, 1, 1), **fields):
    title = names(en="Mayor", fa="شهردار")
    return take_local_office(party=party, person=who, title=title, starts_on=starts_on, by=world.sara, **fields)


def other_network(world):
    uclg = found_body(
        slug="uclg", names=names(en="United Cities and Local Governments"), network="UCLG", kind="association", by=None
    )
    return found_body(
        slug="uclg-council", names=names(en="World Council"), network="UCLG", kind="council", parent=uclg, by=None
    )
