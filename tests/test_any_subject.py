"""Nothing in the program is about one subject: that stands in the timelines."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import ddr

SOURCE = Path(ddr.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
TABLES = sorted(SOURCE.rglob("*.tsv"))
SUBJECT = re.compile(r"russia(?!n)|dprk|putin", re.IGNORECASE)
"""Russian, the language and its letters, is no subject."""


def test_only_examples_of_help_name_a_country_or_a_person() -> None:
    """They come from the built-in timeline, and stand in the commands and in what is searched."""
    found = [
        f"{path.relative_to(SOURCE)}:{number}: {line.strip()}"
        for path in (*MODULES, *TABLES)
        if path.parent.name != "cli" and path.name != "fields.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if SUBJECT.search(line)
    ]
    assert TABLES
    assert found == []


def test_no_word_of_a_subject_decides_anything() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and SUBJECT.fullmatch(node.value.strip())
    ]  # fmt: skip
    assert found == []
