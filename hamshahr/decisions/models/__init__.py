from .proxies import SEEING_DUTIES, Proxy

__all__ = ["SEEING_DUTIES", "Proxy"]
