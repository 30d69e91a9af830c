"""The addresses of calls and of what answers them."""

from hamshahr.accounts.services import digest_of
from hamshahr.calls.models import Attachment, AttachmentPage, AuthorInvitation, Partner, Question, Screening
from hamshahr.calls.tests.designed import NOW, begun, days, opened
from tests.world import names

from . import ANYBODY, DESK_OR_OFFICE, POSTED, TO_SIGN_IN

WRITTEN = (403, 404, 200, 404, 404, 404, TO_SIGN_IN)
ASKED = (200, 404, 200, 200, 404, 404, TO_SIGN_IN)
OF_CITIES = (403, 403, 200, 200, 403, 403, TO_SIGN_IN)

TABLE = {
    "calls:index": ([], ANYBODY),
    "calls:export": (["csv"], ANYBODY),
    "calls:call": (["call"], ANYBODY),
    "calls:versions": (["call"], ANYBODY),
    "calls:version": (["call", 1], ANYBODY),
    "calls:begin": (["call"], OF_CITIES),
    "calls:city": (["mashhad"], DESK_OR_OFFICE),
    "calls:city_export": (["mashhad", "csv"], DESK_OR_OFFICE),
    "calls:entry": (["answering"], DESK_OR_OFFICE),
    "calls:head": (["answering"], WRITTEN),
    "calls:step": (["answering", 1], DESK_OR_OFFICE),
    "calls:answer": (["answering", "summary"], POSTED),
    "calls:texts": (["answering", "summary"], DESK_OR_OFFICE),
    "calls:bring": (["answering", "plans"], WRITTEN),
    "calls:remove": (["answering", "attached"], WRITTEN),
    "calls:picture": (["attached", 1], DESK_OR_OFFICE),
    "calls:partners": (["answering"], DESK_OR_OFFICE),
    "calls:release": (["answering", "partnered"], WRITTEN),
    "calls:partner": (["partnered"], ASKED),
    "calls:authors": (["answering"], DESK_OR_OFFICE),
    "calls:invite_author": (["answering"], WRITTEN),
    "calls:withdraw_invitation": (["answering", "invited"], POSTED),
    "calls:author_invitation": (["token"], ANYBODY),
    "calls:guidance": (["answering"], DESK_OR_OFFICE),
    "calls:consents": (["answering"], DESK_OR_OFFICE),
    "calls:review": (["answering"], DESK_OR_OFFICE),
    "calls:receipt": (["numbered"], DESK_OR_OFFICE),
    "calls:endorsement": (["answering"], DESK_OR_OFFICE),
    "calls:screening": (["numbered"], DESK_OR_OFFICE),
    "calls:withdrawal": (["answering"], DESK_OR_OFFICE),
}


def things(world, made):
    """A published call, a draft of Mashhad with a file and a partner that is asked, and an entry that is handed in."""
    call = opened(world)
    plans = {"names": names(en="Plans"), "section": names(en="The project"), "position": 90, "is_required": False}
    question = Question.objects.create(call=call, slug="plans", kind="file", **plans)
    entry = begun(call, world.mashhad, world.mina)
    kept = {"submission": entry, "question": question, "brought_at": NOW, "brought_by": world.mina}
    attached = Attachment.objects.create(**kept, name="Plan", digest="0" * 64, size=4)
    AttachmentPage.objects.create(attachment=attached, number=1, picture=b"RIFF")
    asked = Partner.objects.create(submission=entry, party=world.seoul, invited_at=NOW)
    numbered = begun(call, world.mashhad, world.mina, title="Shade")
    numbered.state, numbered.number, numbered.handed_in_at, numbered.digest = "waiting", 1, NOW, "0" * 64
    numbered.save()
    decided = {"decided_at": NOW, "appeal_until": NOW}
    Screening.objects.create(submission=numbered, is_eligible=False, reason="late", **decided)
    invited = AuthorInvitation.objects.create(
        submission=entry, email="ada@example.org", full_name="Ada", language="en", invited_by=world.mina,
        invited_at=NOW, expires_at=days(9000), token_digest=digest_of("token"),
    )  # fmt: skip
    keys = {
        "token": "token",
        "invited": invited.key,
        "answering": entry.key,
        "numbered": numbered.key,
        "attached": attached.key,
        "partnered": asked.key,
    }
    return {"call": call.slug} | keys
