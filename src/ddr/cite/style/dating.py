"""Dates as the manuals ask for them where a style's file does not print them so.

Each function changes a CSL-JSON item in place.
"""

from __future__ import annotations

from typing import Any

from ddr.cite.csl import Item, american, mla
from ddr.cite.pandoc.request import Form
from ddr.cite.style.needs import Manner
from ddr.records import Source

BEFORE_LINK = "ddr-before-link"
"""Key of an item for words to be printed before its address: in a note, and in a list of works."""

SUPPLIED = "ddr-supplied"
"""Key of an item whose date is known at least to the month, but not printed in the document."""

_IN_PERIODICALS = ("article-newspaper", "article-magazine", "post-weblog")
_BRACKETED_BY_MLA = (
    "article-journal", "book", "chapter", "motion_picture", "paper-conference", "thesis"
)  # fmt: skip
# Types whose date Chicago's note style prints in parentheses or with the volume.
_DATED_APART = frozenset({
    "article-journal", "article-magazine", "article-newspaper", "bill", "book", "chapter",
    "entry-encyclopedia", "hearing", "interview", "legislation", "pamphlet", "paper-conference",
    "post-weblog", "regulation", "report", "thesis", "treaty",
})  # fmt: skip


def fit(csl: Item, source: Source, manner: Manner, form: Form) -> None:
    """Keep the day of a report, and say of a date what the document does not print of it."""
    date = csl.get("issued", {})
    if csl["type"] == "report" and _is_of_a_day(date):
        _report(csl, manner)
    if "circa" in csl.get("issued", {}):
        _doubtful(csl, source, manner, form)


def _is_of_a_day(date: dict[str, Any]) -> bool:
    """Return whether one month or day is known, not a year or a span alone."""
    parts = date.get("date-parts", ())
    return len(parts) == 1 and len(parts[0]) > 1


def _report(csl: Item, manner: Manner) -> None:
    """Print the day of a report or record of a meeting, of which styles print the year alone."""
    if manner.reports == "document":
        if "collection-title" not in csl:  # which a document would print after its number
            csl["type"] = "document"
    elif manner.reports == "publisher":
        day = american(csl["issued"])
        if manner.dating == "chicago-notes":
            csl["status"] = f"[{day}?]" if "circa" in csl.pop("issued") else day
        else:
            day = day.rpartition(",")[0] or day.rpartition(" ")[0]
            csl["publisher"] = ", ".join(filter(None, (csl.get("publisher", ""), day)))


def _doubtful(csl: Item, source: Source, manner: Manner, form: Form) -> None:
    """Send an uncertain date of publication in the variable that the style prints as uncertain."""
    supplied = _is_of_a_day(csl["issued"]) and not set("?~%") & set(source.issued)
    if manner.dating == "none":
        del csl["issued"]
    elif manner.dating == "mla" and csl["type"] not in _BRACKETED_BY_MLA:
        day = f"[{mla(csl.pop('issued'))}?]"
        csl["publisher"] = ", ".join(filter(None, (csl.get("publisher", ""), day)))
        if csl["type"] in _IN_PERIODICALS:
            csl["type"] = "webpage"  # an article would not print a publisher
        if supplied:
            csl.pop("accessed", None)
    elif manner.dating == "chicago-notes" and csl["type"] == "speech":
        key = "event-place" if "event-place" in csl else "event-title"
        if form != "bibliography" and key in csl:
            csl[key] += ","  # which "circa" takes with it
    elif manner.dating == "chicago-notes" and csl["type"] not in _DATED_APART:
        # "Circa" would take the comma before the date's neighbour with it.
        csl["status"] = f"[{american(csl.pop('issued'))}?]"
    elif manner.supplied and supplied:
        csl[SUPPLIED] = True
    if {"issued", "status"} & csl.keys() and not supplied:
        _access(csl, manner)


def _access(csl: Item, manner: Manner) -> None:
    if "accessed" not in csl or "URL" not in csl or "DOI" in csl:
        return
    day = american(csl["accessed"])
    if manner.access == "accessed":
        csl[BEFORE_LINK] = [f"accessed {day},", f"Accessed {day}."]
    elif manner.access == "retrieved":
        csl[BEFORE_LINK] = ["", f"Retrieved {day}, from"]
