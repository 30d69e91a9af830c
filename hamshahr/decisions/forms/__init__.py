from .proxies import LendForm, WithdrawForm

__all__ = ["LendForm", "WithdrawForm"]
