"""The screens that people see first, text and style, as they were when somebody looked at them.

After a change that is meant, look at them on a dark and on a light terminal, and write them again:
``python -m tests.views.test_screens``.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from tests.e2e.running import Ddr

from ddr.views.terminal import console, signs

HERE = Path(__file__).parent
PAPER = os.path.relpath(HERE / "paper.md")  # lines break alike wherever the checkout is
SCREENS = {
    "events": ("events",),
    "said": ("said", "--on", "2019"),
    "search": ("search", "treaty"),
    "show-event": ("show", "1948-10-12-relations"),
    "show-person": ("show", "kim-jong-un"),
    "sources": ("sources",),
    "people": ("people",),
    "proof": ("proof", PAPER),
    "differences": ("said", "--verify", "there is no alternative to a quick resolution"),
    "compare": ("compare", "kremlin-2019:4", "kremlin-2019-4a"),
}
WIDTHS = (80, 120)
BACKGROUNDS = {"black": (0, 0, 0), "dark grey": (30, 30, 30), "white": (255, 255, 255)}
_LEVELS = (0, 95, 135, 175, 215, 255)
LEAST = 3.0
"""The contrast that WCAG 2.2 asks of large letters and of signs (1.4.3, 1.4.11)."""


@pytest.fixture(scope="module")
def ddr(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over the frozen timeline, its index built."""
    made = Ddr(tmp_path_factory.mktemp("cache"))
    made("events", "--limit", "1")
    return made


def drawn(ddr: Ddr, name: str, width: int) -> str:
    """Return a screen with its styles, escapes made visible and no address of this machine."""
    raw = ddr.show(*SCREENS[name], width=width).raw.replace(PAPER, "paper.md")
    return re.sub(r"\bid=\d+;", ";", raw).replace("\x1b", "␛")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(ddr: Ddr, name: str, width: int) -> None:
    kept = HERE / "screens" / f"{name}-{width}.txt"
    assert drawn(ddr, name, width).splitlines() == kept.read_text("utf-8").splitlines()


def _luminance(rgb: tuple[int, ...]) -> float:
    """Return the relative luminance that WCAG 2.2 defines."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in map(_part, rgb)]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _part(value: int) -> float:
    return value / 255


def _rgb(style: str) -> tuple[int, ...]:
    """Return what terminals show for one of the 256 colours: a cube, and a ramp of greys."""
    number = int(style.removeprefix("color(").removesuffix(")"))
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    cube = number - 16
    return _LEVELS[cube // 36], _LEVELS[cube // 6 % 6], _LEVELS[cube % 6]


COLOURS = {
    name: value
    for module in (console, signs)
    for name, value in vars(module).items()
    if isinstance(value, str) and value.startswith("color(")
}


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_is_read_on_dark_and_on_light(name: str, background: str) -> None:
    lights = sorted((_luminance(_rgb(COLOURS[name])), _luminance(BACKGROUNDS[background])))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= LEAST


def test_all_colours_are_looked_at() -> None:
    assert set(COLOURS) >= {"QUIET", "KEY", "GOOD", "WARNING", "BAD", "_MEETING"}


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Ddr(Path(folder))
        made("events", "--limit", "1")
        for name in SCREENS:
            for width in WIDTHS:
                path = HERE / "screens" / f"{name}-{width}.txt"
                path.write_text(drawn(made, name, width), "utf-8")


if __name__ == "__main__":
    _write()
