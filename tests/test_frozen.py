"""A class of records behaves as a frozen dataclass with the same fields does."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass
from dataclasses import replace as as_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.frozen import Frozen, replace


@dataclass(frozen=True)
class Theirs:
    """The reference."""

    number: int
    name: str = ""
    parts: tuple[str, ...] = ()


class Ours(Frozen):
    """The same fields."""

    number: int
    name: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TheirsNamed:
    """The reference for fields that are given by keyword only."""

    name: str = ""
    number: int


class OursNamed(Frozen, kw_only=True):
    """The same fields."""

    name: str = ""
    number: int


class More(Ours):
    """One field more."""

    version: str = ""


GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["", "a", "b"]),
        "number": st.integers(0, 2),
        "parts": st.sampled_from([(), ("x",)]),
        "strange": st.just("z"),
    },
)


def made(cls: Any, given: dict[str, object], *first: object) -> Any:
    """Return an instance, or None where the values are refused."""
    try:
        return cls(*first, **given)
    except TypeError:
        return None


def values(one: Any) -> tuple[Any, ...]:
    return (one.name, one.number, one.parts)


POSITIONAL = st.lists(st.sampled_from([0, 1]), max_size=4)


@given(POSITIONAL, GIVEN)
def test_it_takes_fields_by_position_and_keyword_as_a_dataclass_does(
    first: list[object], named: dict[str, object]
) -> None:
    theirs, ours = made(Theirs, named, *first), made(Ours, named, *first)
    assert (theirs is None) == (ours is None)
    assert ours is None or values(ours) == values(theirs)
    theirs, ours = made(TheirsNamed, named, *first), made(OursNamed, named, *first)
    assert (theirs is None) == (ours is None)
    assert ours is None or (ours.name, ours.number) == (theirs.name, theirs.number)


@given(GIVEN, GIVEN)
def test_it_is_made_compared_hashed_and_changed_like_a_dataclass(
    first: dict[str, object], second: dict[str, object]
) -> None:
    theirs, ours = made(Theirs, first), made(Ours, first)
    assert (theirs is None) == (ours is None)
    other = made(Theirs, second), made(Ours, second)
    if ours is None or None in other:
        return
    assert values(ours) == values(theirs)
    assert (ours == other[1]) == (theirs == other[0])
    assert len({ours, other[1]}) == len({theirs, other[0]})
    assert values(replace(ours, **second)) == values(as_dataclass(theirs, **second))
    assert ours == pickle.loads(pickle.dumps(ours)) == copy.deepcopy(ours)  # noqa: S301


def test_it_does_not_change() -> None:
    one = Ours(number=1)
    with pytest.raises(AttributeError, match=r"Ours\.number does not change"):
        one.number = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match=r"Ours\.name does not change"):
        del one.name
    with pytest.raises(TypeError, match="Ours has no field 'strange'"):
        replace(one, strange=1)


def test_a_subclass_has_the_fields_of_its_base() -> None:
    one = More(number=1, version="2")
    assert (More.FIELDS, Ours.FIELDS) == (
        ("number", "name", "parts", "version"),
        ("number", "name", "parts"),
    )
    assert one == replace(More(number=1), version="2")
    assert one != Ours(number=1)
    assert Ours(number=1) != More(number=1)
    with pytest.raises(TypeError, match="More needs 'number'"):
        More(version="2")  # type: ignore[call-arg]
    assert repr(one) == "More(number=1, version='2')"
