"""Citations of records: one call, one run of pandoc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ddr import locators
from ddr.cite.citations import Cited
from ddr.cite.csl import Item, Lookup, is_russian, item, people
from ddr.cite.pandoc import runner
from ddr.cite.pandoc.inlines import ASIDE
from ddr.cite.pandoc.request import Answer, Cite, Form, Output, Quote, Request
from ddr.cite.style.adapt import adapt
from ddr.cite.style.finder import Style
from ddr.display import primary
from ddr.errors import UsageError
from ddr.frozen import Frozen
from ddr.names import full
from ddr.records import Source


class Rendered(Frozen):
    """Formatted citations.

    texts: in the order asked for; the entries of a bibliography in the style's order.
    ids: for a bibliography, the source of each entry.
    form: the form they are in, which is another than asked for where the style lacks that.
    remarks: what a person should be told, a line each.
    docx: in docx, the document instead of texts.
    """

    texts: tuple[str, ...]
    ids: tuple[str, ...]
    form: Form
    remarks: tuple[str, ...]
    docx: bytes = b""


def render(
    citations: Sequence[Sequence[Cited]],
    style: Style,
    form: Form = "note",
    output: Output = "text",
    *,
    lookup: Lookup,
) -> Rendered:
    """Format citations in one form; see `render_forms`."""
    forms = (form,)
    return render_forms(citations, style, forms, output, lookup=lookup)[0]


def render_forms(
    citations: Sequence[Sequence[Cited]],
    style: Style,
    forms: Sequence[Form],
    output: Output = "text",
    *,
    lookup: Lookup,
    quotes: tuple[Quote, ...] = (),
) -> list[Rendered]:
    """Format citations, each a cluster of one or more sources, in one run of pandoc.

    forms: ``note``, each citation as a first one; ``short``, each as a later one;
        ``bibliography``, one entry a source; ``in-text``. A style without notes gives its
        in-text form for ``note``, and for ``short`` unless it has a later form; a style of
        notes gives its note for ``in-text``.
    output: the markup of the texts, which are complete lines without a line break at the end.
    lookup: returns the person or organization of an id.
    quotes: the words before each citation; none, or one each. A bibliography has none.

    Raises `ddr.errors.ToolError` if pandoc is missing or fails, `UsageError` if a bibliography
    is asked of a style that has none.
    """
    made = [asked(citations, style, form, output, lookup=lookup, quotes=quotes) for form in forms]
    if not citations or not made[0][0].items:
        return [Rendered((), (), request.form, ()) for request, _ in made]
    from ddr.cite.pandoc.engine import answers  # what no export and no question needs

    found = answers([request for request, _ in made], runner.find())
    return [
        Rendered(
            answer.texts,
            answer.ids,
            request.form,
            (*remarks, *_left_out(request, answer, style)),
            answer.docx,
        )
        for answer, (request, remarks) in zip(found, made, strict=True)
    ]


def _left_out(request: Request, answer: Answer, style: Style) -> Iterator[str]:
    """Yield what to say of works that a style does not list, as some are cited in notes alone."""
    if request.form != "bibliography" or answer.docx:
        return
    kinds = {item["id"]: item["type"] for item in request.items if item["id"] not in answer.ids}
    for name, kind in kinds.items():
        yield (
            f"{style.name} leaves '{name}' out of a bibliography: a source of type {kind} "
            "without an address, an archive or a publisher is cited in notes alone"
        )


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
    form, remarks = _possible(form, style)
    sources = {cited.source.id: cited.source for citation in citations for cited in citation}
    listed = form == "bibliography"
    items = _items(sources.values(), style, form, lookup)
    authored = {item["id"] for item in items if "author" in item}
    if listed and style.manner.spelled and primary(style.locale) == "en":
        items = tuple(_paired(csl) for csl in items)
    cites: list[tuple[Cite, ...]] = []
    for citation in () if listed else citations:
        pairs = [_cite(cited, style, authored) for cited in citation]
        cites.append(tuple(cite for cite, _ in pairs))
        remarks += [remark for _, remark in pairs if remark]
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
        citations=tuple(cites),
        quotes=() if listed else quotes,
    )
    return request, tuple(dict.fromkeys(remarks))


def _possible(form: Form, style: Style) -> tuple[Form, list[str]]:
    """Return the form that a style has for the one asked for, and what to say of that."""
    if form == "bibliography" and not style.bibliography:
        raise UsageError(f"the style '{style.name}' has no bibliography; choose another style")
    if form == "in-text" and style.note:
        return "note", [f"{style.name} cites in notes: this is its note"]
    same = style.note or form == "bibliography" or (form == "short" and style.positions)
    remark = f"{style.name} has no notes: this is its form in the text"
    return form if same else "in-text", [remark] if form == "note" and not style.note else []


def fitted_items(sources: Iterable[Source], style: Style, lookup: Lookup) -> tuple[Item, ...]:
    """Return the items that a bibliography of a style is formatted from."""
    return _items(sources, style, "bibliography", lookup)


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
        adapt(item(s, lookup, whole=whole, locale=style.locale), s, style.manner, form)
        for s in sources
    )
    _told_apart(made, dated=style.manner.fonds and style.note)
    for csl in made:
        if "version" in csl and not style.versions:
            csl["title"] = f"{csl['title']}, version {csl['version']}"
    return made


def _paired(csl: Item) -> Item:
    """Join two authors of whom the first is not inverted: no comma parts them.

    The comma before "and" belongs to the inversion ("Smith, John, and Jane Doe"), which a
    body and a name written family first do not have ("Shen Zhihua and Xia Yafeng").
    """
    match csl.get("author"):
        case [{"literal": first}, second]:
            return {**csl, "author": [{"literal": f"{first} and {full(second)}"}]}
        case _:
            return csl


def _told_apart(items: Sequence[Item], *, dated: bool) -> None:
    """Leave works of an author whole whose short titles would be the same, such as diaries.

    dated: the style tells them apart by their dates.
    """
    alike: dict[tuple[str, str], list[Item]] = {}
    for csl in items:
        if short := csl.get("title-short"):
            alike.setdefault((repr(csl.get("author")), short), []).append(csl)
    for group in alike.values():
        dates = {repr(csl.get("issued", csl.get("status"))) for csl in group}
        apart = dated and len(dates) == len(group)
        for csl in group if len({csl["title"] for csl in group}) > 1 and not apart else ():
            csl["title-short"] = csl["title"].partition(ASIDE)[0]


def _cite(cited: Cited, style: Style, authored: set[str]) -> tuple[Cite, str]:
    """Return a source as it is cited, and what a person should be told, or ""."""
    told = ""
    locator = locators.parse(cited.locator, cited.label)
    if locator.label == "paragraph" and cited.source.text and not style.manner.counted:
        told = f"{style.name} counts no paragraphs that bear no numbers: none is printed here"
        locator = locator._replace(label="", value="")
    if style.manner.gost:
        from ddr.cite.style import gost  # what no other style needs

        locator = gost.located(locator, cited.source)
    prefix, remark = cited.prefix, cited.suffix
    # In a style in Russian, too, a source in another language is remarked on in English.
    russian = is_russian(style.locale) and primary(cited.source.language) in ("", "ru")
    if russian:
        remark = cited.russian or remark
    if cited.reported:
        word = "as reported by" if cited.source.id in authored else "as reported in"
        reported = f"{cited.reported}, {'приводится по:' if russian else word}"
        prefix = f"{prefix} {reported}".lstrip()
    return Cite(cited.source.id, locator, prefix, remark), told
