"""The tags and types of RIS, for those who write it and those who read it."""

from __future__ import annotations

WRITTEN = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO", "chapter": "CHAP", "dataset": "DATA",
    "entry-encyclopedia": "ENCYC", "hearing": "HEAR", "legislation": "STAT",
    "manuscript": "MANSCPT", "motion_picture": "MPCT", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "personal_communication": "PCOMM", "post-weblog": "BLOG",
    "regulation": "STAT", "report": "RPRT", "speech": "SLIDE", "thesis": "THES", "treaty": "STAT",
}  # fmt: skip
"""The type of reference of a CSL type."""

TYPES = {
    **{ris: csl for csl, ris in WRITTEN.items() if csl not in {"regulation", "treaty"}},
    "EBOOK": "book", "EDBOOK": "book", "ECHAP": "chapter", "EJOUR": "article-journal",
    "CONF": "paper-conference", "ELEC": "webpage", "ICOMM": "post", "UNPB": "manuscript",
    "LEGAL": "legislation", "GOVDOC": "report", "GEN": "document", "VIDEO": "motion_picture",
}  # fmt: skip
"""The CSL type of a type of reference."""

TAGS = {
    "VL": "volume", "IS": "issue", "SE": "section", "M3": "genre", "PB": "publisher",
    "T3": "collection-title", "DO": "DOI", "UR": "URL", "LA": "language", "DP": "source",
    "OP": "references", "ET": "version",
}  # fmt: skip
"""The CSL variables that have a tag of their own."""

READ = {
    **{tag: name for tag, name in TAGS.items() if tag != "ET"},
    "TI": "title", "T1": "title", "CT": "title", "ST": "title-short", "T2": "container-title",
    "JO": "container-title", "JF": "container-title", "BT": "container-title", "SN": "ISBN",
    "CY": "publisher-place", "PP": "publisher-place", "N1": "note", "M1": "number",
    "DB": "archive", "TT": "title-short", "AN": "archive_location", "AV": "archive_location",
}  # fmt: skip
"""The variables that tags are read into, those of other programs among them."""

SAID_AGAIN = {"TT": "Translated title: ", "M1": "Number: "}
"""How a note begins that says what stands in a tag which Zotero does not read."""
