"""The pages for those who carry on: their index answers, and their links lead somewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
INDEX = re.findall(
    r"^\| (.+?) \| `(src/ddr/\S+\.py)` \| `(\w+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE
)
PAGES = (
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "README.md",
    ROOT / "benchmarks" / "README.md",
)
PATHS = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", PAGE.read_text("utf-8"))


def names(path: Path) -> set[str]:
    """Return what a module defines, at its top."""
    found: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def test_the_index_has_ten_questions() -> None:
    assert len({question for question, _, _ in INDEX}) >= 10


@pytest.mark.parametrize(("question", "path", "name"), INDEX, ids=lambda value: value)
def test_the_index_names_what_answers(question: str, path: str, name: str) -> None:
    assert name in names(ROOT / path), question


@pytest.mark.parametrize("path", sorted(set(PATHS)))
def test_a_module_that_the_page_names_exists(path: str) -> None:
    assert any((folder / path).is_file() for folder in (ROOT, ROOT / "src" / "ddr"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_a_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_leads_to_both() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "](docs/architecture.md)" in readme
    assert "](CONTRIBUTING.md)" in readme


def test_the_pictures_of_the_page_are_pictures() -> None:
    page = (ROOT / "docs" / "looking.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]+\]\((pictures/\S+)\)", page)
    assert len(shown) == 3
    heads = {".png": b"\x89PNG", ".svg": b"<svg"}
    for name in shown:
        file = ROOT / "docs" / name
        assert file.read_bytes().startswith(heads[file.suffix])
