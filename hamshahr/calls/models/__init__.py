from .answers import Answer, AnswerText, Attachment, AttachmentPage
from .calls import Call, CallVersion
from .editions import Distinction, Edition
from .hosts import HostSearch
from .invitations import AuthorInvitation
from .questions import Question
from .redactions import Redaction
from .screening import Copy, Screening
from .stages import Criterion, Stage
from .standing import Consent, Endorsement, GuidanceRequest
from .submissions import Author, Counter, Partner, Submission

__all__ = [
    "Answer",
    "AnswerText",
    "Attachment",
    "AttachmentPage",
    "Author",
    "AuthorInvitation",
    "Call",
    "CallVersion",
    "Consent",
    "Copy",
    "Counter",
    "Criterion",
    "Distinction",
    "Edition",
    "Endorsement",
    "GuidanceRequest",
    "HostSearch",
    "Partner",
    "Question",
    "Redaction",
    "Screening",
    "Stage",
    "Submission",
]
