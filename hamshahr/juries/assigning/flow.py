"""One min-cost flow: source -> juror -> (submission, region) -> submission, with costs in whole numbers."""

from dataclasses import dataclass

import numpy as np

from .pairs import Pairs


@dataclass(frozen=True)
class Flow:
    """The pairs chosen, as rows and columns, with the reviews nobody could be found for, by submission."""

    rows: np.ndarray
    columns: np.ndarray
    missing: np.ndarray


def solve(pairs: Pairs, open_pairs: np.ndarray, gain: np.ndarray, penalty: int) -> Flow:
    """The flow of greatest gain over the open pairs; ``penalty`` stands for a review missing or a least load unmet.

    ``gain`` lists what each open pair brings, in the order of ``np.nonzero(open_pairs)``.
    """
    # The library takes a second to load and carries its own allocator: only who assigns pays for it.
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415

    rows, columns = np.nonzero(open_pairs)
    size, jurors, reviews = len(pairs.submissions), len(pairs.jurors), pairs.problem.reviews
    halls, hall_of = np.unique(rows * pairs.regions + pairs.region[columns], return_inverse=True)
    juror, submission, hall = 1 + np.arange(jurors), 1 + jurors + np.arange(size), 1 + jurors + size
    least = np.minimum(pairs.least, pairs.most)
    arcs = [  # tail, head, capacity, cost
        (np.zeros(jurors), juror, least, np.full(jurors, -penalty)),
        (np.zeros(jurors), juror, pairs.most - least, np.zeros(jurors)),
        (np.zeros(size), submission, np.full(size, reviews), np.full(size, penalty)),
        (1 + columns, hall + hall_of, np.ones(len(rows)), -gain),
        (
            hall + np.arange(len(halls)),
            submission[halls // pairs.regions],
            np.full(len(halls), pairs.problem.region_cap),
            np.zeros(len(halls)),
        ),
    ]
    tails, heads = (np.concatenate([arc[end] for arc in arcs]).astype(np.int32) for end in (0, 1))
    capacities, costs = (np.concatenate([arc[end] for arc in arcs]).astype(np.int64) for end in (2, 3))
    network = min_cost_flow.SimpleMinCostFlow()
    numbers = np.asarray(network.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs))
    supplies = np.zeros(hall + len(halls), np.int64)
    supplies[0], supplies[submission] = size * reviews, -reviews
    network.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
    status = network.solve()
    if status != network.OPTIMAL:
        raise RuntimeError(f"The flow ends as {status}.")
    flows = np.asarray(network.flows(numbers))
    begin = 2 * jurors + size
    chosen = flows[begin : begin + len(rows)] > 0
    return Flow(rows[chosen], columns[chosen], flows[2 * jurors : begin])
