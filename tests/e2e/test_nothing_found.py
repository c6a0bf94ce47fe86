"""Where nothing is found, every command with the same filters tells what is near."""

from __future__ import annotations

import shlex

import pytest

from .running import Ddr

FILTERED = ("events", "timeline", "chronology", "page", "today", "export -f ics")


@pytest.mark.parametrize("command", FILTERED)
@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (("--person", "Putin", "--kind", "war"), "without --kind there are "),
        (("--since", "2030"), "the nearest: 11 October 2024"),
        (("traety",), "'traety' stands nowhere: did you mean 'treaty'?"),
        (("treaty", "--tag", "embassy"), "without --topic there are 2"),
    ],
)
def test_what_is_near_is_told_by_all(
    ddr: Ddr, command: str, filters: tuple[str, ...], told: str
) -> None:
    answer = ddr(*command.split(), *filters)
    assert answer.code == 1
    assert told in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sources --language ko", "without --language there are 9"),
        ("sources mountain --held", "without the words there are "),
        ("people Vladivostok", "it is the name of a place: write ddr show 'Vladivostok'"),
        ("people mountain", "ddr search 'mountain' finds what comes near"),
        ("places Matsegroa", "it is the name of a person: write ddr show 'Matsegroa'"),
        ("search treaty --since 2030", "without --since there are "),
        ("search mountain --by 'Kim Jong Un'", "without --by there is "),
        ("today zeppelin", "info --coverage"),
        ("today --date 02-29 --ahead 0", "'ddr events' lists 28 events"),
    ],
)
def test_and_by_those_with_filters_of_their_own(ddr: Ddr, line: str, told: str) -> None:
    answer = ddr(*shlex.split(line))
    assert answer.code == 1
    assert told in answer.err
