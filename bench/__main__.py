"""``python -m bench``: every benchmark, each beside a named reference in the same run."""

import sys

from . import counting, pages, reading, restoration

BENCHES = {"restoration": restoration.main, "pages": pages.run, "counting": counting.main, "reading": reading.main}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHES:
        print(f"# {name}")
        BENCHES[name]()
