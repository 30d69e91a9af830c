"""``python -m bench``: every benchmark, each beside a named reference in the same run."""

import sys

from . import (
    assigning,
    ballots,
    caching,
    counting,
    hall,
    importing,
    judging,
    pages,
    ranking,
    reading,
    restoration,
    searching,
    stories,
)

BENCHES = {
    "restoration": restoration.main,
    "pages": pages.run,
    "counting": counting.main,
    "reading": reading.main,
    "stories": stories.run,
    "importing": importing.run,
    "search": searching.run,
    "cache": caching.run,
    "ballots": ballots.run,
    "hall": hall.main,
    "ranking": ranking.main,
    "judging": judging.run,
    "assigning": assigning.main,
}

if __name__ == "__main__":
    for name in [name for name in sys.argv[1:] if name in BENCHES] or BENCHES:
        print(f"# {name}")
        BENCHES[name]()
