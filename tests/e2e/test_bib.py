"""``ddr bib``: bibliographies, exports, and what a manuscript cites."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.shared import FIVE

from .running import Ddr

EXPORTS = ("bibtex", "biblatex", "ris", "csl-json", "csl-yaml", "hayagriva", "wikipedia")
MARKUPS = ("text", "markdown", "html", "latex", "rtf", "typst", "org")
SOURCES = sorted(
    re.findall(
        r'^\[\[source\]\]\nid = "([^"]+)"',
        (FIVE / "timeline.toml").read_text("utf-8"),
        re.MULTILINE,
    )
)
EVENT = "1948-10-12-relations"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    text = (
        "“…” [@kremlin-2019, para. 4; see @mfa-2021]. Again @kremlin-2019-4e, then @kremlin-2019.\n"
    )
    path = tmp_path / "paper.md"
    path.write_text(text, "utf-8")
    return path


def bib_keys(text: str) -> list[str]:
    return re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE)


@pytest.mark.parametrize("to", EXPORTS)
def test_all_sources_are_exported(ddr: Ddr, to: str) -> None:
    answer = ddr("bib", "--all", "--to", to)
    assert (answer.code, answer.err) == (0, "")
    for name in SOURCES:
        assert name in answer.out or to == "wikipedia"
    if to == "wikipedia":
        assert answer.out.count("{{cite ") == len(SOURCES)


def test_an_export_names_the_data_and_its_version(ddr: Ddr) -> None:
    for to in ("bibtex", "biblatex", "csl-yaml", "hayagriva", "wikipedia"):
        assert "version 20" in ddr("bib", "mfa-2021", "--to", to).lines[0]


@pytest.mark.parametrize("to", MARKUPS)
def test_a_formatted_list(ddr: Ddr, to: str) -> None:
    answer = ddr("bib", "mfa-2021", "kremlin-2019", "--to", to)
    assert (answer.code, answer.err) == (0, "")
    assert "Invariable Friendship" in answer.out
    assert answer.out.index("Ministry") < answer.out.index("Putin")  # the style's order
    assert answer.out.endswith("\n")


def test_a_list_is_a_line_an_entry(ddr: Ddr) -> None:
    assert len(ddr("bib", "--all").lines) == len(SOURCES)
    assert ddr("bib", "--all") == ddr("bib", "--all", "--to", "text", "--style", "chicago")


def test_markups_are_documents_of_paragraphs(ddr: Ddr) -> None:
    assert ddr("bib", "--all", "--to", "html").out.count("<p>") == len(SOURCES)
    assert len(ddr("bib", "--all", "--to", "markdown").out.split("\n\n")) == len(SOURCES)
    rtf = ddr("bib", "--all", "--to", "rtf").out
    assert rtf.startswith("{\\rtf1")
    assert rtf.endswith("}\n")


def test_a_statement_and_an_event_stand_for_their_sources(ddr: Ddr) -> None:
    assert bib_keys(ddr("bib", "kremlin-2019-4e", "--to", "biblatex").out) == ["kremlin-2019"]
    found = bib_keys(ddr("bib", EVENT, "mfa-2021", "--to", "biblatex").out)
    assert len(found) == len(set(found)) > 1
    assert set(found) <= set(SOURCES)


def test_ris_has_the_line_ends_of_its_specification(ddr: Ddr) -> None:
    out = ddr("bib", "mfa-2021", "--to", "ris").out
    assert out.startswith("TY  - ELEC\r\nID  - mfa-2021\r\n")
    assert out.count("\n") == out.count("\r\n")


def test_a_manuscripts_bibliography_is_exactly_what_it_cites(ddr: Ddr, paper: Path) -> None:
    answer = ddr("bib", "--from", str(paper), "--to", "biblatex")
    assert (answer.code, answer.err) == (0, "")
    assert bib_keys(answer.out) == ["kremlin-2019", "mfa-2021"]
    assert "  ids = {kremlin-2019-4e},\n" in answer.out


def test_other_formats_hold_a_source_under_each_of_its_keys(ddr: Ddr, paper: Path) -> None:
    answer = ddr("bib", "--from", str(paper), "--to", "csl-json")
    ids = [item["id"] for item in json.loads(answer.out)]
    assert ids == ["kremlin-2019", "kremlin-2019-4e", "mfa-2021"]


def test_a_formatted_list_has_each_source_once(ddr: Ddr, paper: Path) -> None:
    assert len(ddr("bib", "--from", str(paper)).lines) == 2


def test_ids_may_be_added_to_a_manuscript(ddr: Ddr, paper: Path) -> None:
    answer = ddr("bib", "matsegora-2017", "--from", str(paper), "--to", "bibtex")
    assert set(bib_keys(answer.out)) == {
        "matsegora-2017", "kremlin-2019", "kremlin-2019-4e", "mfa-2021",
    }  # fmt: skip


def test_unknown_keys_are_told_with_suggestions(ddr: Ddr, tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text(
        "\\autocite{kremln-2019}\n\nx \\autocite[4]{mfa-2021} \\cite{smith}\n", "utf-8"
    )
    answer = ddr("bib", "--from", str(paper), "--to", "biblatex")
    assert answer.code == 1
    assert bib_keys(answer.out) == ["mfa-2021"]
    first, second = answer.err.splitlines()
    assert first.startswith(f"ddr: {paper}:1: ")
    assert "'kremln-2019'; did you mean 'kremlin-2019'" in first
    assert second.startswith(f"ddr: {paper}:3: there is no key 'smith'")


def test_keys_of_other_bibliographies_are_passed_over(ddr: Ddr, tmp_path: Path) -> None:
    paper, others = tmp_path / "paper.md", tmp_path / "others.bib"
    paper.write_text("[@smith2020; @mfa-2021]\n", "utf-8")
    others.write_text("@book{smith2020,\n title = {X},\n}\n", "utf-8")
    answer = ddr("bib", "--from", str(paper), "--also", str(others), "--to", "biblatex")
    assert (answer.code, answer.err, bib_keys(answer.out)) == (0, "", ["mfa-2021"])


def test_an_event_cited_by_its_id_is_told(ddr: Ddr, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(f"[@{EVENT}]\n", "utf-8")
    answer = ddr("bib", "--from", str(paper), "--to", "biblatex")
    assert answer.code == 1
    assert f"'{EVENT}' is an event, which has no entry of its own: cite " in answer.err
    assert bib_keys(answer.out)
    proofread = ddr("proof", str(paper))
    assert (proofread.code, len(proofread.lines)) == (1, 1)
    assert proofread.lines[0] == f"{answer.err[5:-1]} [not-citable]"


def test_a_manuscript_that_cites_nothing(ddr: Ddr, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("Nothing.\n", "utf-8")
    answer = ddr("bib", "--from", str(paper))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "ddr: there are no sources to list\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "give ids, --all, or --from"),
        (("--all", "mfa-2021"), 2, "--all is every source"),
        (
            ("mfa-2021", "--to", "bibltex"),
            2,
            "'bibltex' is not known here; did you mean 'biblatex'",
        ),
        (("mfa-2020",), 1, "did you mean 'mfa-2021'"),
        (("vladimir-putin",), 2, "is a person"),
        (("--from", "no-such-paper.md"), 2, "no-such-paper.md: there is no such file"),
        (("--from", str(FIVE / "timeline.toml")), 2, "--format-in"),
        (("mfa-2021", "--style", "chigaco"), 2, "did you mean 'chicago'"),
    ],
)
def test_mistakes_are_one_line(ddr: Ddr, arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = ddr("bib", *arguments)
    assert (answer.code, answer.out) == (code, "")
    (line,) = answer.err.splitlines()
    assert said in line


@pytest.mark.parametrize("to", EXPORTS)
def test_exports_need_no_pandoc(ddr: Ddr, to: str) -> None:
    answer = ddr("bib", "mfa-2021", "--to", to, env={"DDR_PANDOC": "/nowhere/pandoc"})
    assert (answer.code, answer.err) == (0, "")


def test_a_formatted_list_without_pandoc_is_one_clear_line(ddr: Ddr) -> None:
    answer = ddr("bib", "matsegora-2022", env={"DDR_PANDOC": "/nowhere/pandoc"})
    assert (answer.code, answer.out) == (4, "")
    assert len(answer.err.splitlines()) == 1
