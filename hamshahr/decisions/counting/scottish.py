"""Scottish STV: weighted inclusive Gregory with transfer values cut off after five decimal places.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52, carried on as
rules 46 to 53 of the Order of 2011; the numbers below are those of 2007. Votes are whole hundred-thousandths.
The papers of the last candidate excluded are still handed on, as rule 53(2) allows since SSI 2021/437: this shows
where they went, and elects nobody else.
"""

from hamshahr.decisions.counting.ballots import Ballots
from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.results import Count
from hamshahr.decisions.counting.tabulation import ONE, Tabulation


def scottish_stv(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Count by stages until every vacancy is filled."""
    table = Tabulation(ballots, seats, lots, quota_of(ballots.valid, seats))
    table.note("quota", valid=ballots.valid, seats=seats, quota=table.quota // ONE)
    table.close_stage("first preferences", None)
    while table.vacancies:
        surpluses = [one for one in table.waiting if table.totals[one] > table.quota]
        if surpluses:
            transfer_surplus(table, table.pick_highest(surpluses))
        else:
            exclude(table, table.pick_lowest(table.continuing))
    return table.count()


def quota_of(valid: int, seats: int) -> int:
    """Rule 46: valid papers by seats and one, the decimals ignored, and one more."""
    return (valid // (seats + 1) + 1) * ONE


def transfer_surplus(table: Tabulation, donor: int) -> None:
    """Rule 48: each paper of the elected goes on at surplus times its value by the votes credited, five places kept."""
    total = table.totals[donor]
    surplus = total - table.quota
    table.waiting.remove(donor)
    table.note("surplus", candidate=donor, surplus=table.amount(surplus), total=table.amount(total))
    moved = table.move_papers(donor, lambda value: surplus * value // total)
    table.totals[donor] = table.quota
    table.not_transferred += surplus - moved
    table.close_stage("surplus", donor)


def exclude(table: Tabulation, lowest: int) -> None:
    """Rule 50: the candidate with the fewest votes goes, and its papers go on at the value they came with."""
    total = table.totals[lowest]
    table.continuing.remove(lowest)
    table.note("excluded", candidate=lowest, total=table.amount(total))
    moved = table.move_papers(lowest, lambda value: value)
    table.totals[lowest] = 0
    table.not_transferred += total - moved
    table.close_stage("exclusion", lowest)
