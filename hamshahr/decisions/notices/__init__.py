from .proxies import proxy_lent, proxy_void, proxy_withdrawn

__all__ = ["proxy_lent", "proxy_void", "proxy_withdrawn"]
