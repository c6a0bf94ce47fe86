"""The fields of a list that are asked for by name, in the order in which they are named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from ddr.errors import UsageError, did_you_mean
from ddr.views.lists import Listing

DAYS = ("start", "end")
"""The first and the last day that a date may mean: what charts and spreadsheets can sort by."""


class Chosen(Listing):
    """A list with some of its fields: columns of its tables, or keys of its JSON.

    listing: the whole list.
    names: the fields, parted by commas.

    Raises `UsageError` for a field that the list has not.
    """

    def __init__(self, listing: Listing, names: str) -> None:
        super().__init__(listing.entries)
        self.listing = listing
        self.header = tuple(name.strip() for name in names.split(",") if name.strip())
        first = next(iter(listing.bodies()), None) if listing.entries else None
        self._keys = () if first is None else tuple(json.loads(first))
        known = dict.fromkeys([*listing.header, *self._keys])
        if "date" in known:
            known |= dict.fromkeys(DAYS)
        if not self.header:
            raise UsageError(f"--fields: name some of {', '.join(known)}")
        for name in self.header if first is not None else ():
            if name not in known:
                hint = did_you_mean(name, known) or f": one of {', '.join(known)}"
                raise UsageError(f"--fields: there is no field '{name[:40]}' here{hint}")

    def bodies(self) -> Iterator[str]:
        for body, row in zip(self.listing.bodies(), self._cells(set(self._keys)), strict=True):
            values = {**row, **json.loads(body)}
            chosen = {name: _value(values, name) for name in self.header}
            yield json.dumps(chosen, ensure_ascii=False)

    def rows(self) -> Iterator[list[str]]:
        others = [name for name in self.header if name not in self.listing.header]
        bodies: Iterable[str] = self.listing.bodies() if others else chain.from_iterable([])
        parsed = (json.loads(body) for body in bodies)
        for row in self._cells(set()):
            values = {**(next(parsed) if others else {}), **row}
            yield [_cell(_value(values, name)) for name in self.header]

    def _cells(self, known: set[str]) -> Iterator[Mapping[str, str]]:
        """Yield the cells of each row by name; none where all fields are known already."""
        if self.header and set(self.header) <= known | set(DAYS):
            yield from ({} for _ in self.listing.bodies())
        else:
            header = self.listing.header
            yield from (dict(zip(header, row, strict=True)) for row in self.listing.rows())


def _value(values: Mapping[str, Any], name: str) -> Any:
    if name not in DAYS or name in values:
        return values[name]
    from ddr import edtf

    if not values.get("date"):
        return ""
    return edtf.days(edtf.parse(values["date"]))[DAYS.index(name)]


def _cell(value: Any) -> str:
    """Return a value of JSON as a cell; several are parted by semicolons."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return "; ".join(_cell(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(_cell(one) for one in value.values() if one)
    return json.dumps(value)
