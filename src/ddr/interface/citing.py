"""Citations as a library gives them: as text, with what there is to say of them in notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ddr.errors import UsageError, choose
from ddr.index.open import Index
from ddr.interface.notices import notify
from ddr.settings import settings


def cited(
    index: Index,
    ids: Sequence[str],
    locator: str,
    source: Sequence[str],
    flags: Mapping[str, str],
    *,
    dataset: bool,
    quote: bool,
) -> str:
    """Return a citation as ``ddr cite`` prints it; raises what `ddr.Timeline.cite` does."""
    from ddr.cite.command import answer
    from ddr.cite.memory import Asked, check

    asked = Asked(tuple(ids), locator, tuple(source), dataset, quote)
    check(asked)
    preferences = settings(flags)
    if preferences["to"].value == "docx":
        raise UsageError("to='docx' is a file: use 'ddr cite --output'")
    printed, _ = answer(index, asked, preferences, labels=False)
    for remark in printed.remarks:
        notify(remark)
    return str(printed.content).rstrip("\n")


def listed(index: Index, ids: Sequence[str], to: str, flags: Mapping[str, str]) -> str:
    """Return a list of sources as ``ddr bib`` writes it; all of them where no id is given."""
    from ddr.cite.export.formats import EXPORTS
    from ddr.cite.pandoc.request import MARKUPS
    from ddr.cite.source_list import wanted, written

    if to == "docx":
        raise UsageError("to='docx' is a file: use 'ddr bib --output'")
    choose("to", to, (*EXPORTS, *MARKUPS))
    content, remarks = written(index, wanted(index, ids or None), to, settings(flags))
    for remark in remarks:
        notify(remark)
    return str(content)
