"""Citation templates, read back by mwparserfromhell."""

from __future__ import annotations

from typing import Any

import pytest

from ddr.cite.export.wikipedia import escape
from ddr.frozen import replace
from ddr.records import Source
from ddr.vocabulary import SourceType

from .readers import seen, skeleton, templates
from .shelf import FULL, KINDS, TEXTS, exported, full

PLAIN = Source(id="s-1", type="webpage", title="Title", origin="russia", URL="http://a.b")


def template(**values: Any) -> tuple[str, dict[str, str]]:
    (found,) = templates(exported([replace(PLAIN, **values)], "wikipedia"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_type_is_read_back(kind: SourceType) -> None:
    source = full(kind)
    ((name, found),) = templates(exported([source], "wikipedia"))
    assert name.startswith("cite ")
    text = seen(found)
    wanted = [getattr(source, name) for name in TEXTS if name != "note"]
    for value in (*wanted, "Cont Title", "Pub and Lisher", source.URL, source.DOI, source.ISBN):
        assert skeleton(value) in text, value
    assert found["date"] == "25 April 2019"
    assert found["access-date"] == "21 November 2026"
    assert (found["last1"], found["first1"]) == ("Putin", "Vladimir")
    assert found["author2"] == "Kim Jong Un"


def test_a_speech() -> None:
    (name, found) = templates(exported([FULL], "wikipedia"))[0]
    assert name == "cite speech"
    assert found["event"] == "Event Title"
    assert found["location"] == "Eventtown"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"type": "article-newspaper", "container_title": "P"}, "cite news"),
        ({"type": "article-newspaper"}, "cite web"),
        ({"type": "document"}, "cite web"),
        ({"type": "document", "URL": ""}, "cite report"),
        ({"type": "interview"}, "cite interview"),
        ({"type": "treaty"}, "cite web"),
    ],
)
def test_templates(values: dict[str, Any], name: str) -> None:
    assert template(**values)[0] == name


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, ""),
        ({"issued": "2017-05"}, "May 2017"),
        ({"issued": "2017~"}, "c. 2017"),
        ({"issued": "2017", "inferred": ("issued",)}, "c. 2017"),
        ({"issued": "2001/2006"}, "2001–2006"),
    ],
)
def test_dates(values: dict[str, Any], wanted: str) -> None:
    assert template(**values)[1].get("date", "") == wanted


def test_a_day_that_is_not_printed_bears_a_comment() -> None:
    source = replace(PLAIN, issued="2017-05-09", inferred=("issued",))
    assert "|date=9 May 2017<!-- not printed in the source -->" in exported([source], "wikipedia")


def test_a_translated_title() -> None:
    found = template(title="Заголовок", title_short="Heading", language="ru")[1]
    assert (found["title"], found["trans-title"]) == ("Заголовок", "Heading")


def test_one_is_a_template_and_several_are_a_list() -> None:
    assert exported([PLAIN], "wikipedia").startswith("{{cite")
    assert exported([PLAIN, FULL], "wikipedia").count("* {{cite") == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain 'text'", "plain 'text'"),
        ("a|b", "a&#124;b"),
        ("[[x]]", "&#91;&#91;x&#93;&#93;"),
        ("{{x}}", "&#123;&#123;x&#125;&#125;"),
        ("''x''", "&#39;&#39;x&#39;&#39;"),
        ("&amp;", "&#38;amp;"),
        ("* x", "&#42; x"),
        ("http://x", "http&#58;&#47;&#47;x"),
    ],
)
def test_escape(text: str, wanted: str) -> None:
    assert escape(text) == wanted
