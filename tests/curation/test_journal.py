"""What replaced what, held against the definition and the longest common subsequence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ddr.curation.journal import steps

UNIQUE = st.lists(st.sampled_from("abcdefghijkl"), unique=True)
PARTS = st.lists(st.sampled_from("abcdefgh"), max_size=9)


def common(a: list[str], b: list[str]) -> int:
    """Return the length of the longest common subsequence, by its textbook definition."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            rows[i + 1][j + 1] = rows[i][j] + 1 if x == y else max(rows[i][j + 1], rows[i + 1][j])
    return rows[-1][-1]


@given(PARTS, PARTS)
def test_they_turn_one_into_the_other_and_back(old: list[str], new: list[str]) -> None:
    found = list(steps(old, new))
    made, back = list(old), list(new)
    for i, j, k, m in reversed(found):
        made[i:j] = new[k:m]
        back[k:m] = old[i:j]
    assert (made, back) == (new, old)


@given(PARTS, PARTS)
def test_they_are_in_order_and_part_only_what_differs(old: list[str], new: list[str]) -> None:
    at = (-1, -1)
    for i, j, k, m in steps(old, new):
        assert i < j or k < m
        assert i > at[0] or k > at[1]
        assert not (i < j and k < m and (old[i] == new[k] or old[j - 1] == new[m - 1]))
        at = (j, m)


@given(
    st.lists(st.sampled_from("abcdefghijkl"), unique=True),
    st.lists(st.sampled_from("abcdefghijkl"), unique=True),
)
def test_no_fewer_parts_stay_than_can(old: list[str], new: list[str]) -> None:
    replaced = sum(j - i for i, j, _, _ in steps(old, new))
    assert len(old) - replaced == common(old, new)
