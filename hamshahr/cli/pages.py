"""Bringing in pages for the command line: the house stands up before this is loaded."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from hamshahr.cli.tables import user_of
from hamshahr.kernel.errors import Refused
from hamshahr.stories.models import ImportedPage
from hamshahr.stories.reading import Bundle, open_bundle
from hamshahr.stories.services import carry_on, open_import, trial

Tell = Callable[[int, int], None]
Result = tuple[dict[str, int], list[tuple[str, str]], str]


def bring_in(path: Path, *, dry_run: bool, claims: bool, zone: str, by: str, tell: Tell) -> Result:
    """How many pages became what, the sentence of each that was refused, and why nothing was done at all."""
    try:
        user = user_of(by)
        with open_bundle(path, zone=zone) as bundle:
            rows = tried(bundle, tell) if dry_run else brought(bundle, path, claims, user, tell)
    except Refused as refusal:
        return {}, [], str(refusal)
    counted: dict[str, int] = {}
    for _name, outcome, _remark in rows:
        word = str(ImportedPage.Outcome(outcome).label)
        counted[word] = counted.get(word, 0) + 1
    return counted, [(name, remark) for name, outcome, remark in rows if outcome == ImportedPage.Outcome.REFUSED], ""


def tried(bundle: Bundle, tell: Tell) -> list[tuple[str, str, str]]:
    rows = []
    for name, _title, outcome, remark in trial(bundle):
        rows.append((name, outcome, remark))
        tell(len(rows), max(len(rows), bundle.expected))
    return rows


def brought(bundle: Bundle, path: Path, claims: bool, user, tell: Tell) -> list[tuple[str, str, str]]:
    run = open_import(bundle, name=path.name, digest=digest_of(path), by=user, proposes_claims=claims)
    done = run.pages.count()

    def heard(_page):
        nonlocal done
        done += 1
        tell(done, max(done, bundle.expected))

    carry_on(run, bundle, by=user, tell=heard)
    return list(run.pages.values_list("name", "outcome", "remark"))


def digest_of(path: Path) -> str:
    """By what an unfinished import of the same file or folder is known again."""
    if path.is_dir():
        return hashlib.sha256(str(path.resolve()).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
