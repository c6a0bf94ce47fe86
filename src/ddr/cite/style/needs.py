"""What a citation style wants of the data, where CSL itself leaves no choice.

A CSL style prints the variables that it is given. Which variables make it print what the
printed manual asks for was measured, style by style; each field below is one such finding.
"""

from __future__ import annotations

from typing import Literal

from ddr.frozen import Frozen, replace

Dating = Literal["circa", "chicago-notes", "mla", "none"]
Reports = Literal["", "publisher", "document"]
Access = Literal["", "accessed", "retrieved"]
Speech = Literal["publisher", "placed", "occasion", "page", "dated-page", "venue"]


class Manner(Frozen):
    """How records are turned into CSL items for a style.

    spelled: names are printed in full in notes and lists, so that a name written family first
        (Kim Jong Un) is sent whole there; else it is sent in parts for the style to abbreviate.
    speech: the form of a speech: ``publisher``, with its site as publisher; ``placed``, the same
        with its place beside the occasion, since the style prints none; ``occasion``, with
        its kind beside the occasion ("speech, reception, Pyongyang, 1 May 2022") and the site
        after the date; ``page``, a web page with the kind in brackets; ``dated-page``, a web
        page with the day of the speech after the title and its kind at the end; ``venue``, a web
        page with the kind in brackets, and with occasion, place and day as its publisher.
    dating: how a date that the document does not print is sent: ``circa``; ``chicago-notes``,
        in one of two variables, by type; ``mla``, in brackets after the publisher; ``none``,
        because the style would print it as certain.
    supplied: a date that the document does not print stands in brackets if its month is known;
        "ca." is for a year in doubt.
    reports: how a report keeps its day, of which the style prints the year: ``publisher``, with
        the day beside it; ``document``, as a document; else it has the year alone.
    access: the style drops the day of access beside a year in doubt, and these words, before the
        address, bring it back: "accessed 1 May" or "Retrieved 1 May, from".
    authors: authors that the document does not print stand in brackets; else they are left out.
    agency: a news agency counts as an author.
    untitled: a description of ours in place of a title, which records have in square brackets,
        is sent as what it is, since the style prints it without the marks of a title.
    mirror: the place where a copy was read is printed from ``archive``, not from ``source``.
    kinds: the kind of a work is printed, so that the translator of a work without an author
        can be named there; else the style lists it under the translator, as if under an author.
    entries: an article in an encyclopedia is listed; else it is sent as a web page, since the
        style names it in notes alone and its list would have an empty entry.
    shelves: an archival document is printed with archive and shelfmark; else they are sent as
        part of its publisher.
    fonds: the shelfmark of a Russian archive, from fond to leaf, is sent whole, since the style
        would print its parts in another order.
    counted: a paragraph may be cited by a number that we counted.
    small: prepositions are small in titles however long they are.
    raised: words of so many letters and more have a capital in titles in headline case, five in
        Chicago 18 (8.160) and four in APA 7 (6.17); 0 leaves it to the processor.
    full: a first note gives the work in full, so that a copy of it in the same run adds nothing
        to it to tell the two apart.
    gost: items are described as GOST R 7.0.5-2008 has it, by `ddr.cite.style.gost`; a name is
        printed with the family name first and initials in every form, so that one written family
        first is sent whole in every form.
    """

    spelled: bool = False
    speech: Speech = "publisher"
    dating: Dating = "circa"
    supplied: bool = False
    reports: Reports = ""
    access: Access = ""
    authors: bool = True
    agency: bool = True
    untitled: bool = False
    mirror: bool = False
    kinds: bool = False
    entries: bool = True
    shelves: bool = True
    fonds: bool = False
    counted: bool = True
    small: bool = False
    raised: int = 0
    full: bool = False
    gost: bool = False


_CHICAGO = Manner(
    spelled=True,
    speech="occasion",
    reports="publisher",
    access="accessed",
    untitled=True,
    mirror=True,
    kinds=True,
    entries=False,
    fonds=True,
    raised=5,
)
_CHICAGO_SHORT = replace(_CHICAGO, dating="chicago-notes")
_MHRA = Manner(
    spelled=True,
    speech="occasion",
    untitled=True,
    mirror=True,
    kinds=True,
    entries=False,
    small=True,
)
_FAMILIES = {
    "chicago-author-date": _CHICAGO,
    "chicago-notes": replace(_CHICAGO_SHORT, full=True),
    "chicago-shortened-notes": _CHICAGO_SHORT,
    "mhra-notes": replace(_MHRA, full=True),
    "mhra-shortened-notes": _MHRA,
    "apa": Manner(
        speech="page",
        supplied=True,
        reports="document",
        access="retrieved",
        authors=False,
        untitled=True,
        mirror=True,
        raised=4,
    ),
    "modern-language-association": Manner(
        spelled=True,
        speech="dated-page",
        dating="mla",
        authors=False,
        agency=False,
        untitled=True,
        kinds=True,
        small=True,
        counted=False,
    ),
    "harvard-cite-them-right": Manner(speech="venue", dating="none", authors=False, shelves=False),
    "ieee": Manner(speech="placed", dating="none", shelves=False),
    "nlm-citation": Manner(dating="none", kinds=True),
    "gost-r-7-0-5-2008-notes": Manner(spelled=True, full=True, gost=True),
}


def manner_of(style_id: str, *, note: bool, doubts: bool) -> Manner:
    """Return the manner of the independent CSL style `style_id`.

    note: whether the style cites in notes; names are then printed in full.
    doubts: whether the style has a form for an uncertain date.
    """
    for family, manner in _FAMILIES.items():
        if style_id == family or style_id.startswith(family + "-"):
            return replace(manner, small=True, raised=0) if "17th-edition" in style_id else manner
    return Manner(spelled=note, dating="circa" if doubts else "none")
