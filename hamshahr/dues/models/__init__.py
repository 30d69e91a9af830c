from .books import Counter, Invoice, Line, Payment, billable, seeing
from .figures import CountryIncome, ExchangeRate, Footing, IncomeGroup
from .following import Contact, LateMember, Watch
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
    "Payment",
    "Proof",
    "ProofPage",
    "Watch",
    "billable",
    "seeing",
]
