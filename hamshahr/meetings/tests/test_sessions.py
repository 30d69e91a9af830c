"""A session is planned, opened and closed."""

from datetime import UTC, datetime

import pytest

from hamshahr.gatherings.services import add_gathering
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.services import close_session, open_session, plan_session
from tests.world import names

BEGINS, ENDS = datetime(2020, 11, 30, 12, tzinfo=UTC), datetime(2020, 11, 30, 14, tzinfo=UTC)


def test_a_session_is_planned_once_and_is_closed_only_after_it_was_opened(world):
    meeting = add_gathering(
        slug="assembly", kind="general assembly", names=names(en="Assembly"), body=world.metropolis, by=world.sara
    )
    plan = {"gathering": meeting, "starts_at": BEGINS, "ends_at": ENDS, "zone": "Europe/Madrid", "by": world.sara}
    session = plan_session(**plan)
    assert plan_session(**plan) == session
    with pytest.raises(Refused, match="not open yet"):
        close_session(session=session, by=world.sara)
    open_session(session=session, by=world.sara, at=BEGINS)
    assert close_session(session=session, by=world.sara, at=ENDS).closed_at == ENDS
