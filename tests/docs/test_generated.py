"""What is generated is what is committed, and everything that there is, is documented."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ddr.cli.app import COMMANDS, command
from ddr.corpus.rules import RULES
from ddr.errors import Exit
from ddr.records import CLASSES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GENERATED = {
    "README.md",
    "data/timeline.schema.json",
    "docs/check-rules.md",
    "docs/commands.md",
    "docs/ddr.1",
    "docs/json-schema.json",
    "docs/pictures/browse.svg",
    "docs/pictures/timeline.svg",
}
NAMES = [name for group in COMMANDS.values() for name in group]


@pytest.fixture(scope="module")
def build() -> Any:
    """The module that writes the generated files; `docs` is a folder, not a package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(DOCS)
        module: ModuleType = importlib.import_module("build")
        assert Path(str(module.__file__)).parent == DOCS
    return module


@pytest.fixture(scope="module")
def generated(build: Any) -> dict[str, str]:
    """What each generated file should hold, by its path in the checkout."""
    return {str(path.relative_to(ROOT)): text for path, text in build.files().items()}


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_a_generated_file_is_up_to_date(generated: dict[str, str], name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == generated[name], "run 'python docs/build.py'"


def test_every_generated_file_is_looked_at(generated: dict[str, str]) -> None:
    assert generated.keys() == GENERATED


def section(name: str) -> str:
    """Return what the reference says of a command."""
    text = (DOCS / "commands.md").read_text("utf-8")
    (found,) = re.findall(rf"^### ddr {name}\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_documented(name: str) -> None:
    text = section(name)
    assert f"Usage: ddr {name} " in text
    assert "--help" in text


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_documented(name: str) -> None:
    """In the reference, and with words of its own in the help."""
    found = command().get_command(None, name)
    text = section(name)
    assert len(found.help.split()) > 3
    for parameter in found.params:
        if parameter.opts[0].startswith("-"):
            assert any(option in text for option in parameter.opts), parameter.name
            assert parameter.help, parameter.name


def test_the_reference_documents_nothing_else() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    assert re.findall(r"^### ddr (\S+)$", text, re.MULTILINE) == NAMES
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(COMMANDS)


def test_every_exit_code_is_documented() -> None:
    text = (DOCS / "exit-codes.md").read_text("utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == sorted(Exit)


def test_every_rule_of_check_is_documented() -> None:
    text = (DOCS / "check-rules.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.+?) \|", text, re.MULTILINE)
    assert rows == sorted((rule.code, rule.severity, rule.explanation) for rule in RULES)
    for rule in RULES:
        assert re.fullmatch(r"[A-Z].{10,120}\.", rule.explanation), rule.code


def test_the_schema_is_one_and_knows_every_record(build: Any) -> None:
    schema = build.schema()
    Draft202012Validator.check_schema(schema)
    assert {*CLASSES, "hit", "paragraph", "problem", "rule"} <= schema["$defs"].keys()
    for definition in schema["$defs"].values():
        assert sorted(definition["required"]) == sorted(definition["properties"])
        assert definition["additionalProperties"] is False
    for name in CLASSES:
        for field, part in schema["$defs"][name]["properties"].items():
            assert part["description"], (name, field)


def test_the_readme_has_ten_examples_that_answer() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    examples = [one for block in blocks for one in re.split(r"(?:^|\n)(?=\$ )", block) if one]
    assert len(examples) >= 10
    for one in examples:
        first, _, answer = one.partition("\n")
        assert first.startswith("$ ddr ")
        assert answer.strip(), first
        assert "ddr: " not in answer.split("\n")[0]


def test_the_readme_links_to_files_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_an_example_is_what_the_command_prints(build: Any) -> None:
    """The examples are run: one that was written by hand does not survive."""
    text = "Before\n```console\n$ ddr --version\nby hand\n```\nafter\n"
    printed = build.examples(text)
    assert "by hand" not in printed
    assert re.fullmatch(r"Before\n```console\n\$ ddr --version\nddr \S+\n```\nafter\n", printed)
