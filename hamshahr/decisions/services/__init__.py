from .proxies import close_proxies, fall, lend_proxy, void_proxy, withdraw_proxy

__all__ = ["close_proxies", "fall", "lend_proxy", "void_proxy", "withdraw_proxy"]
