"""The questions of ``ddr add`` on a terminal: what is missing is asked, what is typed is kept."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import typer

from ddr.cli.session import Session
from ddr.corpus.shapes import Field, check_id, shape
from ddr.curation import layout
from ddr.curation.composing import compose, missing, typed
from ddr.curation.imports.given_records import New
from ddr.curation.known import Known
from ddr.errors import UsageError, did_you_mean
from ddr.records import CLASSES, Statement
from ddr.settings import accessible
from ddr.views.lists import clean
from ddr.views.statements import MODES

_EXAMPLES = {
    "date": "1948-10-12, 1948-10 or 'July 2000'",
    "title": "neutral, in your own words; of a source, as printed",
    "name": "as it is to be printed",
    "speaker": "an id or a name: see 'ddr people'",
    "source": "an id: see 'ddr sources'",
}

Compose = Callable[[str, Mapping[str, Any]], dict[str, Any]]
"""A function that makes the whole record of a kind from values, or raises `UsageError`."""


class _DeclinedError(UsageError):
    """A record is not there, and is not to be added."""


class Interview:
    """A record that answers fill in, and those that it names and that come before it.

    before: the records that were answered in full on the way, to be written with it.
    answered: whether anything was typed.
    """

    def __init__(self, known: Known, today: date, whole: Compose) -> None:
        self.before: list[New] = []
        self.answered = False
        self._known, self._today, self._whole = known, today, whole
        self._open: list[New] = []

    def fill(self, kind: str, values: dict[str, Any]) -> None:
        """Ask for what values of a kind lack, and put it there.

        Raises `UsageError` for a name among the values that means nothing, or several.
        """
        self._open.append((kind, values))
        fields = shape(CLASSES[kind])
        for key, one in fields.items():
            given = values.get(key)
            if one.refers and isinstance(given, list):
                values[key] = [self._there(str(name), one) for name in given]
            elif one.refers and given:
                try:
                    values[key] = self._there(str(given), one)
                except _DeclinedError:
                    values |= self._answer(kind, one)
        wanted = missing(self._known, kind, compose(self._known, kind, values), but="id")
        pieces = [one for one in values.get("evidence", ()) if isinstance(one, dict)]
        bare = kind == "event" and not any(one.get("says") or one.get("exact") for one in pieces)
        if (wanted or bare) and kind == "event" and not values.get("kind"):
            wanted.append(fields["kind"])
        for one in wanted:
            values |= self._answer(kind, one)
        if bare:
            source = shape(Statement)["source"]
            piece = next(iter(pieces), {})
            if piece.get("source"):
                piece["source"] = self._there(piece["source"], source)
            else:
                piece = self._answer("statement", source)
            values["evidence"] = [piece]
            piece["says"] = self._asked("says", "what it attests, in your own words", piece)

    def _answer(self, kind: str, one: Field) -> dict[str, Any]:
        """Ask for a field until it can be what was answered."""
        settled = self._known.choices(one)
        hint = ", ".join(filter(None, settled)) or _EXAMPLES.get(one.key, "")
        question = f"{one.key} ({hint})" if hint else one.key
        words = settled or self._known.ids(one.refers)
        default = "other" if "other" in settled else None
        if one.key == "mode":
            for mode, meaning in MODES.items():
                typer.echo(f"  {mode}: {meaning}", err=True)
        numbered = settled if settled and accessible() else ()
        for number, word in enumerate(numbered, 1):
            typer.echo(f"  {number}: {word}", err=True)
        question = f"{one.key} (a number or a word)" if numbered else question
        while True:
            answer = self._asked(one.key, question, self._open[-1][1], words, default)
            if answer.isdecimal() and 1 <= int(answer) <= len(numbered):
                answer = numbered[int(answer) - 1]
            try:
                found = typed(kind, [f"{one.key}={answer}"], self._today)
                value = str(found[one.key])
                found[one.key] = self._there(value, one) if one.refers else value
            except UsageError as error:
                if not isinstance(error, _DeclinedError):
                    Session.refuse(error)
                continue
            if not settled or value in settled:
                return found
            Session.notify(f"'{value}' is not one of these{did_you_mean(value, settled)}")

    def _asked(
        self,
        key: str,
        question: str,
        values: dict[str, Any],
        words: Sequence[str] = (),
        default: str | None = None,
    ) -> str:
        """Return one answer; half a one, at which Ctrl-C is pressed, goes into the values."""
        try:
            with completing(words):
                answer = str(typer.prompt(question, default=default, err=True))
        except (typer.Abort, KeyboardInterrupt):
            if half := _half():
                values[key] = half
                self.answered = True
            raise
        self.answered = True
        return answer

    def _there(self, name: str, one: Field) -> str:
        """Return the id that a name means; where nobody has it, offer to add who or what it is.

        Raises `UsageError` for a name that several have, or that is not to be added.
        """
        found = self._known.resolve(name, one.refers)
        known = self._known.ids(one.refers)
        if found in known:
            return found
        what = f"there is no {' or '.join(one.refers)} '{name}'{did_you_mean(name, known)}"
        Session.notify(what)
        with completing(known):
            default = "n" if did_you_mean(name, known) else "y"
            said = typer.prompt("Add it first? (y, n or another name)", default=default, err=True)
        if said.lower() in {"n", "no"}:
            raise _DeclinedError(what)
        if said.lower() not in {"y", "yes"}:
            return self._there(said, one)
        depth, table = len(self._open), one.refers[0] if len(one.refers) == 1 else ""
        while table not in one.refers:
            table = self._asked("", f"as which ({', '.join(one.refers)})", {}, one.refers)
        naming = "title" if "title" in shape(CLASSES[table]) else "name"
        values = {naming if check_id(name) else "id": name}
        try:
            self.fill(table, values)
            record = self._whole(table, values)
        except UsageError:
            del self._open[depth:]
            raise
        self._known.expect(table, record, layout.block(table, record))
        self.before.append((table, record))
        del self._open[depth:]
        return str(record["id"])

    def commands(self, shared: Sequence[str], own: Sequence[str]) -> list[str]:
        """Return what to type to go on; options `shared` by all commands, and the last one's `own`.

        Nothing where nothing was answered.
        """
        if not self.answered:
            return []
        told = [
            ["ddr", "add", table, *_options(table, values), *shared]
            for table, values in [*self.before, *reversed(self._open)]
        ]
        return [*map(shlex.join, told[:-1]), shlex.join([*told[-1], *own])]


def _options(table: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the options that give a record its values again."""
    for key, one in shape(CLASSES[table]).items():
        if value := values.get(key):
            yield "--set"
            yield f"{key}={_toml(value) if one.many else str(value).lower() if one.flag else value}"


def _toml(value: Any) -> str:
    """Return a value as TOML has it on one line."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_toml(one)}' for key, one in value.items())} }}"
    return f"[{', '.join(map(_toml, value))}]" if isinstance(value, list) else layout.literal(value)


def _half() -> str:
    """Return the line that was being typed."""
    with suppress(ImportError):
        import readline

        return readline.get_line_buffer().strip()
    return ""


def say(lines: Sequence[str]) -> None:
    """Print commands to go on with, on standard error."""
    if lines:
        Session.notify("what was typed, to go on with:")
        sys.stderr.writelines(f"  {clean(line)}\n" for line in lines)


@contextmanager
def completing(words: Sequence[str]) -> Iterator[None]:
    """Complete words while a line is read from a terminal, where Python has a readline."""
    try:
        import readline
    except ImportError:
        yield
        return

    def offer(typed: str, number: int) -> str | None:
        found = [word for word in words if word.startswith(typed)]
        return found[number] if number < len(found) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer_delims("")
    readline.set_completer(offer)
    edited = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if edited else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
