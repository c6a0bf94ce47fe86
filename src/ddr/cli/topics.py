"""What ``ddr help TOPIC`` tells: matters of all commands, each on less than a screen."""

from __future__ import annotations

from collections.abc import Mapping

from ddr.errors import Exit

_EXITS = {
    Exit.OK: "found, done, or nothing wrong",
    Exit.NOTHING: "nothing found, or a check found something",
    Exit.USAGE: "the command was not understood",
    Exit.DATA: "a timeline or a held text is invalid or cannot be read",
    Exit.TOOL: "a program that is needed, such as pandoc, is missing or failed",
    Exit.INTERRUPTED: "interrupted",
}

TOPICS: Mapping[str, tuple[str, str]] = {
    "dates": (
        "How dates are written, and what they mean",
        """\
A date may be a year, a month, a day or a span, in figures or in words, in English, Russian or
Korean. All of these are understood by --since, --until, --on and --date:

  1950                          1950s                    c. 1950
  2000-07                       July 2000                2000-07-19
  19 July 2000                  12.10.1948               12 октября 1948
  22-24 October 1956            1950-1953                1948년 10월 12일
  today, yesterday              last year                10-12 (--on: of any year)

--since takes the first day that a date may mean, --until the last. A record whose own date is
wide, such as "by October 1948", is found wherever it may belong.

A bare year among the words of events, said and search is a date, and that is told:

  ddr events 1950-1953
  ddr said Putin 2019

In files and in JSON dates are EDTF (ISO 8601-2, level 1): 1948-10, 1950-11/1953-07, 1984?, ../2022.
""",
    ),
    "search": (
        "What may stand among the words of a search",
        """\
All words must occur, in any order. Inflections of English and Russian are found.

  treaty friendship             both words
  "mutual assistance"           these words in this order (in the shell: '"mutual assistance"')
  treaty OR declaration         either
  treaty -nuclear               without that word
  treat*                        words that begin so
  year:1961  year:1961-1965     of these years
  by:putin  by:"Kim Jong Un"    said by
  source:kremlin-2019           in this source
  mode:direct                   how the words reached us: 'ddr help modes'
  topic:sanctions               on this topic
  type:event                    event, statement, paragraph or source
  -mode:reported                without these

The same words filter 'ddr events' and 'ddr said'. --exact finds words only as they are typed.

  ddr search '"mutual assistance"' year:1961-2024
  ddr search sanctions -nuclear by:putin
""",
    ),
    "formats": (
        "Forms of output: --format and --fields",
        """\
On a terminal a list is laid out for a reader, and a long one goes through a pager. Into a pipe or
a file it is complete, in tab-separated values. --format (-f) asks for another form:

  table      as on a terminal, into a pipe too
  tsv, csv   a header and a row for each record; CSV as RFC 4180 has it
  json       an array of whole records, as docs/json-schema.json describes
  jsonl      a whole record on each line
  markdown   a table to paste

--fields chooses columns or keys, and their order; 'start' and 'end' are the first and the last
day that a date may mean.

  ddr events --fields start,title,kind --format csv
  ddr said --by Putin --format jsonl

cite, bib and chronology write documents: text, markdown, html, latex, rtf, typst, org, docx and
more; the suffix of --output tells which. A pager: DDR_PAGER, PAGER, else less; --no-pager: none.
NO_COLOR, COLUMNS and TERM=dumb are honoured.
""",
    ),
    "modes": (
        "How the words of a statement reached us",
        """\
direct        the speaker's own words, in the language of the source
translated    own words, in a translation whose maker is not named
interpreted   spoken in another language, and printed as the interpreter said it
reported      what a source reports in indirect speech: not the speaker's words
narrative     what a source says in its own voice
paraphrase    in our words; the text is not held

Only direct, translated, interpreted and narrative words stand in quotation marks: --quotable
lists those alone, and 'ddr cite ID --quote' prints marks around nothing else.

  ddr said --by 'Kim Jong Un' --mode interpreted
  ddr said --topic sanctions --quotable
""",
    ),
    "exit-codes": (
        "What a script learns from the exit code",
        "\n".join(f"{int(code):>5}  {meaning}" for code, meaning in _EXITS.items())
        + """

Answers go to standard output, everything else to standard error.

  if ddr said --verify "$words" >/dev/null; then echo verbatim; fi
""",
    ),
    "config": (
        "What you prefer, and where it is kept",
        """\
'ddr config' lists every preference, its value and where it comes from: a flag, the environment,
the file config.toml, or the default. Each flag goes before the environment, that before the file.

  ddr config set style mhra
  ddr config set timeline ~/suez
  ddr config get style
  ddr config unset style

The file stands where 'ddr config' says; DDR_CONFIG names another folder. docs/configuration.md
tells every key and variable.
""",
    ),
    "accessibility": (
        "For screen readers, and for eyes that see colours otherwise",
        """\
With ACCESSIBLE=1 in the environment, or 'ddr config set accessible yes', lists are sentences and
not tables, one record after the other: the title first, the id last. There are no boxes, signs or
columns; nothing is told by colour alone; choices in prompts are numbered; no pager is called.

  ACCESSIBLE=1 ddr events 1950
  ddr config set accessible yes

Without it, every kind and side has a sign besides its colour, and colours can be read on dark and
on light backgrounds. NO_COLOR=1 leaves colours out.
""",
    ),
}
"""The topics: a heading, and the text, no line longer than 100 characters."""


def topic_text(topic: str, width: int) -> str:
    """Return a topic for a terminal: prose filled to its width, columns as they are."""
    from textwrap import fill

    heading, text = TOPICS[topic]
    parts = [heading]
    for block in text.rstrip("\n").split("\n\n"):
        lines = block.split("\n")
        plain = not any(line.startswith("  ") or "  " in line.strip() for line in lines)
        filled = fill(" ".join(lines), width, break_on_hyphens=False, break_long_words=False)
        parts.append(filled if plain else block)
    return "\n\n".join(parts) + "\n"
