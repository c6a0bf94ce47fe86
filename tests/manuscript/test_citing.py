"""Keys as the packages beside the markups write them: org-ref, MyST, Manubot, raw LaTeX."""

from __future__ import annotations

import pytest

from ddr.manuscript.manuscript import parse

from .conftest import Check

CITED = [
    ("org", "cite:a citep:b. (citet:c)", [("a", ""), ("b", ""), ("c", "")]),
    ("org", "citep:a,b, c", [("a", ""), ("b", "")]),
    ("org", "cite:&a;&b cite:&key", [("a", ""), ("b", ""), ("key", "")]),
    ("org", "[[citep:see &a p. 4;also &b;end]]", [("a", "p. 4"), ("b", "")]),
    ("org", "[[cite:a][p. 4]] [[autocite:b,c][see::p. 5]]", [("a", "p. 4"), ("b", ""), ("c", "p. 5")]),
    ("org", "nocite:a cite:A_2001:b/c-d. parencite:é1", [("a", ""), ("A_2001:b/c-d", ""), ("é1", "")]),
    ("org", "=cite:no= [[http://cite:no][x]] website:no http://cite:no", []),
    ("org", r"\cite{a} \autocites[1]{b}[2]{c} \nocite{d}", [("a", ""), ("b", "1"), ("c", "2"), ("d", "")]),
    ("markdown", "{cite:p}`a` {cite}`b,c`", [("a", ""), ("b", ""), ("c", "")]),
    ("markdown", "{cite:t}`{see}a{para. 4}; b` {footcite:ps}`c`", [("a", "para. 4"), ("b", ""), ("c", "")]),
    ("markdown", "{ref}`no` {code} `{cite:p}` {py:func}`no`", []),
    ("markdown", "@url:https://x.org/a-b and [@doi:10.1/2; @url:http://y.z/q?r]",
     [("url:https://x.org/a-b", ""), ("doi:10.1/2", ""), ("url:http://y.z/q?r", "")]),
    ("markdown", r"\cite[p. 4]{a,b} \textcite{c}\index{x@in y}", [("a", ""), ("b", "p. 4"), ("c", "")]),
    ("markdown", r"\footnote{x @no} \unknown{@no} `\cite{no}`", []),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "keys"), CITED)
def test_keys(form: str, text: str, keys: list[tuple[str, str]]) -> None:
    assert [(one.key, one.locator) for one in parse(text, form).citations] == keys


TEXTUAL = [
    ("org", "citet:a textcite:b [[citeauthor:&c]]"),
    ("markdown", "{cite:t}`a` {cite:author}`b` \\citet{c}"),
]


@pytest.mark.parametrize(("form", "text"), TEXTUAL)
def test_a_citation_may_be_a_part_of_the_sentence(form: str, text: str) -> None:
    assert [one.textual for one in parse(text, form).citations] == [True] * 3


def test_keys_keep_their_places() -> None:
    found = parse("One\n[[cite:&a;\n&b]]", "org").citations
    assert [(one.line, one.column) for one in found] == [(2, 1), (3, 2)]


def test_citations_together_are_one() -> None:
    for form, text in (("org", "citep:&a;&b"), ("markdown", "{cite:p}`a,b`")):
        first, second = parse(text, form).citations
        assert first.cluster == second.cluster > 0


ALTERED = "there is alternative to a peaceful resolution"
FOUND = [
    ("org", f"“{ALTERED}” citep:&kremlin-2019."),
    ("org", f"“{ALTERED}” [[cite:&kremlin-2019 para. 4]]."),
    ("markdown", f"“{ALTERED}” {{cite:p}}`kremlin-2019`."),
    ("markdown", f"“{ALTERED}” \\autocite[4]{{kremlin-2019}}."),
]


@pytest.mark.parametrize(("form", "text"), FOUND)
def test_an_altered_quotation_is_found(check: Check, form: str, text: str) -> None:
    assert [finding.code for finding in check(text, form)] == ["omission"]


def test_words_in_commands_of_latex_are_words() -> None:
    text = r"“a \emph{b} \ldots{} c \ldots” \index{“no”} C:\foo “d”"
    assert [one.words for one in parse(text, "markdown").quotations] == ["a b … c …", "d"]
