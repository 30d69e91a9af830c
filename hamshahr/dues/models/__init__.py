from .books import Counter, Invoice, Line, Payment, billable, keeps_books, seeing
from .figures import CountryIncome, ExchangeRate, Footing, IncomeGroup
from .following import Contact, LateMember, Watch
from .grounds import PaidElsewhere, Waiver
from .leaving import Suspension, Withdrawal
from .proofs import Proof, ProofPage
from .scales import Fee, FeeScale

__all__ = [
    "Contact",
    "Counter",
    "CountryIncome",
    "ExchangeRate",
    "Fee",
    "FeeScale",
    "Footing",
    "IncomeGroup",
    "Invoice",
    "LateMember",
    "Line",
    "PaidElsewhere",
    "Payment",
    "Proof",
    "ProofPage",
    "Suspension",
    "Waiver",
    "Watch",
    "Withdrawal",
    "billable",
    "keeps_books",
    "seeing",
]
