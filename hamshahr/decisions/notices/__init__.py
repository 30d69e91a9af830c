from .proxies import proxy_lent, proxy_void, proxy_withdrawn
from .written import asked_in_writing, written_ended

__all__ = ["asked_in_writing", "proxy_lent", "proxy_void", "proxy_withdrawn", "written_ended"]
