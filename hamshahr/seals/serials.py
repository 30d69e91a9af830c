"""Serials: sixteen signs that nobody can guess and that read the same in every language."""

import secrets

from hamshahr.kernel.digits import to_ascii

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are read for others
LENGTH, GROUP = 16, 4
_MISREAD = str.maketrans("OIL", "011")


def new_serial() -> str:
    """Eighty random bits in four groups; no order, day or kind can be read from it."""
    return grouped("".join(secrets.choice(SIGNS) for _each in range(LENGTH)))


def grouped(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_printed(typed: str) -> str:
    """The serial as it is printed, from whatever a reader types for it; empty where it is none."""
    signs = "".join(sign for sign in to_ascii(typed).upper() if sign.isalnum()).translate(_MISREAD)
    return grouped(signs) if len(signs) == LENGTH and set(signs) <= set(SIGNS) else ""
