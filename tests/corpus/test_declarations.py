"""What a timeline declares at its head: its words, alone and laid over others."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.corpus.load import check
from ddr.terms import GENERAL

HEAD = """\
schema = 2
title = "Suez"

[[side]]
id = "egypt"
name = "Egypt"
countries = ["egypt"]

[[side]]
id = "uk"
countries = ["uk"]

[[kind]]
id = "battle"
names = [{ text = "معركة", lang = "ar" }]

[[topic]]
id = "the Canal"
"""


def timeline(folder: Path, text: str, name: str = "one.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def told(*paths: Path) -> list[tuple[str, int, str]]:
    return [(one.code, one.line, one.message) for one in check(paths).problems]


@pytest.mark.parametrize(
    ("record", "code", "line", "says"),
    [
        ('[[person]]\nid = "p"\nname = "P"\ncountry = "egipt"', "not-in-list", 23, "'egypt'"),
        ('[[person]]\nid = "p"\nname = "P"\ncountry = "mars"', "not-in-list", 23, "[[country]]"),
        (
            '[[source]]\nid = "s"\ntype = "book"\ntitle = "S"\norigin = "ukk"',
            "not-in-list", 24, "'uk'",
        ),
        ('[[person]]\nid = "p"\nname = "P"\ncountry = "Briton"', "not-in-list", 23, "[[country]]"),
        ('[[source]]\nid = "s"\ntype = "book"\ntitle = "S"', "missing-field", 20, "origin"),
        (
            '[[event]]\nid = "e"\ndate = "1956"\ntitle = "E"\nkind = "معركة"',
            "not-in-list", 24, "write 'battle'",
        ),
        (
            '[[event]]\nid = "e"\ndate = "1956"\ntitle = "E"\nkind = "treaty"',
            "not-in-list", 24, "(battle)",
        ),
    ],
)  # fmt: skip
def test_a_word_that_is_not_declared_is_told(
    record: str, code: str, line: int, says: str, tmp_path: Path
) -> None:
    found = told(timeline(tmp_path, f"{HEAD}\n{record}\n"))
    assert [one[:2] for one in found if one[0] == code] == [(code, line)]
    assert says in next(message for found_code, _, message in found if found_code == code)


@pytest.mark.parametrize(
    ("author", "code", "says"),
    [
        ('{ person = "naser" }', "unknown-id", "did you mean 'nasser'"),
        ('{ organization = "nasser" }', "unknown-id", "'organization' names an organization"),
        ('{ literal = "N." }, { person = "abdel" }', "former-id", "'abdel' is 'nasser' now"),
        ('{ person = "nasser" }', "", ""),
    ],
)
def test_the_author_in_the_head_is_a_record(
    author: str, code: str, says: str, tmp_path: Path
) -> None:
    head = HEAD.replace("\n\n", f"\nauthor = [{author}]\n\n", 1)
    who = '\n[[person]]\nid = "nasser"\nformerly = ["abdel"]\nname = "N"\ncountry = "egypt"\n'
    found = [one for one in told(timeline(tmp_path, head + who)) if one[0].endswith("-id")]
    assert [one[:2] for one in found] == ([(code, 3)] if code else [])
    assert all(says in message for _, _, message in found)


def test_what_is_not_declared_has_a_default(tmp_path: Path) -> None:
    events = "".join(
        f'\n[[event]]\nid = "e-{kind}"\ndate = "1956"\ntitle = "{kind}"\nkind = "{kind}"\n'
        for kind in GENERAL
    )
    text = f'schema = 2\n\n[[person]]\nid = "p"\nname = "P"\ncountry = "mars"\n{events}'
    assert {code for code, _, _ in told(timeline(tmp_path, text))} <= {
        "orphan",
        "evidence",
        "order",
    }


def test_a_word_is_declared_once(tmp_path: Path) -> None:
    again = '\n[[side]]\nid = "uk"\nname = "Britain"\n'
    ((code, line, message),) = told(timeline(tmp_path, HEAD + again))
    assert (code, line) == ("declared-twice", 21)
    assert "'uk'" in message


def test_timelines_unite_their_words_and_a_clash_names_both(tmp_path: Path) -> None:
    one = timeline(tmp_path, HEAD)
    other = timeline(
        tmp_path,
        'schema = 2\n\n[[side]]\nid = "egypt"\nname = "Egypt"\ncountries = ["egypt"]\n'
        'names = [{ text = "مصر", lang = "ar" }]\n\n[[side]]\nid = "france"\n',
        "other.toml",
    )
    corpus = check([one, other])
    assert corpus.problems == []
    assert corpus.terms.sides == ("egypt", "uk", "france", "third-party")
    assert [name.text for name in corpus.terms.side[0].names] == ["مصر"]
    other.write_text(other.read_text("utf-8").replace('"Egypt"', '"The Republic"'), "utf-8")
    (problem,) = check([one, other]).problems
    assert (problem.code, problem.line) == ("declared-otherwise", 3)
    assert problem.file.endswith("other.toml")
    assert "name of the side 'egypt'" in problem.message
    assert "one.toml" in problem.message


def test_a_file_without_kinds_keeps_its_own_under_one_that_declares_some(tmp_path: Path) -> None:
    one = timeline(tmp_path, HEAD)
    event = '[[event]]\nid = "e"\ndate = "1956"\ntitle = "E"\nkind = "treaty"\n'
    other = timeline(tmp_path, f"schema = 2\n\n{event}", "other.toml")
    corpus = check([one, other])
    assert not [problem for problem in corpus.problems if problem.code == "not-in-list"]
    assert corpus.terms.kinds == ("battle", "treaty")


def test_a_topic_outside_the_list_is_remarked_and_no_error(tmp_path: Path) -> None:
    said = (
        '[[person]]\nid = "p"\nname = "P"\n\n[[source]]\nid = "s"\ntype = "book"\ntitle = "S"\n'
        'origin = "uk"\n\n[[statement]]\nid = "x"\nspeaker = "p"\ndate = "1956"\n'
        'mode = "paraphrase"\nsays = "Words."\nsource = "s"\ntopics = ["The canal", "the cannal"]\n'
    )
    (problem,) = check([timeline(tmp_path, f"{HEAD}\n{said}")]).problems
    assert (problem.code, problem.severity) == ("topic", "warning")
    assert "'the cannal'" in problem.message
    assert "'the Canal'" in problem.message
