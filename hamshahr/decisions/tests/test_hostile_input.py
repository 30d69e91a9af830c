"""Whatever stands in a file, it is answered or refused in words; nothing else ever comes out."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.decisions import exact_json
from hamshahr.decisions.counting import ONE_SEAT, Method, count
from hamshahr.decisions.counting.reading import ballots_from, candidates_from
from hamshahr.decisions.counting.writing import count_as_json
from hamshahr.decisions.files import BadInput
from hamshahr.decisions.tests.test_decide_command import CASE
from hamshahr.decisions.verdicts import decide
from hamshahr.decisions.verdicts.reading import cases_from
from hamshahr.decisions.verdicts.writing import verdict_as_json

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PLACES = [
    [],
    ["case"],
    *(["rule", key] for key in CASE["rule"]),
    ["members"],
    *(["members", 0, key] for key in ("id", "weight", "present")),
    ["proxies", 0],
    ["proxies", 0, "to"],
    ["votes"],
    ["votes", "seoul"],
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PLACES), anything)
def test_a_case_with_anything_in_any_place_is_decided_or_refused(place, thing):
    document = json.loads(json.dumps([CASE]))
    way = [0, *place]
    target = document
    for step in way[:-1]:
        target = target[step]
    target[way[-1]] = thing
    with suppress(BadInput):
        cases = cases_from(exact_json.parse(json.dumps(document)))
        answer = exact_json.dump([verdict_as_json(decide(case)) for case in cases])
        assert len(json.loads(answer.encode())) == 1


rows = st.lists(st.text("0123456789,>-. \r\n;\u06f1x\x00", max_size=12), max_size=5).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(rows, st.sampled_from(Method), st.none() | st.text("ab\n \u0645", max_size=6))
def test_rows_of_anything_are_counted_or_refused(text, method, names):
    with suppress(BadInput):
        ballots = ballots_from(text, candidates_from(names) if names else None)
        seats = 1 if method in ONE_SEAT else len(ballots.candidates)
        answer = exact_json.dump(count_as_json(count(method, ballots, seats), ballots, method, seats))
        assert len(json.loads(answer.encode())["elected"]) == seats
