"""Whose side a person, a body or a source is on: the DPRK's, the USSR's and Russia's, or neither.

The records say it: a source by its ``origin``, everybody else by ``country``; a person without one
by the states and bodies of which the offices held were (``roles.of``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from ddr.vocabulary import Origin

SIDES: tuple[str, ...] = get_args(Origin)

_COUNTRIES = {"": "", "russia": "russia", "ussr": "russia", "dprk": "dprk"}


def side_of(record: Any, records: Mapping[str, Any]) -> str:
    """Return one of `SIDES`, or ``""`` where the records do not say, or say both.

    records: the bodies that offices may be of, by id.
    """
    if origin := getattr(record, "origin", ""):
        return str(origin)
    country = getattr(record, "country", "")
    if country:
        return _COUNTRIES.get(country, "third-party")
    served = {_served(role.of, records) for role in getattr(record, "roles", ())} - {""}
    return served.pop() if len(served) == 1 else ""


def _served(of: str, records: Mapping[str, Any]) -> str:
    """Return the side of what an office belongs to: a body's id, or a country's word."""
    country = getattr(records[of], "country", "") if of in records else of
    return _COUNTRIES.get(country, "third-party")
