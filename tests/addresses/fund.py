"""The addresses of the fund."""

from hamshahr.fund.models import DuePage, DuePaper
from hamshahr.fund.tests.builders import a_project, an_agreement, financed

from . import ANYBODY, POSTED, SECRETARIAT, TO_SIGN_IN

BEGINS = (403, 403, 200, 200, 403, 403, TO_SIGN_IN)
WITHIN = (200, 404, 200, 404, 404, 404, TO_SIGN_IN)
OWN = (200, 403, 200, 403, 403, 403, TO_SIGN_IN)
GONE_OR_SIGN_IN = (404, 404, 404, 404, 404, 404, TO_SIGN_IN)

TABLE = {
    "fund:index": ((), ANYBODY),
    "fund:export": (("csv",), ANYBODY),
    "fund:funders": ((), ANYBODY),
    "fund:late": ((), SECRETARIAT),
    "fund:late_export": (("csv",), SECRETARIAT),
    "fund:begin": ((), BEGINS),
    "fund:project": (("project",), ANYBODY),
    "fund:change": (("project",), OWN),
    "fund:plan": (("project",), OWN),
    "fund:settle": (("project",), POSTED),
    "fund:bring": (("project",), OWN),
    "fund:page": (("project", "due paper", 1), WITHIN),
    "fund:agreement": (("project",), WITHIN),
    "fund:pdf": (("project",), GONE_OR_SIGN_IN),
    "fund:report": (("project", 1), WITHIN),
}


def things(world, _made):
    """A financed project of Mashhad with an agreement that nobody has signed, and one paper."""
    project = financed(world, a_project(world))
    an_agreement(world, project)
    kept = {"kind": "budget", "digest": "0" * 64, "brought_by": world.mina}
    paper = DuePaper.objects.create(project=project, **kept)
    DuePage.objects.create(paper=paper, number=1, picture=b"RIFF")
    return {"project": project.key, "due paper": paper.key}
