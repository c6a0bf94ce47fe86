"""The words that ddr settles: what a field of a record may say in every timeline."""

from __future__ import annotations

from typing import Literal, get_args

Confidence = Literal["high", "medium", "low"]
Mode = Literal["direct", "translated", "interpreted", "reported", "narrative", "paraphrase"]
NameOrder = Literal["family-first", "given-first"]
PartsOrder = Literal["family-first", "given-first", ""]
SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "collection", "dataset", "document", "entry-encyclopedia",
    "hearing", "interview", "legislation", "manuscript", "motion_picture", "pamphlet",
    "paper-conference", "personal_communication", "post", "post-weblog", "regulation",
    "report", "speech", "thesis", "treaty", "webpage",
]  # fmt: skip

CONFIDENCES: tuple[str, ...] = get_args(Confidence)
MODES: tuple[str, ...] = get_args(Mode)
QUOTED: tuple[str, ...] = ("direct", "translated", "interpreted", "narrative")
"""The modes whose words may stand in quotation marks."""
SOURCE_TYPES: tuple[str, ...] = get_args(SourceType)


def quoted(mode: str, words: str) -> str:
    """Put words in quotation marks where the mode in which they reached us allows it."""
    return f"“{words}”" if mode in QUOTED else words
