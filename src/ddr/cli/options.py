"""The options that commands share, and how a command declares its own: ``--limit -n N``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from ddr.cli import complete

Many = list[str] | None
"""What an option holds that may be repeated, and an argument of several words."""


def option(spelled: str, says: str, offers: Callable[..., Any] | None = None, **more: Any) -> Any:
    """Return an option of Typer.

    spelled: its names and what stands for its value, ``--limit -n N``; a parameter's own name does
        without.
    says: what the help says of it.
    offers: what completes its value.
    """
    words = spelled.split(" ")
    names = [word for word in words if word.startswith("-")]
    value = " ".join(words[len(names) :]) or None
    return typer.Option(*names, metavar=value, autocompletion=offers, help=says, **more)


def argument(value: str, says: str, offers: Callable[..., Any] | None = None) -> Any:
    """Return an argument of Typer: what stands for it, what the help says, what completes it."""
    return typer.Argument(metavar=value, autocompletion=offers, help=says, show_default=False)


def bounded(number: int) -> int:
    """Return a number that the index can count to."""
    return min(number, sys.maxsize)


def format_option(offers: Callable[..., Any], what: str) -> Any:
    """Return the option ``--format`` of a command, with what completes it and what it says."""
    return option("--format -f FORMAT", what, offers)


def style_option(what: str) -> Any:
    """Return the option ``--style`` of a command, with what it says of it."""
    return option("--style -s STYLE", what, complete.STYLE)


def language_option(what: str) -> Any:
    """Return the option ``--language`` of a command, with what it says of it."""
    return option("--language TAG", what, complete.LANGUAGE)


Output = Annotated[str, option("--output -o FILE", "Write to a file, in what its suffix says.")]
Timeline = Annotated[
    Many,
    option(
        "--timeline PATH",
        "A timeline to use instead of the built-in one; 'builtin' names that. Repeatable.",
    ),
]
Format = Annotated[
    str,
    format_option(
        complete.settled("ddr.views.lists", "FORMATS"),
        "table (on a terminal), tsv (in a pipe), json, jsonl, csv or markdown.",
    ),
]
Fields = Annotated[
    str,
    option(
        "--fields A,B,…",
        "Only these, in this order: date,title,id; start and end are days of a date.",
        complete.FIELDS,
    ),
]
Count = Annotated[bool, option("--count", "Only tell how many.")]
Since = Annotated[
    str, option("DATE", "On or after: 2000, 2000-07, 'July 2000', 'last year'.", complete.DATE)
]
Until = Annotated[str, option("DATE", "On or before.", complete.DATE)]
On = Annotated[str, option("DATE", "On a date, or on a day of any year: 10-12.", complete.DATE)]
OfSource = Annotated[Many, option("--source ID", "Attested by this source.", complete.SOURCE)]
Confidence = Annotated[Many, option("LEVEL", "high, medium or low.", complete.CONFIDENCE)]
Limit = Annotated[int, option("--limit -n N", "At most N; 0: all.", min=0, callback=bounded)]
Person = Annotated[Many, option("NAME", "Took part: any form of the name.", complete.PARTY)]
Place = Annotated[Many, option("NAME", "At this place or inside it.", complete.PLACE)]
Kind = Annotated[Many, option("KIND", "treaty, summit, visit, …", complete.KIND)]
Reverse = Annotated[bool, option("--reverse -r", "The latest first.")]
Language = Annotated[
    str, language_option("Titles, names and dates in this language where there are any: ru, ko.")
]
Landmarks = Annotated[
    bool, option("--landmarks", "Only what the curator calls a landmark, or of one.")
]
Whole = Annotated[bool, option("--whole", "Without events that are parts of others listed.")]
Words = Annotated[
    Many,
    typer.Argument(
        help='Words that must all occur; "a phrase", OR, -without, begin* and field:value too.',
        show_default=False,
    ),
]
