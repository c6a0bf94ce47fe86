"""One idea, one name: other names of an option are understood, and not told."""

from __future__ import annotations

import json

import pytest
from tests.e2e.running import Ddr

from ddr.cli.app import command
from ddr.cli.parameters import ALIASES

PAIRS = [(name, other, one) for name, names in ALIASES.items() for other, one in names.items()]


@pytest.fixture(scope="module")
def ddr(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over the frozen timeline."""
    made = Ddr(tmp_path_factory.mktemp("cache"))
    made("events", "--limit", "1")
    return made


@pytest.mark.parametrize(("name", "other", "one"), PAIRS)
def test_another_name_is_read_as_the_option_and_stands_in_no_help(
    name: str, other: str, one: str
) -> None:
    item = command().get_command(None, name)
    context = item.make_context(name, [], resilient_parsing=True)
    known = {option for param in item.params for option in param.opts}
    parser = item.make_parser(context)
    assert one in known
    assert other not in known
    assert parser._long_opt[other] is parser._long_opt[one]
    assert f"{other} " not in item.get_help(context)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("events", "--by", "Putin"), ("events", "--person", "Putin")),
        (("events", "--tag", "treaty"), ("events", "--topic", "treaty")),
        (("said", "--person", "Putin"), ("said", "--by", "Putin")),
        (("said", "--tag=sanctions"), ("said", "--topic", "sanctions")),
        (("cite", "kremlin-2019", "--to", "html"), ("cite", "kremlin-2019", "-f", "html")),
    ],
)
def test_both_names_give_the_same_answer(
    ddr: Ddr, typed: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert ddr(*typed) == ddr(*meant)
    assert ddr(*meant).out


def ids(ddr: Ddr, *call: str) -> list[str]:
    return [one["id"] for one in json.loads(ddr(*call, "-f", "json").out)]


def test_statements_are_chosen_by_the_place_and_the_kind_of_their_occasion(ddr: Ddr) -> None:
    occasions = {*ids(ddr, "events", "--place", "Vladivostok")}
    said = json.loads(ddr("said", "--place", "Vladivostok", "-f", "json").out)
    assert said
    assert {one["occasion"] for one in said} <= occasions
    everything = json.loads(ddr("said", "-f", "json").out)
    assert len(said) == sum(one["occasion"] in occasions for one in everything)
    assert ddr("said", "--kind", "war").code == 1


@pytest.mark.parametrize(
    "call", [("events", "treaty"), ("said",), ("sources",), ("search", "treaty")]
)
def test_the_number_is_that_of_the_list(ddr: Ddr, call: tuple[str, ...]) -> None:
    answer = ddr(*call, "-f", "json")
    assert int(ddr(*call, "--count").out) == len(json.loads(answer.out)) > 1


def test_sources_are_chosen_by_what_their_records_say(ddr: Ddr) -> None:
    every = json.loads(ddr("sources", "-f", "json").out)
    held = ids(ddr, "sources", "--held")
    assert held == [one["id"] for one in every if one["text"]]
    dprk = ids(ddr, "sources", "--side", "dprk", "--reverse")
    assert dprk == [one["id"] for one in every if one["origin"] == "dprk"][::-1]
    late = ids(ddr, "sources", "--since", "2021")
    assert late == [one["id"] for one in every if one["issued"][:4] >= "2021"]


def test_a_search_into_a_pipe_is_complete_and_within_its_dates(ddr: Ddr) -> None:
    every = json.loads(ddr("search", "Korea", "-f", "json").out)
    assert len(every) > 20
    late = json.loads(ddr("search", "Korea", "--since", "2021", "-f", "json").out)
    assert late == [hit for hit in every if hit["date"].rpartition("/")[2][:4] >= "2021"]
    by = json.loads(ddr("search", "Korea", "--by", "Putin", "-f", "json").out)
    assert by
    assert {hit["speaker"] for hit in by} == {"vladimir-putin"}
