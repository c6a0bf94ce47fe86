"""The help of a command: examples first, then what it does, then its options by what they are for.

``ddr help``, ``--help``, docs/commands.md and the man page are all made of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "events": (
        "ddr events 1950-1953",
        "ddr events --person 김정은 --kind summit",
        "ddr events --topic sanctions --since 2016 --format csv",
    ),
    "said": (
        "ddr said --by Putin --on 2019",
        "ddr said --topic sanctions --side dprk --quotable",
        "ddr said --verify 'there is no alternative to a peaceful resolution'",
    ),
    "show": ("ddr show 1948-10-12-relations", "ddr show 'Kim Jong Un'"),
    "people": ("ddr people 'Russian ambassador' --on 1990", "ddr people --kind organization"),
    "places": ("ddr places Владивосток",),
    "sources": ("ddr sources --held", "ddr sources --language ru --since 2024"),
    "read": ("ddr read kremlin-2019", "ddr read kremlin-2019 --para 4-6"),
    "compare": ("ddr compare 1948-10-12-relations", "ddr compare kremlin-2019:4 kremlin-2019-4a"),
    "search": (
        "ddr search treaty 1961",
        "ddr search 'mutual assistance' --type event",
        "ddr search sanctions -nuclear by:putin",
    ),
    "cite": (
        "ddr cite kremlin-2019-4e",
        "ddr cite kremlin-2019-4e --quote --format pandoc-key",
        "ddr cite kremlin-2019 -l 'para. 4' --style apa --form all",
        "ddr cite kremlin-2019-4e --quote --form attribution",
        "ddr cite kremlin-2019 --output note.docx",
        "ddr cite --dataset",
    ),
    "bib": (
        "ddr bib kremlin-2019 1948-10-12-relations",
        "ddr bib --all --output ddr.bib",
        "ddr bib --from paper.md --format ris",
    ),
    "styles": ("ddr styles", "ddr styles гост"),
    "proof": (
        "ddr proof paper.md",
        "ddr proof paper.docx --comments checked.docx",
        "ddr proof paper.tex --fix",
        "ddr proof thesis.tex --texts folder --also refs.bib",
    ),
    "mcp": ("ddr mcp",),
    "browse": ("ddr browse", "ddr browse 1950-1953", "ddr browse --person 'Kim Jong Un'"),
    "today": ("ddr today", "ddr today --date 10-12 --ahead 0", "ddr today -o days.ics"),
    "timeline": (
        "ddr timeline --since 2018 --kind summit",
        "ddr timeline --group-by person",
        "ddr timeline --by Lavrov --since 2018",
        "ddr timeline --since 2000 --until 2002 --output joint.svg",
    ),
    "chronology": (
        "ddr chronology --since 2000 --output chronology.docx",
        "ddr chronology --kind summit --statements --style mhra --output summits.pdf",
        "ddr chronology --by Matsegora --statements --format markdown",
    ),
    "page": (
        "ddr page --output page.html",
        "ddr page --kind summit --style mhra --style gost --output summits.html",
    ),
    "export": (
        "ddr export --format sqlite --output timeline.db",
        "ddr export --since 2000 --format csv --output tables",
        "ddr export --kind summit --format ics --output summits.ics",
    ),
    "check": ("ddr check", "ddr check --explain orphan"),
    "new": ("ddr new suez --title 'The Suez crisis'",),
    "add": (
        "ddr add source --title 'A speech' --origin russia --text page.html",
        "ddr add event --date 'May 2001' --title 'What happened' --find 'words of a text'",
        "ddr add statement --by Putin --source kremlin-2019 --find 'no alternative'",
    ),
    "edit": ("ddr edit 1948-10-12-relations --set 'note=…'", "ddr edit kremlin-2019"),
    "rename": ("ddr rename 1948-10-relations 1948-10-12-relations",),
    "remove": ("ddr remove 1948-10-relations --dry-run",),
    "undo": ("ddr undo --dry-run",),
    "hold": ("ddr hold frus-1948v06-d894 page.html", "ddr hold ~/texts --yes", "ddr hold --list"),
    "log": ("ddr log", "ddr log 1948-10-12-relations"),
    "changes": (
        "ddr changes",
        "ddr changes --since 2026.11.22 paper.md",
        "ddr changes --format atom",
    ),
    "fmt": ("ddr fmt --diff",),
    "info": ("ddr info", "ddr info --coverage"),
    "open": ("ddr open kremlin-2019-4e",),
    "config": ("ddr config", "ddr config set style apa", "ddr config get style"),
}
"""What to try first with each command."""

_GROUPS: Mapping[str, str] = {
    option: group
    for group, options in {
        "Which": "--since --until --on --person --place --kind --topic --tag --source --confidence "
        "--by --as --about --side --mode --quotable --held --type --all --from --para "
        "--whole --landmarks",
        "How many": "--limit --reverse --count --group-by --topics",
        "Form": "--format --fields --language --output --style --form --locator --quote --copy "
        "--context --template --page --statements --format-in --verbose --comments",
        "Record": "--id --title --name --date --summary --who --speaker --role --exact --says "
        "--url --author --publisher --origin --rights --note",
        "Writing": "--set --erratum --why --dry-run --edit --again --find --text",
        "Always": "--timeline --help",
    }.items()
    for option in options.split()
}
_SHOWN = ("today", "timeline", "chronology", "page", "export")
_OTHERWISE: Mapping[tuple[str, str], str] = {
    **{(name, "--to"): "Which" for name in ("said", *_SHOWN)},
    **{("add", f"--{name}"): "Record" for name in ("type", "kind", "place", "mode", "source")},
    **{("add", f"--{name}"): "Record" for name in ("language", "locator", "tag")},
    ("add", "--from"): "Writing",
    ("today", "--date"): "Which",
    ("today", "--ahead"): "How many",
    ("sources", "--language"): "Which",
    **{("chronology", f"--{name}"): "Form" for name in ("group-by", "title", "author")},
    ("timeline", "--group-by"): "Form",
}
"""Options that are for something else in one command than in the others."""

_ORDER = ("Which", "How many", "Record", "Writing", "Options", "Form", "Always")


def write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """Write the help of a command, which begins with examples and groups its options."""
    command.format_usage(ctx, formatter)
    if lines := EXAMPLES.get(command.name):
        with formatter.section("Examples"):
            formatter.write("".join(f"  {line}\n" for line in lines))
    command.format_help_text(ctx, formatter)
    groups: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record:
            groups.setdefault(group_of(command.name, param), []).append(record)
    for name in ("Arguments", *_ORDER):
        if rows := groups.get(name):
            with formatter.section(name):
                formatter.write_dl(rows)
    command.format_epilog(ctx, formatter)


def group_of(command: str, param: Any) -> str:
    """Return the heading under which a parameter of a command stands."""
    if param.param_type_name == "argument":
        return "Arguments"
    option = next((one for one in param.opts if one.startswith("--")), "")
    return _OTHERWISE.get((command, option)) or _GROUPS.get(option, "Options")
