from .agreements import add_indicator, draft_agreement, pay_instalment, sign_agreement
from .funders import add_funder, ask_of_funder, stop_asking
from .papers import bring_paper, look_at_page, remind_of_papers
from .plans import settle_plan, write_plan
from .projects import add_criterion, advance, begin_project, change_project, check_gate, drop_project
from .reports import accept_report, remind_of_reports, return_report, send_report, write_report

__all__ = [
    "accept_report",
    "add_criterion",
    "add_funder",
    "add_indicator",
    "advance",
    "ask_of_funder",
    "begin_project",
    "bring_paper",
    "change_project",
    "check_gate",
    "draft_agreement",
    "drop_project",
    "look_at_page",
    "pay_instalment",
    "remind_of_papers",
    "remind_of_reports",
    "return_report",
    "send_report",
    "settle_plan",
    "sign_agreement",
    "stop_asking",
    "write_plan",
    "write_report",
]
