"""What takes a while says so on a terminal, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.running import Ddr


def test_a_first_index_is_told_once_and_the_line_is_gone(tmp_path: Path) -> None:
    ddr = Ddr(tmp_path)
    first = ddr.show("places")
    told, _, rest = first.raw.replace("\r", "").partition("\x1b[K")
    assert told.startswith("ddr: building the index")
    again = ddr.show("places", width=81)
    assert "building" not in again.raw
    assert first.lines[0].split() == again.lines[0].split()
    assert rest


def test_a_pipe_is_told_nothing(tmp_path: Path) -> None:
    assert Ddr(tmp_path)("places").err == ""


def test_a_long_list_is_told_and_its_text_is_unharmed(tmp_path: Path) -> None:
    ddr = Ddr(tmp_path)
    piped = ddr("bib", "--all")
    assert piped.err == ""
    shown = ddr.show("bib", "--all", width=2000)
    assert "ddr: formatting " in shown.raw
    assert [line for line in shown.lines if line] == [line.rstrip() for line in piped.lines if line]


def test_a_line_stays_where_it_cannot_be_erased(tmp_path: Path) -> None:
    for number, env in enumerate(({"TERM": "dumb"}, {"ACCESSIBLE": "1"})):
        raw = Ddr(tmp_path / str(number)).show("places", env=env).raw
        assert raw.startswith("ddr: building the index, which the next commands find …\n")
        assert "\x1b" not in raw
