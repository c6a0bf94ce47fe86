"""Write what is generated: the references, the JSON Schema, the examples of the README.

Run ``python docs/build.py`` after a change to a command, a record or the data; a test fails until
then.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any, get_type_hints

from manpage import manpage
from pictures import FOLDER as PICTURES
from pictures import screen, timeline
from terminal import run

from ddr.cite.style.catalogue import StyleEntry
from ddr.cli.app import COMMANDS, command
from ddr.cli.history import Writes
from ddr.corpus.declarations import of_head
from ddr.corpus.json_schema import record_schema, schema_text
from ddr.corpus.locate import builtin
from ddr.corpus.rules import RULES
from ddr.manuscript.findings import ProofFinding
from ddr.query.compare_tellings import KINDS as TELLINGS
from ddr.query.edition_changes import CHANGES as BECAME
from ddr.query.reading import Paragraph
from ddr.records import CLASSES
from ddr.views.compare import CHANGES, WORDINGS
from ddr.views.compare import HEADER as TELLING
from ddr.views.edition_changes import COUNTS as EDITION
from ddr.views.edition_changes import Changes
from ddr.views.rows import Anniversaries, Hits
from ddr.views.statements import COUNTED, MORE, Verifications

FOLDER = Path(__file__).parent
README = FOLDER.parent / "README.md"
SCHEMA = FOLDER.parent / "data" / "timeline.schema.json"
CHECK_RULES = FOLDER / "check-rules.md"
WIDTH = 88
_TABLE = "<!-- written by docs/build.py from here on -->"


def reference() -> str:
    """Return the command reference in Markdown, from the help of each command."""
    group = command()
    lines = ["# Commands", "", "Generated from the commands by `docs/build.py`.", ""]
    lines += ["```text", _help(group, "ddr"), "```", ""]
    for heading, names in COMMANDS.items():
        lines += [f"## {heading}", ""]
        for name in names:
            lines += [f"### ddr {name}", "", "```text"]
            lines += [_help(group.get_command(None, name), f"ddr {name}"), "```", ""]
    return "\n".join(lines)


def _help(item: Any, path: str) -> str:
    context = item.make_context(
        path,
        [],
        resilient_parsing=True,
        max_content_width=WIDTH,
        help_option_names=["--help", "-h"],
    )
    context.terminal_width = WIDTH
    return str(item.get_help(context))


def check_rules() -> str:
    """Return the page on what `ddr check` demands, from the registry of its rules."""
    head = CHECK_RULES.read_text("utf-8").partition(_TABLE)[0]
    lines = [f"{head}{_TABLE}", "", "| code | severity | demands | `--fix` |", "|---|---|---|---|"]
    for rule in sorted(RULES, key=lambda rule: rule.code):
        says = rule.explanation.replace("|", "\\|")
        lines.append(f"| `{rule.code}` | {rule.severity} | {says} | {rule.mends} |")
    return "\n".join([*lines, ""])


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what ``--format json`` prints."""
    definitions: dict[str, Any] = {}
    for name, cls in CLASSES.items():
        definitions[name] = record_schema(cls, definitions, at="#/$defs", printed=True)
    definitions["hit"] = _strings(Hits.header)
    definitions["verification"] = _strings(tuple(Verifications([], lambda _: {}).header))
    said = definitions["statement"]
    definitions["statement-among-others"] = said | {
        "description": "A statement with its group and what stands around its words.",
        "properties": {name: {"type": "string"} for name in MORE} | said["properties"],
        "required": [*MORE, *said["required"]],
    }
    definitions["count"] = _strings(COUNTED)
    definitions["count"]["properties"]["number"] = {"type": "integer", "minimum": 0}
    definitions["change"] = _strings(tuple(Changes.header))
    definitions["change"]["properties"]["change"]["enum"] = list(BECAME)
    definitions["edition"] = _strings(EDITION)
    for name in EDITION[1:]:
        definitions["edition"]["properties"][name] = {"type": "integer", "minimum": 0}
    definitions["anniversary"] = _strings(Anniversaries.header)
    definitions["anniversary"]["properties"]["years"] = {"type": "integer", "minimum": 0}
    definitions["telling"] = _strings(TELLING)
    definitions["telling"]["properties"]["kind"]["enum"] = list(TELLINGS)
    definitions["wording"] = _strings(WORDINGS)
    definitions["wording"]["properties"]["change"]["enum"] = list(CHANGES)
    definitions["paragraph"] = {
        "type": "object",
        "properties": {
            "source": {"type": "string"},
            "number": {"type": "integer", "minimum": 1},
            "text": {"type": "string"},
            "statements": {"type": "array", "items": {"type": "string"}},
            "copy": {"type": "string"},
        },
        "required": list(Paragraph.__slots__),
        "additionalProperties": False,
    }
    written = _strings(Writes.header)
    written["properties"]["records"] = {"type": "array", "items": {"type": "string"}}
    definitions["written"] = written
    problem = _strings(("file", "record", "code", "severity", "message"))
    problem["properties"]["line"] = {"type": "integer", "minimum": 0}
    problem["required"].insert(1, "line")
    definitions["problem"] = problem
    definitions["style"] = _typed(get_type_hints(StyleEntry))
    definitions["finding"] = _typed(get_type_hints(ProofFinding))
    rule = _strings(("code", "severity", "explanation", "fix"))
    rule["properties"]["allowable"] = {"type": "boolean"}
    rule["required"].append("allowable")
    definitions["rule"] = rule
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What ddr prints as JSON: arrays of these objects",
        "$defs": definitions,
    }


def _strings(names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": list(names),
        "additionalProperties": False,
    }


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object whose fields have these types."""
    types = {int: "integer", bool: "boolean", tuple[str, ...]: "array"}
    properties = {
        name: {"type": types.get(of, "string")}
        | ({"items": {"type": "string"}} if types.get(of) == "array" else {})
        for name, of in fields.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def examples(text: str) -> str:
    """Return a Markdown text with the present output of every ``$ ddr …`` in its blocks."""
    with tempfile.TemporaryDirectory() as cache:
        _output(["ddr", "events", "--limit", "1"], cache)  # builds the index, which is told

        def executed(block: re.Match[str]) -> str:
            commands = [line for line in block[0].splitlines() if line.startswith("$ ddr ")]
            return "".join(f"{line}\n{_output(shlex.split(line[2:]), cache)}" for line in commands)

        return re.sub(r"(?<=```console\n).*?(?=```\n)", executed, text, flags=re.DOTALL)


def _output(words: list[str], cache: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("DDR_")}
    env |= {"COLUMNS": "80", "TERM": "dumb", "DDR_CACHE": cache}
    _, written = run([sys.executable, "-m", "ddr", *words[1:]], env=env)
    return "".join(f"{line.rstrip()}\n" for line in written.rstrip().splitlines())


def files() -> dict[Path, str]:
    """Return every generated file and what it should hold."""
    return {
        FOLDER / "commands.md": reference(),
        FOLDER / "ddr.1": manpage(),
        FOLDER / "json-schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n",
        CHECK_RULES: check_rules(),
        SCHEMA: schema_text(of_head(builtin(), builtin().read_bytes())),
        PICTURES / "timeline.svg": timeline(),
        PICTURES / "browse.svg": screen(),
        README: examples(README.read_text("utf-8")),
    }


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content, "utf-8")
