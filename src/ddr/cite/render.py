"""Citations of records: one call, one run of pandoc, or none where they are in the cache."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ddr import locators
from ddr.cite import cache
from ddr.cite.csl import Item, Lookup, item, people
from ddr.cite.pandoc import runner
from ddr.cite.pandoc.request import Answer, Cite, Form, Output, Quote, Request
from ddr.cite.russian import is_russian
from ddr.cite.style.adapt import adapt
from ddr.cite.style.finder import Style
from ddr.errors import UsageError
from ddr.frozen import Frozen
from ddr.records import Source


class Cited(Frozen):
    """A source as it is cited.

    source: the source.
    locator: the place in it: "4", "4-5", "para. 4", "p. 12", or words such as "doc. 894".
    label: the CSL label of a bare number.
    prefix: words before the citation: "see also".
    suffix: a remark after it, without brackets or comma; a note prints it in parentheses.
    reported: whose words the source reports: "Choe Son Hui, as reported by" goes before it.
    russian: the remark for a style in Russian, if there is one.
    statement: the id of the statement that is cited by it.
    """

    source: Source
    locator: str = ""
    label: str = "paragraph"
    prefix: str = ""
    suffix: str = ""
    reported: str = ""
    russian: str = ""
    statement: str = ""


class Rendered(Frozen):
    """Formatted citations.

    texts: in the order asked for; the entries of a bibliography in the style's order.
    ids: for a bibliography, the source of each entry.
    form: the form they are in, which is another than asked for where the style lacks that.
    remarks: what a person should be told, a line each.
    """

    texts: tuple[str, ...]
    ids: tuple[str, ...]
    form: Form
    remarks: tuple[str, ...]


def render(
    citations: Sequence[Sequence[Cited]],
    style: Style,
    form: Form = "note",
    output: Output = "text",
    *,
    lookup: Lookup,
    folder: Path | None = None,
) -> Rendered:
    """Format citations in one form; see `render_forms`."""
    forms = (form,)
    return render_forms(citations, style, forms, output, lookup=lookup, folder=folder)[0]


def render_forms(
    citations: Sequence[Sequence[Cited]],
    style: Style,
    forms: Sequence[Form],
    output: Output = "text",
    *,
    lookup: Lookup,
    folder: Path | None = None,
    quotes: tuple[Quote, ...] = (),
) -> list[Rendered]:
    """Format citations, each a cluster of one or more sources, in one run of pandoc.

    forms: ``note``, each citation as a first one; ``short``, each as a later one;
        ``bibliography``, one entry a source; ``in-text``. A style without notes gives its
        in-text form for ``note``, and for ``short`` unless it has a later form; a style of
        notes gives its note for ``in-text``.
    output: the markup of the texts, which are complete lines without a line break at the end;
        in docx the only text is the document, its bytes in hexadecimal digits.
    lookup: returns the person or organization of an id.
    folder: the cache folder; None for no cache.
    quotes: the words before each citation; none, or one each. A bibliography has none.

    Raises `ddr.errors.ToolError` if pandoc is missing or fails, `UsageError` if a bibliography
    is asked of a style that has none.
    """
    made = [asked(citations, style, form, output, lookup=lookup, quotes=quotes) for form in forms]
    if not citations or not made[0][0].items:
        return [Rendered((), (), request.form, ()) for request, _ in made]
    found = _answers([request for request, _ in made], folder)
    return [
        Rendered(*answer, request.form, remarks)
        for answer, (request, remarks) in zip(found, made, strict=True)
    ]


def asked(
    citations: Sequence[Sequence[Cited]],
    style: Style,
    form: Form = "note",
    output: Output = "text",
    *,
    lookup: Lookup,
    quotes: tuple[Quote, ...] = (),
) -> tuple[Request, tuple[str, ...]]:
    """Return what `render` asks of the engine, and what a person should be told of it.

    Raises `UsageError` if a bibliography is asked of a style that has none.
    """
    remarks: list[str] = []
    form = _possible(form, style, remarks)
    sources = {cited.source.id: cited.source for citation in citations for cited in citation}
    listed = form == "bibliography"
    items = _items(sources.values(), style, form, lookup)
    authored = {item["id"] for item in items if "author" in item}
    request = Request(
        style=style.path,
        note=style.note,
        pinpoints=style.pinpoints,
        positions=style.positions,
        full=style.manner.full,
        locale=style.locale,
        form=form,
        output=output,
        items=items,
        small=style.manner.small,
        inside=style.inside,
        citations=()
        if listed
        else tuple(
            tuple(_cite(cited, style, authored, remarks) for cited in citation)
            for citation in citations
        ),
        quotes=() if listed else quotes,
    )
    return request, tuple(dict.fromkeys(remarks))


def _possible(form: Form, style: Style, remarks: list[str]) -> Form:
    if form == "bibliography" and not style.bibliography:
        raise UsageError(f"the style '{style.name}' has no bibliography; choose another style")
    if form == "note" and not style.note:
        remarks.append(f"{style.name} has no notes: this is its form in the text")
    if form == "in-text" and style.note:
        remarks.append(f"{style.name} cites in notes: this is its note")
        return "note"
    if style.note or form == "bibliography" or (form == "short" and style.positions):
        return form
    return "in-text"


def _items(sources: Iterable[Source], style: Style, form: Form, lookup: Lookup) -> tuple[Item, ...]:
    """Return the items, with names written family first whole or in parts.

    A style that spells names out needs them whole; where it prints the surname alone, parts,
    unless two persons share it, whom the whole name tells apart.
    """
    sources = list(sources)
    whole = style.manner.spelled
    if whole and form in ("short", "in-text") and not style.manner.gost:
        named = {(p.family, p.name) for s in sources for p in people(s, lookup)}
        families = [family for family, _ in named]
        whole = len(families) != len(set(families))
    made = tuple(
        adapt(item(s, lookup, whole=whole, locale=style.locale), s, style.manner) for s in sources
    )
    for csl in made:
        if "version" in csl and not style.versions:
            csl["title"] = f"{csl['title']}, version {csl['version']}"
    return made


def _cite(cited: Cited, style: Style, authored: set[str], remarks: list[str]) -> Cite:
    locator = locators.parse(cited.locator, cited.label)
    if locator.label == "paragraph" and cited.source.text and not style.manner.counted:
        remarks.append(
            f"{style.name} counts no paragraphs that bear no numbers: none is printed here"
        )
        locator = locator._replace(label="", value="")
    if style.manner.gost:
        from ddr.cite.style import gost  # what no other style needs

        locator = gost.located(locator, cited.source)
    prefix, remark = cited.prefix, cited.suffix
    if russian := is_russian(style.locale):
        remark = cited.russian or remark
    if cited.reported:
        word = "as reported by" if cited.source.id in authored else "as reported in"
        reported = f"{cited.reported}, {'приводится по:' if russian else word}"
        prefix = f"{prefix} {reported}".lstrip()
    return Cite(cited.source.id, locator, prefix, remark)


def _answers(requests: Sequence[Request], folder: Path | None) -> list[Answer]:
    """Return the answers, from the cache or, for all that are not there, from one run."""
    binary = runner.find()
    identity = runner.identity(binary)
    asked = [cache.fingerprint(request, identity) for request in requests]
    wanted = dict(zip(asked, requests, strict=True))
    kept = {name: cache.read(folder, name) if folder else None for name in wanted}
    if missing := [name for name, answer in kept.items() if answer is None]:
        from ddr.cite.pandoc.engine import answers  # what a cached citation does not need

        made = answers([wanted[name] for name in missing], binary)
        for name, answer in zip(missing, made, strict=True):
            kept[name] = answer
            if folder:
                cache.write(folder, name, answer)
    return [found for name in asked if (found := kept[name])]
