from .entries import judged

__all__ = ["judged"]
