"""Safe fixes: what is beyond doubt is put right, and nothing else in the file moves."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ddr.corpus.load import check
from ddr.curation.migration import mend

MENDED = (
    ("quotation-not-verbatim", 'locator = "7", exact = "In July 2000',
     'locator = "8", exact = "In July 2000'),
    ("wrong-type", 'died = "1994-07-08"\n', "died = 1994-07-08 # a comment\n"),
    ("not-in-list", 'kind = "war"', 'kind = "WAR "'),
    ("bad-lang", 'lang = "ko"', 'lang = "KO"'),
    ("bad-sha256", 'sha256 = "067dde23', 'sha256 = "067DDE23'),
    ("bad-edtf", 'born = "1912-04-15"', "born = ' 1912-04-15'"),
    ("bad-url", 'URL = "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=159611"',
     'URL = "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=159611 "'),
    ("blank-ends", 'name = "NATO"', 'name = """ NATO"""'),
    ("former-id", 'id = "pyongyang"\nname', 'id = "pyongyang"\nformerly = ["the-city"]\nname'),
)  # fmt: skip


def planted(path: Path) -> dict[str, bytes]:
    """Return the timeline with each fault of `MENDED` planted, and with all of them."""
    right = path.read_bytes().decode()
    made = {}
    every = right
    for code, good, bad in MENDED:
        assert good in right, code
        made[code] = right.replace(good, bad, 1)
        every = every.replace(good, bad, 1)
        if code == "former-id":
            made[code] = made[code].replace('place = "pyongyang"', 'place = "the-city"', 1)
            every = every.replace('place = "pyongyang"', 'place = "the-city"', 1)
    return {code: text.encode() for code, text in {**made, "all": every}.items()}


@pytest.mark.parametrize("code", [*(code for code, *_ in MENDED), "all"])
def test_what_is_beyond_doubt_is_put_right(code: str, corpus_copy: Path) -> None:
    wrong = planted(corpus_copy)[code]
    problems = check([corpus_copy], {corpus_copy: wrong}).problems
    assert {problem.code for problem in problems} >= ({code} if code != "all" else {"bad-url"})
    after = mend([corpus_copy], {corpus_copy: wrong})[corpus_copy]
    assert check([corpus_copy], {corpus_copy: after}).problems == []
    was, now = wrong.decode().splitlines(), after.decode().splitlines()
    assert len(was) == len(now)
    changed = [(one, other) for one, other in zip(was, now, strict=True) if one != other]
    assert len(changed) == (1 if code != "all" else len(MENDED))
    assert all(one.partition("#")[2] == other.partition("#")[2] for one, other in changed)


def test_nothing_is_mended_where_nothing_is_wrong(corpus_copy: Path) -> None:
    assert mend([corpus_copy]) == {}


def test_line_ends_and_byte_order_mark_stay(corpus_copy: Path) -> None:
    wrong = b"\xef\xbb\xbf" + planted(corpus_copy)["all"].replace(b"\n", b"\r\n")
    after = mend([corpus_copy], {corpus_copy: wrong})[corpus_copy]
    assert after.startswith(b"\xef\xbb\xbfschema")
    assert after.count(b"\r\n") == wrong.count(b"\r\n") == after.count(b"\n")
    assert check([corpus_copy], {corpus_copy: after}).problems == []


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ('sha256 = "067dde23', 'sha256 = "167dde23', "text-hash"),
        ('id = "japan"', 'id = "japan "', "bad-id"),
        ('died = "1994-07-08"', "died = 1994", "wrong-type"),
        ('kind = "war"', 'kind = "wars"', "not-in-list"),
        ('exact = "In July 2000', 'exact = "In  June 2000', "quotation-not-verbatim"),
        ('place = "pyongyang"', 'place = "pyongyan"', "unknown-id"),
    ],
)
def test_what_is_not_beyond_doubt_is_left(
    good: str, bad: str, code: str, corpus_copy: Path
) -> None:
    """A hash that differs most of all: to write the new one would hide the change of a text."""
    text = corpus_copy.read_text("utf-8")
    assert good in text
    wrong = text.replace(good, bad, 1).encode()
    problems = check([corpus_copy], {corpus_copy: wrong}).problems
    assert code in {problem.code for problem in problems}
    assert mend([corpus_copy], {corpus_copy: wrong}) == {}


def test_words_that_stand_in_two_other_paragraphs_are_left(tmp_path: Path) -> None:
    import hashlib

    held = b"One.\n\nThe very words.\n\nThe very words.\n"
    (tmp_path / "held.txt").write_bytes(held)
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(
        'schema = 1\n[[source]]\nid = "s"\ntype = "book"\ntitle = "S"\norigin = "dprk"\n'
        f'rights = "none"\ntext = "held.txt"\nsha256 = "{hashlib.sha256(held).hexdigest()}"\n'
        '[[event]]\nid = "e"\ndate = "2000"\ntitle = "E"\nkind = "other"\n'
        'evidence = [{ source = "s", locator = "1", exact = "The very words." }]\n',
        "utf-8",
    )
    corpus = check([timeline])
    (problem,) = corpus.problems
    assert "paragraph 2, 3" in problem.message
    assert corpus.files[0].remedies == []
    assert mend([timeline]) == {}


def test_a_fix_that_would_bring_an_error_is_not_made(corpus_copy: Path) -> None:
    """The record can be read after the fix, and then shows an error of another kind."""
    wrong = corpus_copy.read_bytes().replace(b'kind = "war"', b'kind = "war"\nplace = "mars"', 1)
    wrong = wrong.replace(b'date = "19XX"', b'date = " 19XX"', 1)
    problems = check([corpus_copy], {corpus_copy: wrong}).problems
    assert [problem.code for problem in problems] == ["bad-edtf"]
    assert mend([corpus_copy], {corpus_copy: wrong}) == {}


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("https://doi.org/10.1000/xyz_1", "10.1000/xyz_1"),
        ("HTTP://dx.DOI.org/10.1000.5/a(1)", "10.1000.5/a(1)"),
        (" doi: 10.1000/abd", "10.1000/abd"),
        ("https://example.org/10.1000/a", None),
        ("n/a", None),
    ],
)
def test_a_doi_loses_its_resolver(written: str, right: str | None, timeline: Path) -> None:
    head, title, tail = timeline.read_text("utf-8").partition('title = "A book"\n')
    timeline.write_text(f'{head}{title}DOI = "{written}"\n{tail}', "utf-8")
    assert [problem.code for problem in check([timeline]).problems] == ["bad-doi"]
    mended = mend([timeline])
    assert [tomllib.loads(one.decode())["source"][0]["DOI"] for one in mended.values()] == [
        *filter(None, [right])
    ]
