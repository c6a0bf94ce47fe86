"""The data set itself, as something to be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ddr.errors import UsageError
from ddr.records import Source

if TYPE_CHECKING:
    from ddr.index.open import Index

_FIRST_YEAR = 1000  # what is counted below it is no year: version 1.2.3
_NAMES = ("ddr-timeline", "ddr-timeline-data")
"""Keys to cite it by: the name it is distributed under, unless a record has taken that."""


class DataSet(Source):
    """A timeline.

    version: of its data.
    """

    version: str = ""


def of_index(index: Index) -> DataSet:
    """Return the timelines in use as one data set: title, version, and the day of the version.

    Nothing is known of a timeline but what stands at its head, so author, publisher and address
    are left out, and so is the date if the version is no day. Raises `UsageError` for a timeline
    without a title.
    """
    title, version = index.meta("title"), index.meta("version")
    if not title:
        raise UsageError("this timeline has no title to cite it by: give it one at its head")
    taken = index.rows("SELECT id FROM record WHERE id IN (?, ?)", _NAMES)
    free = [name for name in _NAMES if (name,) not in taken]
    return DataSet(
        id=(free or [f"{_NAMES[0]}-as-a-whole"])[0],
        type="dataset",
        title=title,
        version=version,
        issued=_day(version),
        origin="third-party",
    )


def _day(version: str) -> str:
    """Return the day that a version is named by, as EDTF, or ""."""
    from datetime import date

    try:
        year, month, day = map(int, version.replace("-", ".").split("."))
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else ""
    except ValueError:
        return ""
