from .proxies import awaiting, coming, given_by, held_by, possible_holders

__all__ = ["awaiting", "coming", "given_by", "held_by", "possible_holders"]
