"""Citations by key, to paste into a manuscript for pandoc, LaTeX with biblatex, or Typst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ddr import locators
from ddr.cite.export import csl_yaml, tex
from ddr.cite.pandoc.inlines import clean

if TYPE_CHECKING:
    from ddr.cite.citations import Cited
    from ddr.cite.pandoc.request import Quote

_KEY = re.compile(r"\w+(?:[:.$&+?<>/-]\w+)*")  # as pandoc reads without braces
_TYPST_LINE = re.compile(r"^(\d*)([-+=/.])")  # what begins a list or a heading
_TYPST = re.compile(r"[\\#$*_`<>@\[\]~]|//|/\*|--|\.\.\.")


def pandoc(cited: Sequence[Cited]) -> str:
    """Return ``[@kremlin-2019, para. 4; @mfa-2021]``: citations in pandoc's Markdown."""
    return f"[{'; '.join(map(_pandoc, cited))}]"


def latex(cited: Sequence[Cited]) -> str:
    r"""Return ``\autocite[para.~4]{kremlin-2019}``, and ``\autocites`` for several.

    Bare page numbers are left to biblatex, which prints "p." before them in the language of the
    document; paragraphs and all else are put into words.
    """
    if len(cited) == 1:
        return rf"\autocite{_latex(cited[0])}"
    return rf"\autocites{''.join(map(_latex, cited))}"


def typst(cited: Sequence[Cited]) -> str:
    """Return ``@kremlin-2019[para. 4]``; citations that touch are set as one group."""
    return " ".join(map(_typst, cited))


def quoted(quote: Quote, key: str, to: str) -> str:
    """Return a quotation and its citation by key, in the markup that the key is for.

    key: the citation, as `pandoc`, `latex` or `typst` returns it.
    to: ``pandoc-key``, ``latex-key`` or ``typst-key``.
    """
    escape = {"pandoc-key": _in_markdown, "latex-key": tex.escape, "typst-key": _in_typst}[to]
    lead = f"{escape(clean(quote.lead))} " if quote.lead else ""
    if not quote.block:
        words = escape("".join((quote.marks[0], clean(quote.words), quote.marks[1])))
        return f"{lead}{words} {key}{'.' if quote.ended else ''}"
    words = escape(clean(quote.words) + quote.stop)
    before = f"{lead.strip()}\n\n" if lead else ""
    match to:
        case "pandoc-key":
            return f"{before}> {words} {key}"
        case "latex-key":
            return f"{before}\\begin{{quote}}\n{words} {key}\n\\end{{quote}}"
    return f"{before}#quote(block: true, attribution: [{key}])[{words}]"


def _pandoc(cited: Cited) -> str:
    place, before, after = _words(cited)
    key = cited.source.key
    parts = [
        f"@{key if _KEY.fullmatch(key) else f'{{{key}}}'}",
        *(_in_brackets(part) for part in (place, after) if part),
    ]
    return f"{_in_brackets(before)} {', '.join(parts)}".lstrip()


def _latex(cited: Cited) -> str:
    place, before, after = _words(cited)
    locator = locators.parse(cited.locator, cited.label)
    if locator.label == "page" and not after:
        note = tex.pages(locator.value)
    else:
        note = ", ".join(filter(None, (_tied(place), tex.escape(after))))
    first = f"[{_grouped(tex.escape(before))}]" if before else ""
    second = f"[{_grouped(note)}]" if note or before else ""
    return f"{first}{second}{{{cited.source.key}}}"


def _typst(cited: Cited) -> str:
    place, before, after = _words(cited)
    inner = ", ".join(filter(None, (place, after)))
    supplement = f"[{_TYPST.sub(_backslash, inner)}]" if inner else ""
    return f"{_TYPST.sub(_backslash, before)} @{cited.source.key}{supplement}".lstrip()


def _words(cited: Cited) -> tuple[str, str, str]:
    """Return the place in words, and what goes before and after it."""
    place = locators.in_words(locators.parse(cited.locator, cited.label))
    before = cited.prefix
    if cited.reported:
        by = "by" if cited.source.author else "in"
        before = f"{before} {cited.reported}, as reported {by}".lstrip()
    return clean(place), clean(before), clean(cited.suffix)


def _in_brackets(text: str) -> str:
    marked = csl_yaml.markdown(f"x {text}").removeprefix("x ")  # it does not begin a paragraph
    return re.sub(r"(?<!\\)([;\[\]])", r"\\\1", marked)


def _in_markdown(text: str) -> str:
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", csl_yaml.markdown(text))


def _in_typst(text: str) -> str:
    return _TYPST_LINE.sub(r"\1\\\2", _TYPST.sub(_backslash, text))


def _tied(place: str) -> str:
    """Return a place with a tie between its label and its number, and dashes in its range."""
    label, blank, value = place.partition(" ")
    if not blank or not value[:1].isdigit():
        return tex.escape(place)
    return f"{tex.escape(label)}~{tex.pages(value)}"


def _grouped(text: str) -> str:
    return f"{{{text}}}" if "]" in text or "[" in text else text


def _backslash(found: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in found[0])
