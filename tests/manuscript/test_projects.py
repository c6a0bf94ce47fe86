"""Books that name their chapters, lines of a file, a chapter of a work in Typst given alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.errors import UsageError
from ddr.manuscript.manuscript import Manuscript, read, read_all


def keys(manuscript: Manuscript) -> list[str]:
    return [key for key, _ in manuscript.keys]


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


QUARTO = """project:
  type: book
book:
  title: "A book of the year.md"
  chapters:
    - index.qmd
    # - draft.qmd
    - part: "One"
      chapters: [parts/one.qmd, 'parts/two words.md']
    - file: parts/three.ipynb
project-render: ["!notes.qmd"]
"""


def test_a_book_of_quarto_is_read_chapter_by_chapter(tmp_path: Path) -> None:
    cell = '{"cells": [{"cell_type": "markdown", "source": ["[@three]"]}], "metadata": {}}'
    write(tmp_path, {
        "_quarto.yml": QUARTO.replace('"A book of the year.md"', "A book"),
        "index.qmd": "See [@first].", "draft.qmd": "[@nodraft]", "notes.qmd": "[@nonotes]",
        "parts/one.qmd": "[@one, p. 4]", "parts/two words.md": "A @two.", "parts/three.ipynb": cell,
    })  # fmt: skip
    found = read(tmp_path / "_quarto.yml")
    assert keys(found) == ["first", "one", "two", "three"]
    assert found.missing == ()
    places = {citation.key: Path(citation.file).name for citation in found.citations}
    assert places["one"] == "one.qmd"


def test_a_chapter_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, {"_quarto.yml": "book:\n  chapters:\n    - index.qmd\n    - gone.qmd\n",
                     "index.qmd": "[@first]"})  # fmt: skip
    found = read(tmp_path / "_quarto.yml")
    assert keys(found) == ["first"]
    assert [line.partition("_quarto.yml")[2] for line in found.missing] == [
        ":4: there is no file 'gone.qmd': that part is not read"
    ]


def test_a_book_of_bookdown_has_all_its_files_in_order_unless_it_names_them(
    tmp_path: Path,
) -> None:
    write(tmp_path, {
        "_bookdown.yml": "book_filename: book\n", "02-end.Rmd": "[@end]", "01-start.Rmd": "[@start]",
        "index.Rmd": "[@index]", "_draft.Rmd": "[@nodraft]",
    })  # fmt: skip
    assert keys(read(tmp_path / "_bookdown.yml")) == ["index", "start", "end"]
    (tmp_path / "_bookdown.yml").write_text("rmd_files: ['02-end.Rmd', \"index.Rmd\"]\n", "utf-8")
    assert keys(read(tmp_path / "_bookdown.yml")) == ["end", "index"]


def test_a_book_is_read_where_its_folder_or_its_first_chapter_is_given(tmp_path: Path) -> None:
    write(tmp_path, {
        "a/_quarto.yml": "book:\n  chapters: [index.qmd, one.qmd]\n", "a/one.qmd": "[@one]",
        "a/index.qmd": "[@first]",
        "b/_bookdown.yml": "book_filename: book\n", "b/index.Rmd": "[@first]", "b/1.Rmd": "[@one]",
        "site/_quarto.yml": "website:\n  navbar: [index.qmd, one.qmd]\n", "site/one.qmd": "[@one]",
        "site/index.qmd": "[@first]",
    })  # fmt: skip
    for name in ("a", "a/index.qmd", "b", "b/index.Rmd"):
        assert keys(read(tmp_path / name)) == ["first", "one"], name
    assert keys(read(tmp_path / "a" / "one.qmd")) == ["one"]
    assert keys(read(tmp_path / "site" / "index.qmd")) == ["first"]
    assert len(read_all([tmp_path / "a", tmp_path / "a" / "one.qmd"])) == 1
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="none: is a folder, and no book"):
        read(tmp_path / "none")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [("2-4", ["two", "three"]), ("-3", ["one", "two"]), ("4-", ["four", "five"]),
     ("", ["one", "two", "three", "four", "five"])],
)  # fmt: skip
def test_org_includes_lines_of_a_file(tmp_path: Path, lines: str, wanted: list[str]) -> None:
    option = f' :lines "{lines}"' if lines else ""
    part = "".join(f"[cite:@{name}]\n" for name in ("one", "two", "three", "four", "five"))
    write(tmp_path, {"part.org": part, "paper.org": f'#+INCLUDE: "part.org"{option}\n'})
    found = read(tmp_path / "paper.org")
    assert keys(found) == wanted
    numbers = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    assert [citation.line for citation in found.citations] == [numbers[key] for key in wanted]


def test_org_includes_a_file_piece_by_piece(tmp_path: Path) -> None:
    write(tmp_path, {
        "part.org": "[cite:@one]\n[cite:@two]\n[cite:@three]\n",
        "paper.org": '#+INCLUDE: "part.org" :lines "3-"\n\n#+INCLUDE: "part.org" :lines "1-2"\n',
    })  # fmt: skip
    assert keys(read(tmp_path / "paper.org")) == ["three", "one"]


def test_a_chapter_in_typst_may_refer_to_labels_of_the_work_it_is_a_part_of(
    tmp_path: Path,
) -> None:
    write(tmp_path, {
        "main.typ": '= Work <work>\n#include "parts/one.typ"\n#include "parts/two.typ"\n',
        "parts/one.typ": "See @work, @two and @nobody.\n", "parts/two.typ": "= Two <two>\n",
        "other.typ": "= Other <nobody>\n",
    })  # fmt: skip
    assert keys(read(tmp_path / "parts/one.typ")) == ["nobody"]
    alone = read_all([tmp_path / "parts/one.typ", tmp_path / "other.typ"])
    assert keys(alone[0]) == []
