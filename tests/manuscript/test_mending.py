"""``proof --fix``: what is written, that nothing else is, and that a copy is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.cli import proof_fix
from ddr.cli.app import run
from ddr.index.open import Index
from ddr.manuscript.manuscript import parse, read
from ddr.manuscript.mending import Mend, mended, mends
from ddr.manuscript.proofread import proof
from ddr.manuscript.works import Works

from .held import FIVE
from .writing import FORMATS, LATEX, MARKDOWN, Writing

PUTIN = "there is no alternative to a peaceful resolution of the nuclear"
KREMLIN = ("kremlin-2019", "para. 4")


def faulty(w: Writing) -> dict[str, tuple[str, str]]:
    """Return a paragraph for each kind of fault, and what it is to become."""
    cited = w.beside(*KREMLIN)

    def quote(words: str) -> str:
        return w.quote(words).replace(w.escape("[…]"), "[…]")

    toast = "I raise a toast to further strengthening the friendship"
    return {
        "omission": (
            f"He said {quote(PUTIN.replace('no ', ''))} {cited}.",
            f"He said {quote(PUTIN)} {cited}.",
        ),
        "many words left out": (
            f"He said {quote('proceed from the premise that to a peaceful resolution')} {cited}.",
            f"He said {quote('proceed from the premise that […] to a peaceful resolution')} {cited}.",
        ),
        "initial": (
            f"He said {quote(PUTIN.capitalize())} {cited}.",
            f"He said {quote(PUTIN.replace('there', 'There')).replace('There', '[T]here')} {cited}.",
        ),
        "wrong-paragraph": (
            f"He said {quote(toast)} {cited}, in 4 words.",
            f"He said {quote(toast)} {w.beside('kremlin-2019', 'para. 6')}, in 4 words.",
        ),
    }


@pytest.mark.parametrize("w", FORMATS, ids=lambda w: w.form)
def test_each_kind_is_mended_in_each_markup(index: Index, tmp_path: Path, w: Writing) -> None:
    for kind, (wrong, right) in faulty(w).items():
        path = tmp_path / f"a{w.suffix}"
        path.write_text(f"Before.\n\n{wrong}\n\nAfter.\n", "utf-8")
        manuscript = read(path, known=Works(index))
        changes = [*mends(index, manuscript, proof(index, [manuscript]).judged)]
        assert mended(path.read_bytes(), changes).decode() == f"Before.\n\n{right}\n\nAfter.\n", (
            kind
        )


@pytest.mark.parametrize("w", FORMATS, ids=lambda w: w.form)
def test_a_key_is_written_in_the_markup_of_the_paper(
    index: Index, tmp_path: Path, w: Writing
) -> None:
    path = tmp_path / f"a{w.suffix}"
    for style in w.styles:
        path.write_text(f"He said {w.quote(PUTIN, style)}, and left.\n", "utf-8")
        manuscript = read(path, known=Works(index))
        (change,) = mends(index, manuscript, proof(index, [manuscript]).judged)
        text = mended(path.read_bytes(), [change]).decode()
        again = proof(index, [parse(text, w.form, known={"kremlin-2019"})])
        assert again.findings == []
        assert [one.standing for one in again.judged] == ["verbatim"]
        assert text.replace(change.new, "") == path.read_text("utf-8")


UNSURE = (
    "He said “there is no alternative to a warlike resolution of the nuclear” {0}.",  # a likeness
    "He said “there is no alternative” and left.",  # four words
    "He said “Quite other words than anybody said” {0}.",
)


@pytest.mark.parametrize("text", UNSURE)
def test_a_likeness_decides_nothing(index: Index, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text.format(MARKDOWN.beside(*KREMLIN)), "utf-8")
    manuscript = read(path, known=Works(index))
    assert [*mends(index, manuscript, proof(index, [manuscript]).judged)] == []


def test_the_command_shows_asks_and_keeps_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = (
        f"\ufeffHe said “{PUTIN.replace('no ', '')}” {MARKDOWN.beside(*KREMLIN)}.\r\n\r\nEnd.\r\n"
    )
    Path("a.md").write_bytes(wrong.encode())
    Path("a.md.orig").write_text("mine", "utf-8")
    timeline = ["--timeline", str(FIVE)]
    assert run(["proof", "a.md", "--fix", *timeline]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("a.md:1: He said “there is {+no +}alternative")
    assert "0 changes written of 1; --yes writes them" in err
    assert Path("a.md").read_bytes() == wrong.encode()
    assert run(["proof", "a.md", "--fix", "--yes", *timeline]) == 0
    right = wrong.replace("there is alternative", "there is no alternative")
    assert Path("a.md").read_bytes() == right.encode()
    assert Path("a.md.orig1").read_bytes() == wrong.encode()
    assert Path("a.md.orig").read_text("utf-8") == "mine"
    assert "no findings" in capsys.readouterr().err
    assert run(["proof", "a.md", "--fix", "--yes", *timeline]) == 0
    assert not Path("a.md.orig2").exists()


def test_a_part_is_mended_in_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tex").write_text("\\input{b}\n", "utf-8")
    Path("b.tex").write_text(faulty(LATEX)["omission"][0], "utf-8")
    assert run(["proof", "a.tex", "--fix", "--yes", "--timeline", str(FIVE)]) == 0
    assert Path("a.tex").read_text("utf-8") == "\\input{b}\n"
    assert Path("b.tex").read_text("utf-8") == faulty(LATEX)["omission"][1]
    assert "b.tex:1: " in capsys.readouterr().out


def test_a_paper_that_changes_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(faulty(MARKDOWN)["omission"][0], "utf-8")
    show = proof_fix._show

    def changed(change: Mend, content: bytes) -> None:
        path.write_text("Written by an editor.", "utf-8")
        show(change, content)

    monkeypatch.setattr(proof_fix, "_show", changed)
    assert run(["proof", str(path), "--fix", "--yes", "--timeline", str(FIVE)]) == 3
    assert "was changed by another program meanwhile" in capsys.readouterr().err
    assert path.read_text("utf-8") == "Written by an editor."
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]
