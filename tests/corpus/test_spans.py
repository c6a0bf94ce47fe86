"""Where values stand, against what another reader finds there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import tomli_w
from hypothesis import given

from ddr.corpus.locate import builtin
from ddr.corpus.spans import spans

from .test_positions import DOCUMENTS, ENDS, HAND_MADE


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value that is written as one, with its path."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}[{index}]")
    else:
        yield path, value


def hold(text: str) -> None:
    """See that what stands at each place is the value that tomllib finds at the path."""
    found = spans(text)
    for path, value in leaves(tomllib.loads(text)):
        start, end = found[path]
        assert tomllib.loads(f"x = {text[start:end]}")["x"] == value, path


def test_by_hand() -> None:
    text = HAND_MADE
    start, end = spans(text)["event[0].evidence[2].source"]
    assert (text[start:end], text.count("\n", 0, start) + 1) == ('"c"', 23)
    hold(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = 1",
        "a = 2020-01-01 10:00:00 # noon\nb.c = [ [1, 2], { d = 'x' } , ]\n",
        "a = [\n]\r\n",
    ],
)
def test_small_documents(text: str) -> None:
    hold(text)


def test_the_built_in_timeline() -> None:
    hold(builtin().read_text("utf-8"))


@pytest.mark.parametrize("end", ENDS)
@given(document=DOCUMENTS)
def test_any_document(end: str, document: dict[str, Any]) -> None:
    hold(tomli_w.dumps(document).replace("\n", end))
