"""The canonical form: it says what the records say, it keeps comments, and it is stable."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ddr.corpus.read import HEADER, read
from ddr.curation.document import parse, sort_key
from ddr.curation.layout import Comments, canonical, header, record_block
from ddr.errors import DataError
from ddr.records import CLASSES, Event, Record, Statement, from_json, record_type, to_json
from tests.test_records import LINES, RECORDS, without_empties

PATH = Path("timeline.toml")
CORPORA = st.lists(RECORDS, max_size=4, unique_by=lambda record: record.id)
HEADS = st.fixed_dictionaries(
    {"schema": st.just(1)},
    optional={"version": LINES, "title": LINES, "description": LINES, "license": LINES},
)


def corpus_text(records: list[Record], head: dict[str, Any]) -> str:
    """Return the text of records alone: by type as they are declared, then by day and id."""

    def place(record: Record) -> tuple[int, object]:
        date = record.date if isinstance(record, Event | Statement) else ""
        return list(CLASSES).index(record_type(record)), sort_key(date, record.id)

    blocks = [f"\n{record_block(record)}" for record in sorted(records, key=place)]
    return "".join([header(head, Comments(), HEADER), *blocks])


def records_of(text: str) -> list[Record]:
    file = read(PATH, text.encode())
    assert file.problems == []
    return sorted((record for _, record in file.records), key=lambda record: record.id)


@given(CORPORA, HEADS)
def test_what_is_written_is_read_again_and_written_the_same(
    written: list[Record], head: dict[str, Any]
) -> None:
    text = corpus_text(written, head)
    assert records_of(text) == sorted(written, key=lambda record: record.id)
    found = read(PATH, text.encode()).head
    assert {key: value for key, value in vars(found).items() if value} == {
        key: value for key, value in head.items() if value and key != "schema"
    }
    assert canonical(PATH, text.encode()) == text
    assert parse(text).text == text


@given(CORPORA, st.randoms(use_true_random=False), st.booleans())
def test_any_order_and_spelling_comes_to_the_same(
    written: list[Record], chance: random.Random, crlf: bool
) -> None:
    tables: dict[str, Any] = {"schema": 1}
    for record in chance.sample(written, len(written)):
        body = list(without_empties(to_json(record)).items())
        chance.shuffle(body)
        tables.setdefault(record_type(record), []).append(dict(body))
    text = tomli_w.dumps(tables)
    content = text.replace("\n", "\r\n") if crlf else text
    assert canonical(PATH, content.encode()) == corpus_text(written, {"schema": 1})


@given(CORPORA, st.data())
def test_comments_are_kept_where_they_stand(written: list[Record], data: st.DataObject) -> None:
    lines = corpus_text(written, {"schema": 1, "title": "T"}).splitlines()
    # A list within a line of a list has no place for one: see below.
    inner = ("]", "    ")
    places = [at for at, line in enumerate(lines) if line and not line.startswith(inner)]
    chosen = data.draw(st.lists(st.sampled_from(places), max_size=4, unique=True))
    for number, at in enumerate(sorted(chosen, reverse=True)):
        if data.draw(st.booleans()) and not lines[at].endswith("["):
            lines[at] += f"  # remark {number}"
        else:
            blanks = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            lines.insert(at, f"{blanks}# remark {number}")
    text = "\n".join(lines) + "\n"
    assert canonical(PATH, text.encode()) == text
    assert records_of(text) == sorted(written, key=lambda record: record.id)


def test_a_comment_in_a_list_within_a_list_is_refused_and_not_lost() -> None:
    post = {"title": "T", "titles": [{"text": "제목", "lang": "ko"}]}
    values = {"id": "a", "name": "A", "roles": [post]}
    text = corpus_text([from_json("person", values)], {"schema": 1})
    commented = text.replace("    { text", "    # remark\n    { text")
    with pytest.raises(DataError, match="this comment has no place in the canonical form"):
        canonical(PATH, commented.encode())


@given(st.text(alphabet="#[]{}=\"',.\n \\aé", max_size=60) | st.text(max_size=60))
def test_any_text_is_given_back_by_its_blocks(text: str) -> None:
    assert parse(text).text == text
    spliced = f'schema = 1\n[[place]]\nid = "a"\n{text}\n[[place]]\nid = "b"\n'
    assert parse(spliced).text == spliced
