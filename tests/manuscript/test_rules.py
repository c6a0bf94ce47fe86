"""What is found, what is not, and what is said of it."""

from __future__ import annotations

import pytest

from ddr.locators import paragraphs

from .conftest import Check

PUTIN = "there is no alternative to a peaceful resolution of the nuclear and other problems"
TREATY = "The treaty put onto the highest level of partnership the strategic and tactical"
FOUR = "[@kremlin-2019, para. 4]"
SIX = "[@kcna-2024, para. 6]"

PASSED = [
    # a statement brings its paragraph, an event those of its evidence, a former id is an id
    f"“{PUTIN}” [@kremlin-2019-4f]", "“It is not so.” [@2001-05-12-note]",
    "“agreed on 1,000 tons” [@2001-05-13-reply]", "“anything” [@unheld-2001]",
    # places: ranges, lists, pages that a text without pages does not have
    f"“{PUTIN}” [@kremlin-2019, paras. 3-5]", f"“{PUTIN}” [@kremlin-2019, paras. 2, 4]",
    f"“{PUTIN}” [@kremlin-2019, p. 2]", f"“{PUTIN}” [@kremlin-2019, 4]",
    # the author's own marks
    "“there is no alternative […] of the nuclear” " + FOUR,
    "“there is no alternative . . . of the nuclear” " + FOUR,
    "“there is no alternative … of the nuclear” " + FOUR,
    "“[…] there is no alternative […]” " + FOUR,
    "“[W]e proceed from the premise” " + FOUR, "“[w]e proceed from the premise” " + FOUR,
    "“We [Russia] proceed from the premise” " + FOUR,
    "“We proceed [as ever] from the [same idea] that there is” " + FOUR,
    "“resolution of the nuclear and other problems in the region.” " + FOUR,
    "“there is no alternative,” he said " + FOUR, "“there is no alternative.” " + FOUR,
    # nested marks of either kind
    "“We call it ‘the peoples’ treaty’, and it isn’t new.” [@odd-2001, para. 1]",
    "“He said: ‘We call it “the peoples’ treaty”, and it isn’t new.’ They’d agreed” [@odd-2001, 1]",
    "‘The note of “12 May” \\[the date is unclear\\] speaks’ [@odd-2001, para. 2]",
    "«Мы не согласны с „новой“ линией» [@odd-2001, абз. 3]",
    "‘Мы не согласны с “новой” линией’ [@odd-2001, para. 3]",
    "“조선과 로씨야는 ‘친선의 력사’를 가지고 있다.” [@odd-2001, para. 4]",
    # titles are no quotations
    "“Invariable friendship inheriting over centuries” [@mfa-2021]",
    # no key, or one or two words that the sentence does not cite
    "“Anything at all that nobody said.” So it is.", "“So-called” things. Then more " + FOUR,
    # words of a report that say so
    f"KCNA reported: “{TREATY}” {SIX}", f"According to the agency, “{TREATY}” {SIX}",
    f"As the Korean Central News Agency has it, “{TREATY}” {SIX}", f"Naenara wrote “{TREATY}” {SIX}",
    f"Laut KCNA „{TREATY}“ {SIX}", f"Как сообщает агентство, «{TREATY}» {SIX}",
    f"The report reads:\n\n> {TREATY} {SIX}", f"> {TREATY}\n>\n> — as reported by KCNA {SIX}",
    "Members of the embassy “were on hand” [@kcna-2024, para. 3]",
    # references within the manuscript
    "See @fig:map, @tbl-visits and [@sec:two].",
]  # fmt: skip


@pytest.mark.parametrize("text", PASSED)
def test_what_is_right_is_not_found(check: Check, text: str) -> None:
    assert check(text, form_of(text)) == []


ODD = "“The note of “12 May” %s speaks of 50%% of R&D” [@odd-2001, para. 2]."
BRACKETS = [
    ("[the date is unclear]", True), ("[sic]", False), ("[the date is clear]", False), ("", False),
    ("[…]", True),
]  # fmt: skip


@pytest.mark.parametrize(("brackets", "right"), BRACKETS)
def test_brackets_of_the_source_are_its_words(check: Check, brackets: str, right: bool) -> None:
    assert (check(ODD % brackets) == []) == right
    more = (ODD % brackets).replace("The note", "The [Soviet] note")
    assert (check(more) == []) == right


EAST_ASIAN = [
    ("그는 《〈친선〉이라는 말은 우리의 말이다.》라고 하였다 [@odd-2001, para. 7].", []),
    ("그는 “‘친선’이라는 말은 우리의 말이다”라고 하였다 [@odd-2001, para. 7].", []),
    ("그는 「친선이라는 말은 우리의 말이다」라고 하였다 [@odd-2001, para. 7].", ["not-verbatim"]),
    ("그는 《친선이라는 말은 우리의 글이다.》라고 하였다 [@odd-2001, para. 7].", ["not-verbatim"]),
    ("론문 《조로 친선 관계의 발전》이 있다. 또 있다 [@odd-2001, para. 7].", []),
    ("그는 《친선 관계의 발전》이라고 하였다. 또 있다 [@odd-2001, para. 7].", ["not-verbatim"]),
    ("《조로 친선 관계의 발전》 [@odd-2001, para. 7].", ["not-verbatim"]),
    ("《로동신문》은 이렇게 썼다 [@odd-2001, para. 7].", []),
    ("《그것은 ‘력사’라고》 [@odd-2001, para. 7]", []),
    ("“그것은 '력사'라고 하였다” [@odd-2001, para. 7]", []),
    ("「双方将继续发展友好合作关系。」 [@odd-2001, para. 8]", []),
    ("「双方将继续发展合作关系。」 [@odd-2001, para. 8]", ["not-verbatim"]),
    ("“继续发展友好” [@odd-2001, para. 8]", []),
    ("「協定を支持する。」 [@odd-2001, para. 8]", []),
    ("「協定を支持しない。」 [@odd-2001, para. 8]", ["not-verbatim"]),
]


@pytest.mark.parametrize(("text", "codes"), EAST_ASIAN)
def test_marks_of_east_asia_are_quotation_marks(check: Check, text: str, codes: list[str]) -> None:
    assert [finding.code for finding in check(text)] == codes


def form_of(text: str) -> str:
    """Return the form of a text; in plain text alone an event may be cited."""
    return "plain" if "[@2001-" in text else "markdown"


FOUND = [
    ("[@kremlin-2018]", "unknown-key", "did you mean 'kremlin-2019'"),
    ("[@nobody]", "unknown-key", "there is no key 'nobody'"),
    ("[@kim-jong-un]", "not-citable", "is a person"),
    ("[@kremlin-2019, para. 99]", "locator", "has 18 paragraphs; there is no paragraph 99"),
    ("[@kremlin-2019, paras. 4–99]", "locator", "there is no paragraph 99"),
    ("[@kremlin-2019-4f, para. 5]", "locator", "stands in kremlin-2019 para. 4, not in para. 5"),
    (f"“{PUTIN.replace('no ', '')}” {FOUR}", "omission", "no […] says so"),
    (f"“{PUTIN.replace('peaceful', 'warlike')}” {FOUR}", "not-verbatim", "not stand verbatim in"),
    (f"“{PUTIN.capitalize()}” {FOUR}", "initial", "write “[T]here is no alternative …”"),
    (f"“{PUTIN}” [@kremlin-2019, para. 5]", "wrong-paragraph", "found in kremlin-2019 para. 4"),
    (f"“{PUTIN}” [@kremlin-2019-5b]", "wrong-paragraph", "found in kremlin-2019 para. 4"),
    (f"“{PUTIN}” [@mfa-2021]", "wrong-source", "found in kremlin-2019 para. 4"),
    ("“It is not so.” [@odd-2001, para. 4]", "wrong-paragraph", "found in odd-2001 para. 5"),
    ("“special operation” [@kremlin-2019]", "not-verbatim", "nor anything like it"),
    ("“Quite other words than anybody said” [@mfa-2021]", "not-verbatim", "not stand verbatim"),
    ("He “proceeds from the premise [@kremlin-2019]", "unclosed", "nothing closes"),
    (f"The ambassador said “{TREATY}” {SIX}", "reported", "not those of Alexander Matsegora"),
    (f"He said “the strategic and tactical” {SIX}", "reported", "the reporter's words"),
    (f"He said “{TREATY}” [@kcna-2024-6a]", "reported", "the reporter's words"),
    (f"He said:\n\n> {TREATY} {SIX}", "reported", "the reporter's words"),
    ("“no alternative [...] nuclear problems” " + FOUR, "not-verbatim", "not stand verbatim"),
    ("“nuclear […] no alternative” " + FOUR, "not-verbatim", "not stand verbatim"),
    ("“no alternat[…]” " + FOUR, "not-verbatim", "not stand verbatim"),
    ("“They'd agreed on 2,000 tons for the year” [@2001-05-13-reply]", "not-verbatim", "not stand"),
    ("“did sign; nor did anyone else” [@2001-05-12-note]", "omission", "no […] says so"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "told"), FOUND)
def test_what_is_wrong_is_found_and_explained(
    check: Check, text: str, code: str, told: str
) -> None:
    found = check(f"One line.\n\n{text}.", form_of(text))
    assert [finding.code for finding in found] == [code]
    assert told in found[0].message
    assert found[0].line >= 3
    assert "\n" not in found[0].message


def test_the_difference_is_shown_word_by_word(check: Check) -> None:
    (finding,) = check(f"“{PUTIN.replace('peaceful', 'warlike')}” {FOUR}.")
    assert "[-warlike-] {+peaceful+}" in finding.difference
    assert finding.nearest == PUTIN
    (finding,) = check(f"“{PUTIN.replace('no ', '')}” {FOUR}.")
    assert finding.difference.startswith("there is {+no+} alternative")


def test_what_cannot_be_checked_is_told_only_on_request(check: Check) -> None:
    text = "“Some words that it may hold” [@unheld-2002]. “It is not so.” [@unheld-2002]."
    assert check(text) == []
    first, second = check(text, verbose=True)
    assert (first.code, first.severity) == ("not-held", "info")
    assert first.message.endswith("the text of 'unheld-2002' is not held")
    assert second.message.endswith("the same words stand in odd-2001 para. 5")


def test_an_event_that_rests_on_other_texts_too_is_no_proof_against_words(check: Check) -> None:
    assert check("“Words of the text that is not held” [@2001-05-12-note].", "plain") == []
    assert check("“We call it” [@2001-05-12-note].", "plain") == []
    assert (
        len(check("“It was never so. The ministers did sign.” [@2001-05-12-note].", "plain")) == 1
    )


def test_keys_of_other_works_are_let_be(check: Check) -> None:
    assert [finding.code for finding in check("[@lankov-2013]")] == ["unknown-key"]


@pytest.mark.parametrize(
    ("locator", "spans"),
    [
        ("para. 4", [(4, 4)]), ("paras. 4-5", [(4, 5)]), ("4", [(4, 4)]), ("¶ 4", [(4, 4)]),
        ("¶¶ 4–5", [(4, 5)]), ("par. 4", [(4, 4)]), ("paragraphs 4 and 7", [(4, 4), (7, 7)]),
        ("paras. 4, 7", [(4, 4), (7, 7)]), ("para. 4, emphasis added", [(4, 4)]), ("{para. 4}", [(4, 4)]),
        ("абз. 4", [(4, 4)]), ("Abs. 4", [(4, 4)]), ("p. 4", None), ("pp. 4-5", None), ("§ 4", None),
        ("doc. 894", None), ("", None), ("passim", None), ("chap. 2", None), ("5-4", None),
        ("para. 0", None), ("para. iv", None), ("4a", None), ("para. 4; emphasis", [(4, 4)]),
    ],
)  # fmt: skip
def test_the_paragraphs_of_a_locator(locator: str, spans: list[tuple[int, int]] | None) -> None:
    assert paragraphs(locator) == spans


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("They say “better late than never in this life”. It was late [@odd-2001, para. 7].", True),
        ("It was late [@odd-2001, para. 7]. They say “better late than never in this life”.", True),
        ("They say “better late than never in this life” [@odd-2001, para. 7].", False),
    ],
)
def test_words_like_nothing_are_not_told_to_be_of_a_source_that_another_sentence_cites(
    check: Check, text: str, asked: bool
) -> None:
    (finding,) = check(text)
    assert ("no key stands in its own sentence" in finding.message) == asked
