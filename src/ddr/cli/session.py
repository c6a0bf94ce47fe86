"""What every command shares: the options, the open index, and where output goes."""

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from ddr import display
from ddr.cli.progress import PatientIndex
from ddr.errors import DdrError, Exit, UsageError, choose
from ddr.index.open import Index
from ddr.views.lists import FORMATS, Listing, clean

if TYPE_CHECKING:
    from ddr.query.nearby import Question
    from ddr.query.text.dated import Dated

_LONGEST = 900
"""Characters of a notice; a longer one, such as a long name not found, is cut in the middle."""


class Session:
    """One run of one command: its timelines, its index, its output.

    shown_in: the language of what is shown, "" for the one preferred; None where there is none.
    """

    def __init__(
        self, ctx: typer.Context, timeline: Sequence[str] | None, shown_in: str | None = None
    ) -> None:
        """Raise `UsageError` for an option that was given without a value."""
        for name, value in ctx.params.items():
            source = ctx.get_parameter_source(name) if value == "" else None
            if source and source.name == "COMMANDLINE":
                option = next(one.opts[0] for one in ctx.command.params if one.name == name)
                raise UsageError(f"{option} is empty: give it a value, or leave it out")
        self._on_close = ctx.call_on_close
        self._fields = str(ctx.params.get("fields") or "")
        self.named = [*(ctx.obj or ()), *(timeline or ())]
        self.today = date.today()  # noqa: DTZ011 (the user's own day)
        self._index: Index | None = None
        self.language = None if shown_in is None else shown_in or _preferred()
        display.show_in("")

    @property
    def index(self) -> Index:
        """The index of the timelines in use, opened on first use."""
        if self._index is None:
            from ddr.corpus.locate import timelines
            from ddr.files import cache_folder, copies_path

            self._index = PatientIndex(
                timelines(self.named), cache_folder(), self.notify, copies_path()
            )
            self._on_close(self._index.close)
            if self.language is not None:
                display.show_in(self.language, self._index.meta("language"))
        return self._index

    def asked(self, words: Sequence[str] | None, *dates: str) -> "Dated":
        """Return the words of the command line.

        Unless `dates` were given, a date among them is one, and that is told. Raises `UsageError`
        for a word that is the path of a file.
        """
        from ddr.query.text.dated import told

        text = joined(words)
        if os.sep in text and os.path.exists(text):  # noqa: PTH110 (costs less)
            raise UsageError(f"'{text}' is a file or a folder: write --timeline {text}")
        return told(text, self.notify, *dates)

    @staticmethod
    def notify(message: str) -> None:
        """Say something that is not the answer, in one line on standard error."""
        line = clean(message)
        if len(line) > _LONGEST:
            line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 3 :]}"
        with contextlib.suppress(AttributeError, OSError, ValueError):  # None where it is closed
            sys.stderr.write(f"{_wrapped(f'ddr: {line}')}\n")
            sys.stderr.flush()

    @staticmethod
    def refuse(error: DdrError) -> None:
        """Tell an error, and under it what may be meant, a line each."""
        Session.notify(str(error))
        with contextlib.suppress(AttributeError, OSError, ValueError):
            choices = (_wrapped(f"  {clean(one)}", "    ") for one in error.choices)
            sys.stderr.writelines(f"{choice}\n" for choice in choices)
            sys.stderr.flush()

    @staticmethod
    def on_terminal() -> bool:
        """Return whether a person reads the answer."""
        return sys.stdout.isatty()

    def chosen(self, given: str, known: Sequence[str] = FORMATS, piped: str = "tsv") -> str:
        """Return the format asked for, or the one that suits where the answer goes."""
        if not given:
            return known[0] if self.on_terminal() and not self._fields else piped
        if self._fields and given in ("table", "text", "toml"):
            raise UsageError(f"--fields chooses columns: leave out --format {given}, or write tsv")
        if given not in known:
            from ddr.cli.hints import other_command

            if hint := other_command(given):
                raise UsageError(f"--format '{given}' is not known here{hint}")
        return choose("--format", given, known)

    def labels(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what a person calls each of these records."""
        from ddr.query.stored import labels

        return labels(self.index, ids)

    def list(self, listing: Listing, form: str, nothing: str = "") -> None:
        """Write a list; end with that exit code where it is empty and `nothing` says so."""
        if self._fields:
            from ddr.views.columns import Chosen

            listing = Chosen(listing, self._fields)
        listing.write(form, sys.stdout)
        if nothing and not listing.entries:
            self.nothing(nothing)

    def count(self, number: int, nothing: str) -> None:
        """Print a number, for a person as for a script.

        End with that exit code where it is 0 and `nothing` says so.
        """
        sys.stdout.write(f"{number}\n")
        if nothing and not number:
            self.nothing(nothing)

    def none(self, question: "Question", what: str) -> None:
        """Say that a question found nothing, and what is near; end with that exit code."""
        from ddr.query.nearby import nearby

        hint = nearby(self.index, question, self.today)
        self.nothing(f"{what}; {hint}" if hint else what)

    def nothing(self, what: str) -> None:
        """Say that nothing was found, and end with that exit code."""
        self.notify(what)
        raise typer.Exit(Exit.NOTHING)


def _wrapped(line: str, indent: str = "  ") -> str:
    """Break a line between words where a person reads it; one for a program stays whole."""
    if not sys.stderr.isatty():
        return line
    from textwrap import fill

    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isascii() and columns.isdigit() else 0
    width = width or os.get_terminal_size(sys.stderr.fileno()).columns or 80
    return fill(
        line,
        max(width, 20),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _preferred() -> str:
    """Return the language that the user prefers; the file is read only where it tells one."""
    if tag := os.environ.get("DDR_LANGUAGE"):
        return tag
    from ddr.files import config_path

    try:
        if b"language" not in config_path(os.environ).read_bytes():
            return ""
    except OSError:
        return ""
    from ddr.settings import settings

    return settings()["language"].value


def joined(words: Sequence[str] | None) -> str:
    """Return the words of the command line as one text."""
    return " ".join(words or ())


def as_json(values: Mapping[str, Any]) -> str:
    """Return an object as JSON on one line."""
    import json

    from ddr.views.lists import printable

    return printable(json.dumps(values, ensure_ascii=False))
