"""Spreads labels along a line so that none touches another and all move as little as they can."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wishes: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The heights nearest to `wishes`, which rise, that lie `gap` or more apart, between `low` and `high`.

    Least squares with a minimum gap are an isotonic regression, which merging blocks solve (pool adjacent violators).
    Where there is no room for all, they go on below `high`.
    """
    blocks: list[tuple[float, int]] = []
    for index, wish in enumerate(wishes):
        mean, count = wish - index * gap, 1
        while blocks and blocks[-1][0] > mean:
            above, number = blocks.pop()
            mean, count = (above * number + mean * count) / (number + count), number + count
        blocks.append((mean, count))
    last = max(low, high - (len(wishes) - 1) * gap)
    bases = [min(max(mean, low), last) for mean, count in blocks for _ in range(count)]
    return [base + index * gap for index, base in enumerate(bases)]
