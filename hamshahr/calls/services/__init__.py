from .editions import add_edition, confer

__all__ = ["add_edition", "confer"]
