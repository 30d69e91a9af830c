"""How much of anything a reader takes in, so that no file can fill the memory or the day."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What is read at most; a file past one of these is answered with a sentence."""

    page_bytes: int = 2 * MEGABYTE
    page_letters: int = 120_000
    row_letters: int = 2 * MEGABYTE
    list_bytes: int = 8 * MEGABYTE
    picture_bytes: int = 20 * MEGABYTE
    entries: int = 100_000
    directory_bytes: int = 32 * MEGABYTE
    unpacked_bytes: int = 4096 * MEGABYTE
    ratio: int = 250
    depth: int = 20
    pictures_of_page: int = 200
    blocks_of_page: int = 20_000


LIMITS = Limits()
