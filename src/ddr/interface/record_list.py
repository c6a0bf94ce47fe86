"""Records that answer a question: a sequence, a data frame, a table in a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from ddr import edtf
from ddr.errors import first
from ddr.index.open import Index
from ddr.query.stored import Stored, fetch

if TYPE_CHECKING:
    import pandas as pd

    from ddr.records import Record
    from ddr.views.lists import Listing

R_co = TypeVar("R_co", bound="Record", covariant=True)

_PAGE, _PAGES = 100, 20
"""How many records are read at a time, and how many times as many are kept."""


class Records(Sequence[R_co]):
    """Records in order, read from the index a page at a time, so that many cost little.

    ids: their ids, in order.
    """

    def __init__(
        self, index: Index, ids: Sequence[str], listing: Callable[[Sequence[Stored[Any]]], Listing]
    ) -> None:
        self.ids = list(ids)
        self._index, self._listing = index, listing
        self._pages: dict[int, list[Stored[Any]]] = {}

    @overload
    def __getitem__(self, place: int) -> R_co: ...
    @overload
    def __getitem__(self, place: slice) -> list[R_co]: ...
    def __getitem__(self, place: int | slice) -> R_co | list[R_co]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(f"there are {len(self)} records")
        page, at = divmod(number, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES:
                self._pages.pop(next(iter(self._pages)))
            wanted = self.ids[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = list(fetch(self._index, wanted).values())
        return cast("R_co", self._pages[page][at].record)

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"<{len(self)} records: {first(self.ids, 3)}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the records as ``--format json`` writes them."""
        return [json.loads(one.body) for one in fetch(self._index, self.ids).values()]

    def to_pandas(self) -> pd.DataFrame:
        """Return the columns of ``--format csv`` as a data frame, indexed by id.

        Where records have a date, ``start`` and ``end`` are its first and last day as ISO 8601,
        empty where it is open there. Raises `ImportError` where pandas is not installed.
        """
        import pandas as pd

        listing = self._listing(list(fetch(self._index, self.ids).values()))
        frame = pd.DataFrame([list(row) for row in listing.rows()], columns=list(listing.header))
        if "date" in frame:
            days = [edtf.days(edtf.parse(one)) for one in frame["date"]]
            place = list(frame).index("date") + 1
            frame.insert(place, "start", [start for start, _ in days])
            frame.insert(place + 1, "end", [end for _, end in days])
        return frame.set_index("id")

    def _repr_html_(self) -> str:
        """Return a table for a notebook: the first hundred, and how many there are."""
        listing = self._listing(list(fetch(self._index, self.ids[:_PAGE]).values()))
        head = "".join(f"<th>{escape(name)}</th>" for name in listing.header)
        lines = [
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in listing.rows()
        ]
        more = f"<p>{_PAGE} of {len(self)} records</p>" if len(self) > _PAGE else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{more}"
