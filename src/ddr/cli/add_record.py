"""What ``ddr add`` does with what it is given."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typer

from ddr.cli.asking import Interview, say
from ddr.cli.progress import busy, track
from ddr.cli.session import Session
from ddr.cli.writing import tell
from ddr.corpus.problems import InvalidTimelineError, shown
from ddr.corpus.shapes import shape
from ddr.curation import changes, layout
from ddr.curation.composing import compose, demand, evidence, field, refuse_repetition, typed, when
from ddr.curation.document import Document
from ddr.curation.imports.bibliography import sources
from ddr.curation.imports.drafts import Draft
from ddr.curation.imports.given_records import FORMATS, New, form_in, incoming
from ddr.curation.imports.spreadsheet import Row, blame, record, rows
from ddr.curation.intake import HeldText
from ddr.curation.known import Known
from ddr.curation.layout import scan
from ddr.curation.transaction import Written, write
from ddr.errors import DataError, DdrError, UsageError, a, counted
from ddr.records import CLASSES
from ddr.views.lists import clean

_HINT = "#: "


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say: of the record itself, of the words that attest it, and --set."""

    own: Mapping[str, Any]
    words: Mapping[str, str]
    pairs: Sequence[str]


class Desk:
    """Adds records to the last of the timelines in use."""

    def __init__(
        self, session: Session, paths: Sequence[Path], *, why: str, dry: bool, again: bool
    ) -> None:
        self.session = session
        self.paths = paths
        self.path = paths[-1]
        self.known = Known(paths)
        self.why, self.dry, self.again = why, dry, again
        self.after = Document("")  # the timeline as it was last to be written

    def values(self, kind: str, given: Given, find: str) -> dict[str, Any]:
        """Turn options into the values of a record of a kind."""
        fields = shape(CLASSES[kind])
        values: dict[str, Any] = {}
        for key, value in given.own.items():
            key = "issued" if (kind, key) == ("source", "date") else key  # noqa: PLW2901
            if value:
                known = field(kind, fields, key)
                dated = known.form.startswith("edtf")
                values[known.key] = when(value, self.session.today) if dated else value
        words = dict(given.words)
        if find:
            words |= self._found(words, find)
        if kind == "statement":
            values |= {key: value for key, value in words.items() if value}
        elif kind == "event" and words["source"]:
            values["evidence"] = [evidence(**words)]
        elif kind == "event" and (words["exact"] or words["says"]):
            raise UsageError("say which source attests it: --source ID")
        elif any(words.values()):
            extra = next(key for key, value in words.items() if value)
            field(kind, fields, extra)
            values[extra] = words[extra]
        return values | typed(kind, given.pairs, self.session.today, values)

    def _found(self, words: Mapping[str, str], find: str) -> dict[str, str]:
        from ddr.corpus.load import check
        from ddr.curation.find_passage import find as look
        from ddr.curation.find_passage import held_texts
        from ddr.files import copies_path

        corpus = check(self.paths, copies=copies_path())
        texts = held_texts(corpus.texts, [words["source"]] if words["source"] else [])
        passage = look(texts, find, locator=words["locator"])
        found = {"source": passage.source, "locator": passage.locator}
        return found if words["exact"] or words["says"] else found | {"exact": passage.exact}

    def ask(self, kind: str, values: dict[str, Any], text: str) -> None:
        """Ask for what is missing, and add the record; what was typed is told where that fails."""
        form = Interview(self.known, self.session.today, self._composed)
        try:
            form.fill(kind, values)
            self.add(kind, values, text, form.before, ask=form.answered)
        except (DdrError, typer.Abort, KeyboardInterrupt):
            shared = [word for name in self.session.named for word in ("--timeline", name)]
            own = [*(("--text", text) if text else ()), *(("--why", self.why) if self.why else ())]
            flags = {"--again": self.again, "--dry-run": self.dry}
            say(form.commands(shared, [*own, *(flag for flag, on in flags.items() if on)]))
            raise

    def add(
        self,
        kind: str,
        values: Mapping[str, Any],
        text: str,
        before: Sequence[New] = (),
        *,
        ask: bool = False,
    ) -> None:
        """Add one record, with the text that it holds and the records that come `before` it."""
        taken = None
        if text:
            if kind != "source":
                raise UsageError("--text goes with a source: its text is held")
            taken = HeldText.read(Path(text))
            values = taken.fill(values)
        made = self._composed(kind, values)
        if taken:
            made = taken.named(self.path, made)
            for line in taken.cleaning:
                self.session.notify(f"{text}: {line}")
        whole = [*before, (kind, made)]
        self._show(whole)
        if ask and not typer.confirm("Write this?", default=True, err=True):
            raise UsageError("nothing was written")
        texts = taken.files if taken else {}
        again = not values.get("id") and not taken and not before
        self._write(whole, again=again, texts=texts)

    def add_all(self, text: str, kind: str, form: str, name: str) -> None:
        """Add every record that a text brings, all or none; `name` is that of its file."""
        form = form or form_in(text)
        if form == "csv":
            self._add_rows(text, kind, name)
            return
        made: list[New] = []
        for table, values in incoming(text, kind, form):
            whole = self._composed(table, values)
            self.known.expect(table, whole, _block(table, whole))
            made.append((table, whole))
        self._write(made, show=True)

    def _add_rows(self, text: str, kind: str, name: str) -> None:
        """Add the records of a table, all or none, and list every row that cannot be one."""
        with busy("Reading", text.count("\n")):
            found = rows(text, kind, name, self.session.today)
        others = {str(row.values["id"]) for row in found if "id" in row.values}
        made: list[New] = []
        given: dict[str, Row] = {}
        for row in track(found, "Comparing"):
            if values := record(self.known, row, others, twins=self.again):
                place = f"{name}:{row.line}"
                self.known.expect(row.table, values, _block(row.table, values), place)
                made.append((row.table, values))
                given[values["id"]] = row
        self._refuse(found, name)
        try:
            self._write(made, show=True)
        except InvalidTimelineError as error:
            if blame(given, error.problems, self.after.text):
                self._refuse(found, name)
            raise

    def _refuse(self, found: Sequence[Row], name: str) -> None:
        """Raise `DataError` where a row is wrong; where several are, each has been told."""
        lines = [f"{name}:{row.line}: {'; '.join(row.wrong)}" for row in found if row.wrong]
        if len(lines) == 1:
            raise DataError(f"{lines[0]}; nothing was written")
        for line in lines:
            self.session.notify(line)
        if lines:
            what = f"{len(lines)} of {counted(len(found), 'row')} cannot be imported"
            raise DataError(f"{name}: {what}, so nothing was written: correct them first")

    def add_bibliography(
        self, drafts: Sequence[Draft], outside: Sequence[str], origin: str
    ) -> None:
        """Add the sources of a bibliography, and list whatever of it is not kept."""
        if not origin:
            sides = ", ".join(self.known.terms.sides) or "third-party"
            raise UsageError(f"--origin is missing: the side that published these ({sides})")
        made, told = sources(self.known, track(drafts, "Comparing"), origin)
        for line in [*outside, *told]:
            self.session.notify(line)
        if not made:
            self.session.nothing("no source is new")
        found: list[New] = [
            ("source", compose(self.known, "source", values)) for values in track(made, "Composing")
        ]
        self._write(found, show=True)
        self.session.notify(f"{len(made)} of {counted(len(drafts), 'entry', 'entries')} imported")

    def edit(self, kind: str, values: Mapping[str, Any], text: str) -> None:
        """Let the user fill a record in, in their editor."""
        from ddr.cli.edit import edit_until_valid

        if text:
            raise UsageError("--text and --edit do not go together: use 'ddr edit' afterwards")

        def save(typed_in: str) -> None:
            kept = "".join(
                line for line in typed_in.splitlines(keepends=True) if not line.startswith(_HINT)
            )
            block = changes.one_block(kept)
            if scan(block.body).left:
                self.session.notify("comments are not kept in a new record: add them by 'ddr edit'")
            self._write([(block.table, self._composed(block.table, block.values()))])

        form = form_to_fill(self.known, kind, compose(self.known, kind, values))
        edit_until_valid(form, save, fresh=True)

    def _composed(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return a whole record that is not there yet."""
        made = compose(self.known, table, values)
        demand(self.known, table, made)
        refuse_repetition(self.known, table, made, twins=self.again)
        return made

    @staticmethod
    def _show(made: Sequence[New]) -> None:
        for number, (table, values) in enumerate(made):
            lines = _block(table, values).removesuffix("\n").split("\n")
            sys.stdout.write("\n" if number else "")
            sys.stdout.writelines(f"{clean(line)}\n" for line in lines)
        sys.stdout.flush()

    def _write(
        self,
        made: Sequence[New],
        *,
        again: bool = False,
        show: bool = False,
        texts: Mapping[Path, bytes] = MappingProxyType({}),
    ) -> Written:
        """Write records, and their texts; `again`: an id that was proposed may be proposed anew."""

        def change(document: Document) -> Document:
            self.after = changes.add(document, made, again=again)
            return self.after

        with busy("Checking and writing", len(made)):
            written = write(
                self.path, change, command="add", why=self.why, among=self.paths, dry=self.dry,
                texts=texts,
            )  # fmt: skip
        if show:
            self._show(made)
        names = [record for _, record in self.after.asked or ()]
        place = shown(self.path) if self.dry else written.place(names[0])
        what = f"'{names[0]}'" if len(names) == 1 else f"{len(names)} records"
        tell(written, dry=self.dry, done=[f"{what} added at {place}"])
        return written


def _block(table: str, values: Mapping[str, Any]) -> str:
    try:
        return layout.block(table, values)
    except KeyError as error:
        raise UsageError(f"{a(table)} has no field {error}") from None


def form_of(name: str) -> str:
    """Return the format that a file name tells, or ``""``."""
    suffix = Path(name).suffix.removeprefix(".").lower()
    known = {"ndjson": "jsonl", "bib": "bibtex", "bibtex": "bibtex", "ris": "ris"}
    return known.get(suffix, suffix if suffix in FORMATS else "")


def form_to_fill(known: Known, kind: str, values: Mapping[str, Any]) -> str:
    """Return a record with its known values, every other field and what it may hold."""
    lines = [f"{_HINT}Fill in what is known; what stays empty is left out.", f"[[{kind}]]"]
    for key, one in shape(CLASSES[kind]).items():
        if values.get(key):
            lines += _block(kind, {key: values[key]}).removesuffix("\n").split("\n")[1:]
            continue
        told = "required" if one.required else ""
        if hint := " ".join(filter(None, [told, ", ".join(filter(None, known.choices(one)))])):
            lines.append(f"{_HINT}{key}: {hint}")
        empty = "[]" if one.many else "false" if one.flag else '""'
        lines.append(f"{key} = {empty}")
    return "\n".join(lines) + "\n"
