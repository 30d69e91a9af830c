from .books import grant_credit, record_payment, return_payment
from .figures import classify_country, note_contact, publish_rate, set_footing, set_watch
from .grounds import acknowledge_payment_elsewhere, record_paid_elsewhere, waive_fee, withdraw_ground
from .invoicing import issue_invoice, issue_invoices, reissue_invoice, void_invoice
from .leaving import end_withdrawn, revoke_withdrawal, suspend_for_arrears, withdraw
from .proofs import bring_proof, confirm_proof, refuse_proof
from .reminding import remind
from .scales import index_scale, publish_scale

__all__ = [
    "acknowledge_payment_elsewhere",
    "bring_proof",
    "classify_country",
    "confirm_proof",
    "end_withdrawn",
    "grant_credit",
    "index_scale",
    "issue_invoice",
    "issue_invoices",
    "note_contact",
    "publish_rate",
    "publish_scale",
    "record_paid_elsewhere",
    "record_payment",
    "refuse_proof",
    "reissue_invoice",
    "remind",
    "return_payment",
    "revoke_withdrawal",
    "set_footing",
    "set_watch",
    "suspend_for_arrears",
    "void_invoice",
    "waive_fee",
    "withdraw",
    "withdraw_ground",
]
