"""The picture of a timeline, in a terminal emulator, with each form that a date may have."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ddr.errors import ToolError
from ddr.views.picture_svg import png
from tests.e2e.running import Ddr
from tests.shared import write_timeline

KEPT = Path(__file__).parent / "pictures"
WIDTHS = (60, 80, 120, 160, 200)
FORMS = {
    "day": ("1948-10-12", "treaty"),
    "month": ("1950-06", "war"),
    "year": ("1953", "visit"),
    "decade": ("195X", "aid"),
    "interval": ("1955-03-01/1958-04-30", "visit"),
    "from-year-to-year": ("1950/1953", "war"),
    "open-start": ("../1956-02-10", "other"),
    "open-end": ("1957-05-01/..", "other"),
    "approximate": ("1959~", "treaty"),
    "uncertain": ("1949-03-17?", "summit"),
    "both": ("1954%", "culture"),
}
TITLES = {name: f"An event whose date is of the form {name}" for name in FORMS}


def nine(folder: Path) -> Path:
    """Write a timeline with an event for each form of a date, and one that is told differently."""
    source: dict[str, Any] = {
        "id": "book", "type": "book", "title": "A book", "origin": "third-party",
    }  # fmt: skip
    told = [{"source": "book", "says": "It attests it."}]
    events = [
        {"id": name, "date": date, "title": TITLES[name], "kind": kind, "evidence": told}
        for name, (date, kind) in FORMS.items()
    ]
    differs = {"source": "book", "field": "date", "value": "1960-05-01", "says": "Gives a day."}
    events.append({
        "id": "differing", "date": "1958-06-01", "title": "조약 체결, told with two dates",
        "kind": "treaty", "evidence": told, "accounts": [differs],
    })  # fmt: skip
    head = {"title": "Forms of dates", "version": "2026.01.01"}
    return write_timeline(folder, head | {"source": [source], "event": events}, {})


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    folder = nine(tmp_path_factory.mktemp("forms") / "timeline")
    made = Ddr(tmp_path_factory.mktemp("cache"), folder)
    calls = [("timeline",), ("timeline", "--by", "kind"), ("timeline", "--by", "year")]
    made.prepare(screens=[(call, width) for call in calls for width in WIDTHS])
    return made


def kept(name: str, shown: str) -> str:
    """Return the picture that is kept; DDR_PICTURES=write keeps this one, to be looked at."""
    path = KEPT / name
    if os.environ.get("DDR_PICTURES") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    return path.read_text("utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", ["", "kind", "year"])
def test_the_picture_is_the_one_that_was_looked_at(forms: Ddr, by: str, width: int) -> None:
    shown = forms.show("timeline", *(("--by", by) if by else ()), width=width)
    assert shown.code == 0
    assert shown.beyond == []
    text = "".join(f"{line.rstrip()}\n" for line in shown.lines)
    assert text == kept(f"{by or 'event'}-{width}.txt", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_without_colour_it_says_the_same(forms: Ddr, width: int) -> None:
    piped = forms("timeline", env={"COLUMNS": str(width)})
    shown = forms.show("timeline", width=width)
    assert [line.rstrip() for line in shown.lines] == piped.lines


def label(lines: list[str]) -> str:
    """Return the label that begins on the first of two lines, and may go on to the second."""
    first, second = (line[:54] for line in lines)
    return " ".join(f"{first} {'' if 'An event' in second else second}".split())


def rows(forms: Ddr) -> dict[str, str]:
    """Return what is drawn in the row of each event, at 120 columns, without the grid."""
    lines = forms("timeline", env={"COLUMNS": "120"}).lines
    found = {}
    for name in FORMS:
        start = next(n for n in range(len(lines) - 1) if TITLES[name] in label(lines[n : n + 2]))
        found[name] = lines[start][56:].replace("┊", " ").strip()
    found["differing"] = next(line for line in lines if "조약" in line)[52:].replace("┊", " ")
    return found


def test_a_day_is_solid_and_less_is_hollow(forms: Ddr) -> None:
    found = rows(forms)
    assert found["day"] == "◆"
    assert "□" in found["month"]
    assert "■" not in found["month"]
    assert found["year"].strip("┄") == "○"
    assert found["decade"].strip("┄") == "△"
    assert len(found["decade"]) > 4 * len(found["year"])


def test_an_interval_fades_where_its_end_is_not_known(forms: Ddr) -> None:
    found = rows(forms)
    assert found["interval"].strip("●") == "━" * (len(found["interval"]) - 2)
    assert found["from-year-to-year"].startswith("□┄")
    assert found["from-year-to-year"].endswith("┄")
    assert "━" in found["from-year-to-year"]
    assert found["open-start"] == "┄┄┄┄┄✦"
    assert found["open-end"] == "✦┄┄┄┄┄"


def test_doubt_is_written_beside_the_mark(forms: Ddr) -> None:
    found = rows(forms)
    assert "◇~" in found["approximate"]
    assert found["uncertain"] == "●?"
    assert "~△?" in found["both"]


def test_two_marks_are_joined_where_accounts_differ(forms: Ddr) -> None:
    assert (
        rows(forms)["differing"].strip().strip("┈")
        == "◆" + rows(forms)["differing"].strip()[1:-1] + "●"
    )
    assert "┈" in rows(forms)["differing"]


def test_the_axis_is_that_of_known_years(forms: Ddr) -> None:
    lines = forms("timeline", env={"COLUMNS": "120"}).lines
    years = [int(word) for word in lines[1].split()]
    assert min(years) >= 1948
    assert max(years) <= 1960


def test_the_drawing_has_each_event_once(forms: Ddr, tmp_path: Path) -> None:
    file = tmp_path / "forms.svg"
    assert forms("timeline", "-o", str(file)).code == 0
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314
    name = "{http://www.w3.org/2000/svg}"
    told = [group.findtext(f"{name}title", "") for group in root.iter(f"{name}g")]
    told = [one for one in told if one]
    assert len(told) == len(FORMS) + 1
    assert "October 1948" in " ".join(told)
    assert "http" not in file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    height = float(root.attrib["viewBox"].split()[3])
    marks = [float(mark.attrib["cy"]) for mark in root.iter(f"{name}circle")]
    assert marks
    assert max(marks) < height


def test_many_events_have_a_line_a_year(ddr: Ddr) -> None:
    answer = ddr("timeline", "--by", "year")
    year = next(line for line in answer.lines if line.startswith("2016"))
    assert year.split()[1] == "7"
    assert sum(year.count(sign) for sign in "◆●■▲✦◇○□△✧") == 7


def test_lanes_count_their_events(ddr: Ddr) -> None:
    answer = ddr("timeline", "--by", "person", "--on", "2019")
    line = next(line for line in answer.lines if line.startswith("Vladimir Putin"))
    assert line.split()[2] == "3"


def test_a_picture_in_points_has_the_colours_of_the_drawing(forms: Ddr, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="a PNG needs resvg")
    image = pytest.importorskip("PIL.Image", reason="no Pillow: the PNG is not looked at")
    file = tmp_path / "forms.png"
    assert forms("timeline", "-o", str(file)).code == 0
    drawn = image.open(file).convert("RGB")
    assert drawn.width == 1920
    colours = {colour for _, colour in drawn.getcolors(1 << 20)}
    assert {(0, 0x69, 0x8F), (0xB3, 0x37, 0x2F), (0x3F, 0x7A, 0x1F), (255, 255, 255)} <= colours
    again = tmp_path / "again.png"
    assert forms("timeline", "-o", str(again)).code == 0
    assert again.read_bytes() == file.read_bytes()


def test_without_resvg_a_png_is_refused_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ToolError, match=r"ddr-timeline\[png\]"):
        png("<svg/>")


def test_what_cannot_be_drawn(ddr: Ddr) -> None:
    for wrong, says, code in (
        (("--by", "persn"), "did you mean 'person'", 2),
        (("--to", "jpeg"), "--format takes text, svg, png", 1),
        (("--format", "jpeg"), "one of text, svg, png", 2),
        (("nothing-of-the-kind",), "no event found", 1),
    ):
        answer = ddr("timeline", *wrong)
        assert answer.code == code
        assert says in answer.err
