"""What ``ddr cite`` prints: from ids, or the data set itself, to citations as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from ddr.cite import clause
from ddr.cite.citations import Cited, collect, lookup_in, of_timelines, quoted
from ddr.cite.csl import Lookup
from ddr.cite.memory import Asked, Printed
from ddr.cite.pandoc.request import (
    ALL,
    FORM_WORDS,
    FORMS,
    KEYS,
    MARKUPS,
    MARKUPS_AND_KEYS,
    RTF,
    Form,
    Output,
    Quote,
)
from ddr.cite.render import Rendered, render_forms
from ddr.cite.style import finder
from ddr.errors import UsageError, choose
from ddr.frozen import Frozen
from ddr.index.open import Index
from ddr.settings import Setting


def answer(
    index: Index,
    asked: Asked,
    preferences: Mapping[str, Setting],
    *,
    labels: bool,
) -> tuple[Printed, list[Path]]:
    """Return what is printed, and the files that it rests on besides the index.

    preferences: style, form, to and language, as `ddr.settings.settings` returns them.
    labels: several forms are for a person to read, not a table for a program.

    Raises `UsageError` for what cannot be asked, `NotFoundError` for ids that are not there,
    `ToolError` where pandoc is missing or fails.
    """
    form = word("--form", preferences["form"], FORM_WORDS)
    to = preferences["to"].value
    if to not in MARKUPS:
        from ddr.cite.export.formats import EXPORTS

        to = word("--format", preferences["to"], (*MARKUPS_AND_KEYS, *EXPORTS))
    language = preferences["language"].value
    lookup = lookup_in(index)
    if form == clause.FORM:
        if to not in ("text", "markdown") or asked.dataset or asked.locator or asked.only:
            raise UsageError("--form attribution gives a clause of ids, as text")
        return Printed(clause.clauses(index, asked.ids, lookup, quote=asked.quote), ()), []
    if to in MARKUPS:
        style = finder.find(preferences["style"].value, language)
        cited, quotes = _cited(index, asked, style.locale, lookup)
        if preferences["form"].origin == "default" and not style.note:
            form = "in-text"
        many = len({one.source.id for one in cited}) > 1 or len(cited) > 1
        desk = _Desk(style, to, lookup)
        if form == ALL:
            printed = desk.every_form(cited, quotes, labels=labels, named=labels and many)
        else:
            printed = desk.one_form(cited, quotes, cast("Form", form))
        return printed, desk.files(preferences["style"].value)
    cited, quotes = _cited(index, asked, language or "en-US", lookup)
    return _pasted(cited, quotes, to, lookup), []


def word(option: str, setting: Setting, known: Sequence[str]) -> str:
    """Return the value of a setting; raises `UsageError` if it is not one of those known."""
    where = "" if setting.origin == "flag" else f" (from the {setting.origin})"
    return choose(option, setting.value, known, where)


def _cited(
    index: Index, asked: Asked, language: str, lookup: Lookup
) -> tuple[list[Cited], tuple[Quote, ...]]:
    if asked.dataset:
        return [Cited(of_timelines(index), asked.locator)], ()
    if not asked.quote:
        return collect(index, asked.ids, lookup, asked.locator, asked.only), ()
    found = quoted(index, asked.ids, language, lookup)
    return [cited for _, cited in found], tuple(quote for quote, _ in found)


class _Desk(Frozen):
    """Where citations are formatted."""

    style: finder.Style
    output: Output
    lookup: Lookup

    def one_form(self, cited: Sequence[Cited], quotes: tuple[Quote, ...], form: Form) -> Printed:
        """Return the citations in a form, as one cluster or list; quotations each by itself."""
        if quotes and form == "bibliography":
            raise UsageError(
                "a quotation goes before a note or a citation in the text: leave out "
                "--quote or --form bibliography"
            )
        clusters = [[one] for one in cited] if quotes else [list(cited)]
        found = self._rendered(clusters, (form,), quotes)[0]
        remarks = (*found.remarks, *_remarks(quotes))
        if self.output == "docx":
            return Printed(found.docx, remarks)
        blank = "\n" if quotes and self.output != "rtf" else ""
        text = blank.join(f"{text}\n" for text in found.texts)
        return Printed(f"{RTF}{text}}}\n" if self.output == "rtf" else text, remarks)

    def every_form(
        self, cited: Sequence[Cited], quotes: tuple[Quote, ...], *, labels: bool, named: bool
    ) -> Printed:
        """Return each form of each thing cited, in lines with labels or as a table."""
        if quotes or self.output in ("docx", "rtf"):
            what = "--quote" if quotes else f"--format {self.output}"
            raise UsageError(f"{what} goes with one form: leave out --form all")
        forms = [form for form in FORMS if self.style.bibliography or form != "bibliography"]
        found = self._rendered([[one] for one in cited], forms, ())
        pairs = list(zip(forms, found, strict=True))
        rows: list[_Row] = [
            (
                one.statement or one.source.id,
                [(form, _of(form, number, one, made)) for form, made in pairs],
            )
            for number, one in enumerate(cited)
        ]
        # What a style lacks is plain to see, so only the remarks of the forms it has are told.
        own = [made.remarks for form, made in pairs if made.form == form]
        remarks = dict.fromkeys(remark for several in own for remark in several)
        text = "".join(_labelled(rows, named=named) if labels else _table(rows))
        return Printed(text, tuple(remarks))

    def files(self, name: str) -> list[Path]:
        """Return the files that the citations rest on: those of the style, and pandoc."""
        from ddr.cite.pandoc import runner

        return [finder.locate(name)[0], self.style.path, runner.find()]

    def _rendered(
        self, clusters: Sequence[Sequence[Cited]], forms: Sequence[Form], quotes: tuple[Quote, ...]
    ) -> list[Rendered]:
        return render_forms(
            clusters,
            self.style,
            forms,
            self.output,
            lookup=self.lookup,
            quotes=quotes,
        )


_Row = tuple[str, list[tuple[Form, str]]]


def _of(form: Form, number: int, cited: Cited, found: Rendered) -> str:
    """Return the text of a thing cited, on one line."""
    at = found.ids.index(cited.source.id) if form == "bibliography" else number
    return " ".join(found.texts[at].split("\n"))


def _labelled(rows: Sequence[_Row], *, named: bool) -> Iterator[str]:
    """Yield each text below its label; what is the same in several forms comes once."""
    for number, (name, texts) in enumerate(rows):
        yield "\n" if number else ""
        yield f"# {name}\n\n" if named else ""
        alike: dict[str, list[str]] = {}
        for form, text in texts:
            alike.setdefault(text, []).append(form)
        yield "\n".join(f"{', '.join(forms)}:\n{text}\n" for text, forms in alike.items())


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    """Yield lines of tab-separated values, with a header."""
    yield "id\tform\ttext\n"
    for name, texts in rows:
        for form, text in texts:
            yield f"{name}\t{form}\t{text}\n"


def _remarks(quotes: Sequence[Quote]) -> Iterator[str]:
    for quote in quotes:
        if quote.told:
            yield (
                f"{quote.label} is a paraphrase, in our words and not the speaker's: "
                "it goes without quotation marks"
            )


def _pasted(cited: Sequence[Cited], quotes: Sequence[Quote], to: str, lookup: Lookup) -> Printed:
    """Return a key to paste, or an export of what is cited."""
    from ddr.cite.export.formats import export, keys

    if to not in KEYS:
        if quotes:
            raise UsageError(f"--format {to} writes sources, not quotations: leave out --quote")
        sources = {one.source.id: one.source for one in cited}.values()
        return Printed(export(sources, to, lookup))
    if not quotes:
        return Printed(f"{keys(cited, to)}\n")
    from ddr.cite.export.by_key import quoted as pasted

    texts = [pasted(quote, keys([one], to), to) for quote, one in zip(quotes, cited, strict=True)]
    return Printed("\n".join(f"{text}\n" for text in texts), tuple(_remarks(quotes)))
