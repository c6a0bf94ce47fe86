"""Where new records stand among those of a timeline."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ddr.curation.document import Block, Document, parse

DATES = st.sampled_from(["1950", "1950-06", "1950-06-25", "1951", "not a date"])
RECORDS = st.lists(
    st.tuples(st.sampled_from(["source", "person", "place", "event", "statement"]), DATES),
    max_size=8,
)


def body(table: str, date: str, number: int) -> str:
    said = f'date = "{date}"\n' if table in {"event", "statement"} else ""
    return f'[[{table}]]\nid = "{table[0]}{number % 7}-{number}"\n{said}'


@given(RECORDS, RECORDS)
def test_many_records_come_where_they_would_one_by_one(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    start = "# a timeline\n" + "\n".join(body(*one, number) for number, one in enumerate(old))
    blocks = [Block(table, "\n", body(table, date, 90 - n)) for n, (table, date) in enumerate(new)]
    together, singly = parse(start), parse(start)
    together.insert(blocks)
    for block in blocks:
        _insert(singly, block)
    assert together.text == singly.text


def _insert(document: Document, new: Block) -> None:
    """Put one record where it belongs, by the plainest rule: after the last not past it."""
    same = [at for at, one in enumerate(document.blocks) if one.table == new.table]
    order = ["source", "person", "organization", "place", "event", "statement"]
    if not same:
        before = [
            at
            for at, one in enumerate(document.blocks)
            if order.index(one.table) < order.index(new.table)
        ]
        at = before[-1] + 1 if before else 0
    else:
        before = [at for at in same if document.blocks[at].key <= new.key]
        at = before[-1] + 1 if before else same[0]
    if at and not document.blocks[at - 1].body.endswith("\n"):
        last = document.blocks[at - 1]
        document.blocks[at - 1] = replace(last, body=f"{last.body}\n")
    document.blocks.insert(at, new)
