from .sessions import close_session, open_session, plan_session

__all__ = ["close_session", "open_session", "plan_session"]
