"""A timeline beside the one of the five texts: a text full of marks, texts not held, an event."""

from __future__ import annotations

import hashlib
from pathlib import Path

ODD = (
    "He said: “We call it ‘the peoples’ treaty’, and it isn’t new.” They’d agreed on 1,000 tons.",
    'The note of "12 May" [the date is unclear] speaks of 50% of R&D #1, of $5 and of ~10_000 units.',
    "Он сказал: «Мы не согласны с „новой“ линией» — и ушёл… Никто не возразил.",
    "조선과 로씨야는 “친선의 력사”를 가지고 있다. 두 나라 인민들의 뜻은 하나이다.",
    "It is not so. It was never so. The ministers – all of them – did not sign; nor did anyone else.",
    "The ministers’ answer (a well-known one) was: no. *Emphasis* and `code` {set} <so> a\\b x^2 c/d.",
    "원수님께서는 《로동신문》 기자에게 《〈친선〉이라는 말은 우리의 말이다.》라고 하시였다. 그것은 ‘력사’라고 하였다.",
    "声明说：双方将继续发展友好合作关系。外相は「我々は協定を支持する。」と述べた。",
)
"""The paragraphs of the held text ``odd-2001``."""

TOML = """
schema = 1
version = "2026.01.01"
title = "Texts for manuscripts"

[[source]]
id = "odd-2001"
type = "webpage"
title = "A Text of Many Marks"
issued = "2001"
origin = "third-party"
text = "odd.txt"
sha256 = "{sha256}"
rights = "written for the tests"

[[source]]
id = "unheld-2002"
formerly = ["unheld-2001"]
type = "webpage"
title = "A text that is not held"
issued = "2002"
origin = "third-party"

[[event]]
id = "2001-05-12-note"
date = "2001-05-12"
title = "A note"
kind = "other"
evidence = [
  {{ source = "odd-2001", locator = "5", exact = "It is not so." }},
  {{ source = "unheld-2002", says = "Speaks of it." }},
]

[[event]]
id = "2001-05-13-reply"
date = "2001-05-13"
title = "A reply"
kind = "other"
evidence = [
  {{ source = "odd-2001", locator = "1-2", exact = "They'd agreed on 1,000 tons." }},
]
"""


def write(folder: Path) -> Path:
    """Write the timeline and its text into a folder; return the timeline."""
    folder.mkdir(parents=True, exist_ok=True)
    content = "\n\n".join(ODD).encode() + b"\n"
    (folder / "odd.txt").write_bytes(content)
    path = folder / "timeline.toml"
    path.write_text(TOML.format(sha256=hashlib.sha256(content).hexdigest()), "utf-8")
    return path
