"""The colour that a side declares is drawn, and can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.e2e.running import Ddr
from tests.shared import ROOT
from tests.views.test_screens import BACKGROUNDS, LEAST, _luminance

from ddr.corpus.load import check
from ddr.views.colours import readable

RED, MADE = "#800000", readable("#800000")
"""A red too dark for a dark terminal, and what is made of it."""


@pytest.fixture
def ddr(tmp_path: Path) -> Ddr:
    bridge = shutil.copytree(ROOT / "tests" / "data" / "bridge", tmp_path / "bridge")
    path = bridge / "timeline.toml"
    text = path.read_text("utf-8").replace('id = "gorod"\n', f'id = "gorod"\ncolour = "{RED}"\n', 1)
    path.write_text(text, "utf-8")
    return Ddr(tmp_path / "cache", path)


@given(st.integers(0, 0xFFFFFF))
@example(0)
@example(0xFFFFFF)
@example(0x0000FF)
def test_every_colour_can_be_read_on_dark_and_on_light(number: int) -> None:
    made = int(readable(f"#{number:06x}")[1:], 16)
    rgb = (made >> 16, made >> 8 & 255, made & 255)
    for background in BACKGROUNDS.values():
        lights = sorted((_luminance(rgb), _luminance(background)))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= LEAST


def test_a_colour_that_can_be_read_stays() -> None:
    assert readable(MADE) == MADE != RED


@pytest.mark.parametrize("words", [("sources",), ("said",), ("timeline", "--by", "side")])
def test_a_terminal_shows_the_colour_beside_the_sign(ddr: Ddr, words: tuple[str, ...]) -> None:
    red, green, blue = (int(MADE[at : at + 2], 16) for at in (1, 3, 5))
    ddr("info")  # what is told of building the index is not compared
    shown = ddr.show(*words, env={"COLORTERM": "truecolor"})
    assert f"\x1b[38;2;{red};{green};{blue}m" in shown.raw
    plain = ddr.show(*words, env={"NO_COLOR": "1"})
    assert "\x1b[38" not in plain.raw
    assert plain.text == shown.text


def test_a_picture_and_a_page_show_it(ddr: Ddr) -> None:
    assert f"stroke: {MADE}" in ddr("timeline", "--by", "side", "--format", "svg").out
    assert MADE not in ddr("timeline", "--by", "kind", "--format", "svg").out
    page = ddr("page", "--language", "en").out
    assert f'id="lebedev-osen" style="border-color: {MADE}" title="the Town"' in page
    assert 'id="kontora-pozdno">' in page


@pytest.mark.parametrize("colour", ["red", "#b03", "#b0303g", '#b03030"><script>'])
def test_what_is_no_colour_is_told(ddr: Ddr, colour: str) -> None:
    text = ddr.timeline.read_text("utf-8").replace(f'"{RED}"', f"'{colour}'")
    ddr.timeline.write_text(text, "utf-8")
    assert {one.code for one in check([ddr.timeline]).problems} >= {"bad-colour"}
