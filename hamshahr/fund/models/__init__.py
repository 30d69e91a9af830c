from .agreements import Agreement, Counter, Indicator, Instalment, Measured, Report
from .funders import Asked, Funder, FunderCriterion
from .papers import DuePage, DuePaper, PaperView
from .plans import Instrument, Plan, PlanLine
from .projects import PUBLIC, WAY, GateCheck, GateCriterion, Project, ProjectStep, State

__all__ = [
    "PUBLIC",
    "WAY",
    "Agreement",
    "Asked",
    "Counter",
    "DuePage",
    "DuePaper",
    "Funder",
    "FunderCriterion",
    "GateCheck",
    "GateCriterion",
    "Indicator",
    "Instalment",
    "Instrument",
    "Measured",
    "PaperView",
    "Plan",
    "PlanLine",
    "Project",
    "ProjectStep",
    "Report",
    "State",
]
