"""Which of one side belongs to which of the other, so that the sum of all weights is largest."""

import heapq
from collections.abc import Mapping, Sequence


def assign(weights: Sequence[Mapping[int, int]]) -> list[int | None]:
    """The best assignment of a sparse matrix; a row may stay without a column.

    Shortest augmenting paths with potentials (Jonker and Volgenant), on the given cells alone: a
    row's search ends as soon as leaving a row alone is best, so that large tables whose rows have
    a few candidates each take little more than linear time.

    Args:
        weights: For each row, the columns that it may take and what that is worth, above zero.

    Returns:
        For each row its column, or None.

    >>> assign([{0: 9, 1: 8}, {0: 8}])
    [1, 0]
    """
    most = max((weight for row in weights for weight in row.values()), default=0)
    # Staying alone is a column of the row's own, worth nothing: ~row, which is no real column.
    cost = [
        {**{column: most - weight for column, weight in row.items()}, ~number: most}
        for number, row in enumerate(weights)
    ]
    search = _Search(cost)
    for row in range(len(cost)):
        search.add(row)
    return [column if (column := search.column_of[row]) >= 0 else None for row in range(len(cost))]


class _Search:
    def __init__(self, cost: Sequence[Mapping[int, int]]) -> None:
        self._cost = cost
        self._row_price = [0] * len(cost)
        self._column_price: dict[int, int] = {}
        self._owner: dict[int, int] = {}
        self.column_of: list[int] = [0] * len(cost)

    def add(self, start: int) -> None:
        """Give a row a column, moving others where that costs least in all."""
        distance: dict[int, int] = {}
        reached_from: dict[int, int] = {}
        settled: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        row, base = start, 0
        while True:
            for column, cost in self._cost[row].items():
                if column in settled:
                    continue
                price = self._column_price.get(column, 0)
                length = base + cost - self._row_price[row] - price
                if column not in distance or length < distance[column]:
                    distance[column] = length
                    reached_from[column] = row
                    heapq.heappush(heap, (length, column))
            while True:
                base, column = heapq.heappop(heap)
                if column not in settled:
                    break
            if column not in self._owner:
                break
            settled[column] = base
            row = self._owner[column]
        self._row_price[start] += base
        for passed, length in settled.items():
            self._column_price[passed] = self._column_price.get(passed, 0) - (base - length)
            self._row_price[self._owner[passed]] += base - length
        while True:
            row = reached_from[column]
            self._owner[column] = row
            before, self.column_of[row] = self.column_of[row], column
            if row == start:
                return
            column = before
