"""A change to a timeline changes what it was asked to, or nothing: by the parser of TOML alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.curation import changes
from ddr.curation.transaction import Change, revised
from ddr.errors import DdrError

HEADERS = (
    "[[place]]", '[["place"]]', "[['place']]", "[[ place ]]", '[[\t"place" ]]', '[["pl\\u0061ce"]]',
    "  [[place]]  # one", "[[place]]# [[event]]",
)  # fmt: skip
ID = ("id = '{}'", 'id = "{}"', '"id" = "{}"', "'id'='{}'", '\tid\t=\t"{}" # x')
NAME = (
    'name = "A"', "name = '[[place]]'", 'name = "# [[place]]"', 'name = """\nA"""',
    "name = '''\n[[place]]\nid = \"r0\"\n'''", 'name = """A\\""\n[[place]]\n"""""',
    "name = '''it''s'''''", '"name" = "A"', 'name = "A" # [[place]]',
)  # fmt: skip
MORE = (
    "", "\n", "# [[place]]\n", 'note = "N"\n', 'note = "\\"[[place]]"\n', "\n# between\n\n",
    'formerly = [\n  "old", # one\n]\n', 'names = [{ text = "B", lang = "ko" }]\n',
    '[[place.names]]\ntext = "B"\n', '[["place"."names"]]\ntext = "id = r1"\n',
)  # fmt: skip


@st.composite
def timelines(draw: st.DrawFn) -> str:
    """Return a valid file with places r0, r1, …, each written in some way of TOML's grammar."""
    text = draw(st.sampled_from(["schema = 1\n", '"schema" = 1 # [[place]]\ntitle = "T"\n\n']))
    for number in range(draw(st.integers(1, 4))):
        lines = [draw(st.sampled_from(HEADERS)), draw(st.sampled_from(ID)).format(f"r{number}")]
        text += "\n".join([*lines, draw(st.sampled_from(NAME))]) + "\n"
        text += draw(st.sampled_from(MORE))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def places(text: str) -> dict[str, Mapping[str, Any]]:
    return {one["id"]: one for one in tomllib.loads(text).get("place", [])}


def head(text: str) -> dict[str, Any]:
    return {key: value for key, value in tomllib.loads(text).items() if key != "place"}


CHANGES: dict[str, Change] = {
    "edit": lambda old: changes.edit(old, "r0", {"within": "NEW"}),
    "remove": lambda old: changes.remove(old, "r0"),
    "rename": lambda old: changes.rename(old, "r0", "other"),
    "add": lambda old: changes.add(old, [("place", {"id": "r00", "name": "New"})]),
    "replace": lambda old: changes.replace(old, "r0", '[[place]]\nid = "r0"\nname = "New"\n'),
}


def after(text: str, change: Change) -> str:
    return revised(Path("timeline.toml"), text.encode(), change).new.text


@given(timelines(), st.sampled_from([*CHANGES]))
def test_all_else_says_what_it_said(text: str, command: str) -> None:
    before = places(text)
    try:
        made = after(text, CHANGES[command])
    except DdrError:
        return
    now = places(made)
    gone = set() if command == "add" else {"r0"}
    new = {"add": {"r00"}, "remove": set(), "rename": {"other"}}.get(command, {"r0"})
    assert {k: v for k, v in now.items() if k not in new} == {
        k: v for k, v in before.items() if k not in gone
    }
    assert set(now) - set(before) == new - {"r0"}
    assert head(made) == head(text)
    if command == "edit":
        assert now["r0"] == {**before["r0"], "within": "NEW"}


@pytest.mark.parametrize("header", ['[["place"]]', "[['place']]", "[[ place ]]", '[[ "place" ]]'])
@pytest.mark.parametrize("command", ["edit", "remove", "rename"])
def test_each_way_to_write_a_header_is_understood(header: str, command: str) -> None:
    text = "schema = 1\n" + "".join(
        f'\n{header}\nid = "r{number}"\nname = "{number}"\n' for number in range(3)
    )
    now = places(after(text, CHANGES[command]))
    assert {"r1", "r2"} < set(now) | {"r0"}
    assert now["r1"] == {"id": "r1", "name": "1"}


def test_what_would_be_lost_is_named() -> None:
    hidden = '[["pl\\u0061ce"]]\nid = "r1"\nname = "B"\n'
    text = f'schema = 1\n\n[[place]]\nid = "r0"\nname = "A"\n\n{hidden}'
    with pytest.raises(DdrError, match="'r1' too, so nothing was written"):
        after(text, CHANGES["remove"])
