"""Small timelines of our own: one that would take over the terminal, one with every mode."""

from __future__ import annotations

from pathlib import Path

from tests.shared import write_timeline

MARKUP = "[bold]loud[/bold] [link=https://evil.example/]here[/link] [/] :smile: *b* <b>t</b> `c` |"
"""What Rich, Markdown or HTML would take for markup; it is text and has to stay text."""

TURNED = "\u202eturned\u202c \u2066apart\u2069 \u200fmark\u061c"
"""Characters that turn the writing direction of what follows them."""

ESCAPES = (
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\ "
    "\x9b5mblink \x90dcs\x9c \x07bell \x08\x08back \x7fdel \x02found\x03 \x85next "
    "\x1b[2J\x1b]52;c;b3duZWQ=\x07wiped"
)
"""What a terminal would obey."""

EXACT = f"He said: {MARKUP} and no more."


def hostile(folder: Path) -> Path:
    """Write a timeline whose every text wants to be more than text."""
    text = f"{MARKUP}\n\n{EXACT}\n\nBefore {ESCAPES} {TURNED} {MARKUP} after.\n"
    values = {
        "title": f"Title {MARKUP} {TURNED}",
        "version": f"1 {MARKUP}",
        "source": [
            {
                "id": "evil",
                "type": "speech",
                "title": f"=1+1 {MARKUP} {TURNED}",
                "author": [{"person": "ann"}, {"literal": f"@lit {MARKUP}"}],
                "publisher": f"-pub {MARKUP}",
                "issued": "2000-07",
                "URL": "https://example.org/a_b[bold]*c*:smile:?x=1&y=%1B[31m|z",
                "language": "en",
                "origin": "dprk",
                "note": f"{MARKUP} {TURNED}",
            }
        ],
        "person": [
            {
                "id": "ann",
                "name": f"+Ann {MARKUP}",
                "names": [{"text": f"=Other {MARKUP}", "note": MARKUP}],
                "family": "Ann",
                "given": "B",
                "order": "given-first",
                "country": "other",
                "roles": [{"title": f"Boss {MARKUP}", "from": "1999", "note": MARKUP}],
            }
        ],
        "place": [{"id": "here", "name": f"Here {MARKUP}", "names": [{"text": f"Hic {MARKUP}"}]}],
        "event": [
            {
                "id": "it",
                "date": "2000-07",
                "title": f"=cmd {MARKUP} {TURNED}",
                "kind": "visit",
                "summary": f"{MARKUP} {TURNED}",
                "place": "here",
                "participants": ["ann"],
                "tags": [f"tag {MARKUP}"],
                "evidence": [{"source": "evil", "locator": "2", "exact": EXACT}],
                "accounts": [{"source": "evil", "locator": "1", "says": MARKUP}],
            }
        ],
        "statement": [
            {
                "id": "words",
                "speaker": "ann",
                "role": f"Boss {MARKUP}",
                "date": "2000-07",
                "occasion": "it",
                "mode": "direct",
                "exact": EXACT,
                "source": "evil",
                "locator": "2",
                "about": ["it", "here"],
                "topics": [f"topic {MARKUP}"],
                "note": f"{MARKUP} {TURNED}",
            }
        ],
    }
    return write_timeline(folder, values, {"evil": text})


REPORTED = "the long bridge over the cold river would be open to lorries before winter, she noted"
PARAPHRASE = "The letter asks for four hundred tractors ahead of the spring sowing."
DIRECT = "We shall plant apple orchards on both banks."
INTERPRETED = "Our neighbours carried lanterns through heavy snow."
TRANSLATED = "Every harvest begins with somebody mending fences."
NARRATIVE = "The delegations walked around the grain elevator."


def modes(folder: Path) -> Path:
    """Write a timeline with a statement of every mode, all about one event."""
    spoken = {
        "direct": DIRECT,
        "interpreted": INTERPRETED,
        "translated": TRANSLATED,
        "narrative": NARRATIVE,
        "reported": REPORTED,
    }
    statements = [
        {"mode": mode, "exact": words, "source": "held", "locator": str(number)}
        for number, (mode, words) in enumerate(spoken.items(), 1)
    ]
    statements.append({"mode": "paraphrase", "says": PARAPHRASE, "source": "archive"})
    common = {"speaker": "ann", "date": "1951-03", "about": ["visit"]}
    source = {"type": "document", "issued": "1951-03", "language": "en", "origin": "russia"}
    values = {
        "source": [
            {"id": "held", "title": "Report of the commission"} | source,
            {"id": "archive", "title": "Letter on machines"} | source,
        ],
        "person": [
            {"id": "ann", "name": "Ann Lee", "family": "Lee", "given": "Ann"}
            | {"order": "given-first", "country": "other"}
        ],
        "event": [
            {
                "id": "visit",
                "date": "1951-03",
                "title": "Visit of a commission",
                "kind": "visit",
                "participants": ["ann"],
                "evidence": [
                    {"source": "held", "locator": "4", "exact": NARRATIVE},
                    {"source": "held", "locator": "5", "exact": REPORTED.partition(",")[0]},
                    {"source": "archive", "says": PARAPHRASE},
                ],
            }
        ],
        "statement": [{"id": one["mode"]} | common | one for one in statements],
    }
    return write_timeline(folder, values, {"held": "\n\n".join(spoken.values()) + "\n"})
