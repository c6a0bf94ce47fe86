"""The settled words of a timeline: what a field of a record may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

Confidence = Literal["high", "medium", "low"]
Country = Literal["russia", "ussr", "dprk", "rok", "china", "usa", "un", "other", ""]
Kind = Literal[
    "treaty", "declaration", "agreement", "summit", "visit", "talks", "recognition",
    "reception", "aid", "sanctions", "war", "rupture", "appointment", "death",
    "culture", "other",
]  # fmt: skip
Mode = Literal["direct", "translated", "interpreted", "reported", "narrative", "paraphrase"]
NameOrder = Literal["family-first", "given-first"]
PartsOrder = Literal["family-first", "given-first", ""]
Origin = Literal["russia", "dprk", "third-party"]
SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "collection", "dataset", "document", "entry-encyclopedia",
    "hearing", "interview", "legislation", "manuscript", "motion_picture", "pamphlet",
    "paper-conference", "personal_communication", "post", "post-weblog", "regulation",
    "report", "speech", "thesis", "treaty", "webpage",
]  # fmt: skip

CONFIDENCES: tuple[str, ...] = get_args(Confidence)
KINDS: tuple[str, ...] = get_args(Kind)
MODES: tuple[str, ...] = get_args(Mode)
QUOTED: tuple[str, ...] = ("direct", "translated", "interpreted", "narrative")
"""The modes whose words may stand in quotation marks."""
ORIGINS: tuple[str, ...] = get_args(Origin)
SOURCE_TYPES: tuple[str, ...] = get_args(SourceType)


SIDES: tuple[str, ...] = get_args(Origin)

_COUNTRIES = {"": "", "russia": "russia", "ussr": "russia", "dprk": "dprk"}


def side_of(record: Any, records: Mapping[str, Any]) -> str:
    """Return one of `SIDES`, or ``""`` where the records do not say, or say both.

    records: the organizations that offices may be of, by id.
    """
    if origin := getattr(record, "origin", ""):
        return str(origin)
    country = getattr(record, "country", "")
    if country:
        return _COUNTRIES.get(country, "third-party")
    served = {_served(role.of, records) for role in getattr(record, "roles", ())} - {""}
    return served.pop() if len(served) == 1 else ""


def _served(of: str, records: Mapping[str, Any]) -> str:
    """Return the side of what an office belongs to: an organization's id, or a country's word."""
    country = getattr(records[of], "country", "") if of in records else of
    return _COUNTRIES.get(country, "third-party")
