"""The style of GOST R 7.0.5-2008 against references that the standard itself prints.

The standard separates its areas by a point and a dash, or, as it allows and as here, by a point.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ddr.cite.pandoc import runner
from ddr.cite.pandoc.engine import _LUA, answer
from ddr.cite.pandoc.pandoc_document import document, part
from ddr.cite.pandoc.request import Cite, Form, Request
from ddr.cite.style.finder import MADE, find
from ddr.locators import Locator

ORACLE = Path(__file__).parents[1] / "oracle"
LATIN = {"annote": "latin"}


def names(*people: str) -> list[dict[str, str]]:
    """Return names of CSL from "Фамилия И. О."."""
    parts = [name.partition(" ") for name in people]
    return [{"family": family, "given": given} for family, _, given in parts]


def day(*parts: int, **more: object) -> dict[str, object]:
    return {"date-parts": [list(parts)], **more}


class Example(NamedTuple):
    """A reference of the standard.

    where: the section of the standard that prints it, and what it shows.
    item: the document.
    text: the reference.
    locator: the place in the document.
    """

    where: str
    item: dict[str, Any]
    text: str
    locator: Locator = Locator("", "")


EXAMPLES = [
    Example(
        "6.1 a book in a footnote: heading, title, place, year, page",
        {
            "type": "book",
            "author": names("Тарасова В. И."),
            "title": "Политическая история Латинской Америки",
            "publisher-place": "М.",
            "issued": day(2006),
        },
        "Тарасова В. И. Политическая история Латинской Америки. М., 2006. С. 305.",
        Locator("page", "305"),
    ),
    Example(
        "6.1 two authors, a range of pages",
        {
            "type": "book",
            "author": names("Кутепов В. И.", "Виноградова А. Г."),
            "title": "Искусство Средних веков",
            "publisher-place": "Ростов н/Д",
            "issued": day(2006),
        },
        "Кутепов В. И., Виноградова А. Г. Искусство Средних веков. Ростов н/Д, 2006. С. 144–251.",
        Locator("page", "144-251"),
    ),
    Example(
        "6.1 no author",
        {
            "type": "book",
            "title": "История Российской книжной палаты, 1917–1935",
            "publisher-place": "М.",
            "issued": day(2006),
        },
        "История Российской книжной палаты, 1917–1935. М., 2006.",
    ),
    Example(
        "6.1 the same in more detail: what belongs to the title, edition, publisher",
        {
            "type": "book",
            "author": names("Тарасова В. И."),
            "title": "Политическая история Латинской Америки",
            "genre": "учеб. для вузов",
            "edition": "2",
            "publisher-place": "М.",
            "publisher": "Проспект",
            "issued": day(2006),
        },
        "Тарасова В. И. Политическая история Латинской Америки : учеб. для вузов. 2-е изд. "
        "М. : Проспект, 2006. С. 305–412.",
        Locator("page", "305-412"),
    ),
    Example(
        "6.1 more than three authors: the first after the title and a slash (without its ISBN)",
        {
            "type": "book",
            "authority": "Р. А. Айгистов [и др.]",
            "title": "История Российской книжной палаты, 1917–1935",
            "publisher-place": "М.",
            "publisher": "Рос. кн. палата",
            "number-of-pages": "447",
            "issued": day(2006),
        },
        "История Российской книжной палаты, 1917–1935 / Р. А. Айгистов [и др.]. "
        "М. : Рос. кн. палата, 2006. 447 с.",
    ),
    Example(
        "6.2.1 an article: two slashes, year, number, pages",
        {
            "type": "article-journal",
            "author": names("Адорно Т. В."),
            "title": "К логике социальных наук",
            "container-title": "Вопр. философии",
            "issued": day(1992),
            "issue": "10",
            "page": "76-86",
        },
        "Адорно Т. В. К логике социальных наук // Вопр. философии. 1992. № 10. С. 76–86.",
    ),
    Example(
        "7 behind the text: publisher, extent, series in parentheses",
        {
            "type": "book",
            "author": names("Герман М. Ю."),
            "title": "Модернизм : искусство первой половины XX века",
            "publisher-place": "СПб.",
            "publisher": "Азбука-классика",
            "issued": day(2003),
            "number-of-pages": "480",
            "collection-title": "Новая история искусства",
        },
        "Герман М. Ю. Модернизм : искусство первой половины XX века. "
        "СПб. : Азбука-классика, 2003. 480 с. (Новая история искусства).",
    ),
    Example(
        "7 behind the text: what belongs to the title after a colon with spaces",
        {
            "type": "book",
            "author": names("Кауфман И. М."),
            "title": "Терминологические словари",
            "genre": "библиография",
            "publisher-place": "М.",
            "issued": day(1961),
        },
        "Кауфман И. М. Терминологические словари : библиография. М., 1961.",
    ),
    Example(
        "10 a part of a site, its date supplied (we add a question mark, as everywhere)",
        {
            "type": "webpage",
            "author": names("Лэтчфорд Е. У."),
            "title": "С Белой армией в Сибири",
            "container-title": "Восточный фронт армии адмирала А. В. Колчака",
            "issued": day(2004, circa=True),
            "URL": "http://east-front.narod.ru/memo/latchford.htm",
            "accessed": day(2007, 8, 23),
        },
        "Лэтчфорд Е. У. С Белой армией в Сибири [Электронный ресурс] // Восточный фронт армии "
        "адмирала А. В. Колчака : [сайт]. [2004?]. "
        "URL: http://east-front.narod.ru/memo/latchford.htm (дата обращения: 23.08.2007).",
    ),
    Example(
        "10 an article of a network journal (the designation of the material is ours)",
        {
            "type": "article-journal",
            "author": names("Дирина А. И."),
            "title": "Право военнослужащих Российской Федерации на свободу ассоциаций",
            "container-title": "Военное право : сетевой журн.",
            "issued": day(2007),
            "URL": "http://www.voennoepravo.ru/node/2149",
            "accessed": day(2007, 9, 19),
        },
        "Дирина А. И. Право военнослужащих Российской Федерации на свободу ассоциаций "
        "[Электронный ресурс] // Военное право : сетевой журн. 2007. "
        "URL: http://www.voennoepravo.ru/node/2149 (дата обращения: 19.09.2007).",
    ),
    Example(
        "11.9 a document of an archive (without the name of the file in parentheses)",
        {
            "type": "document",
            "author": names("Куфаев М. Н."),
            "title": "Письмо Б. С. Боднарскому от 20 октября 1925 г.",
            "archive": "ОР РГБ",
            "archive_collection": "Ф. 573",
            "archive_location": "Картон 41. Д. 55. Л. 18",
        },
        "Куфаев М. Н. Письмо Б. С. Боднарскому от 20 октября 1925 г. // ОР РГБ. Ф. 573. "
        "Картон 41. Д. 55. Л. 18.",
    ),
    Example(
        "11.8 a title that the scholar has given stands in brackets",
        {
            "type": "document",
            "title": "[Фомин А. Г. Материалы по истории русской библиографии]",
            "archive": "РО ИРЛИ",
            "archive_collection": "Ф. 568. Оп. 1",
            "archive_location": "Д. 1. 214 л.",
        },
        "[Фомин А. Г. Материалы по истории русской библиографии] // РО ИРЛИ. Ф. 568. Оп. 1. "
        "Д. 1. 214 л.",
    ),
]


def cited(items: Sequence[dict[str, Any]], form: Form, locator: Locator) -> tuple[str, ...]:
    style = find("gost")
    request = Request(
        style=style.path,
        note=True,
        pinpoints=True,
        positions=True,
        full=True,
        locale=style.locale,
        form=form,
        output="text",
        items=tuple(items),
        citations=tuple((Cite(one["id"], locator),) for one in items),
    )
    return answer(request, runner.find()).texts


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.where))
def test_the_examples_of_the_standard(example: Example) -> None:
    assert cited([{"id": "a", **example.item}], "note", example.locator) == (example.text,)


def test_behind_the_text_they_are_the_same_without_a_place() -> None:
    items = [{"id": str(n), **one.item} for n, one in enumerate(EXAMPLES)]
    style = find("gost")
    request = Request(
        style=style.path, note=True, pinpoints=True, positions=True, full=True,
        locale=style.locale, form="bibliography", output="text", items=tuple(items),
    )  # fmt: skip
    texts, ids, _ = answer(request, runner.find())
    for text, name in zip(texts, ids, strict=True):
        example = EXAMPLES[int(name)]
        assert text == (
            example.text.partition(" С. ")[0] if example.locator.value else example.text
        )


THESIS = (
    "Фенухин В. И. Этнополитические конфликты в современной России: на примере "
    "Северо-Кавказского региона : дис. … канд. полит. наук. М., 2002."
)
BOOKS: list[dict[str, Any]] = [
    {
        "id": "environment",
        "type": "book",
        "author": names("Гаврилов В. П.", "Ивановский С. И."),
        "title": "Общество и природная среда",
        "publisher-place": "М.",
        "publisher": "Наука",
        "issued": day(2006),
    },
    {
        "id": "model",
        "type": "book",
        "authority": "А. Г. Дружинин [и др.]",
        "title": "Геоинформационное моделирование территориальных рынков банковских услуг",
        "title-short": "Геоинформационное моделирование",
        "publisher-place": "Шахты",
        "publisher": "Изд-во ЮРГУЭС",
        "issued": day(2006),
    },
    {
        "id": "thesis",
        "type": "book",
        "author": names("Фенухин В. И."),
        "title": "Этнополитические конфликты в современной России: "
        "на примере Северо-Кавказского региона",
        "genre": "дис. … канд. полит. наук",
        "publisher-place": "М.",
        "issued": day(2002),
    },
    {
        "id": "mind",
        "type": "book",
        "author": names("Putham H."),
        "title": "Mind, language and reality",
        "publisher-place": "Cambridge",
        "publisher": "Cambridge univ. press",
        "issued": day(1979),
        **LATIN,
    },
]


def printed_notes(citations: list[list[Cite]]) -> list[str]:
    """Return the footnotes of one paper, one after another."""
    paper = part(
        BOOKS,
        citations,
        range(len(citations)),
        [None] * len(citations),
        style=str(find("gost").path),
        note=True,
        pinpoints=True,
        locale="ru-RU",
        writer="plain",
    )
    arguments = ["-f", "json", "-t", str(_LUA)]
    printed = runner.run(runner.find(), arguments, json.dumps(document([paper])), 60)
    return [piece.partition("\x1f")[2] for piece in printed.split("\x1e")[1:-1]]


def notes(*citations: tuple[str, str]) -> list[str]:
    """Return the footnotes on these works and pages."""
    return printed_notes([[Cite(name, Locator("page", page))] for name, page in citations])


def test_8_4_a_repeated_reference_has_heading_title_and_page() -> None:
    first, _, again = notes(("environment", "18"), ("mind", "12"), ("environment", "81"))
    assert first == (
        "Гаврилов В. П., Ивановский С. И. Общество и природная среда. М. : Наука, 2006. С. 18."
    )
    assert again == "Гаврилов В. П., Ивановский С. И. Общество и природная среда. С. 81."


def test_8_4_a_long_title_is_cut_by_an_ellipsis() -> None:
    first, _, again = notes(("model", "10"), ("mind", "12"), ("model", "28"))
    assert first == (
        "Геоинформационное моделирование территориальных рынков банковских услуг / "
        "А. Г. Дружинин [и др.]. Шахты : Изд-во ЮРГУЭС, 2006. С. 10."
    )
    assert again == "Геоинформационное моделирование … С. 28."


def test_8_the_next_note_on_the_same_work_says_there() -> None:
    assert notes(("thesis", "54-55"), ("thesis", "68"), ("thesis", "68")) == [
        f"{THESIS} С. 54–55.",
        "Там же. С. 68.",
        "Там же.",
    ]


def test_8_it_says_so_in_latin_for_a_language_of_latin_script() -> None:
    assert notes(
        ("mind", "12"), ("mind", "15"), ("mind", "15"), ("thesis", "1"), ("mind", "2")
    ) == [
        "Putham H. Mind, language and reality. Cambridge : Cambridge univ. press, 1979. P. 12.",
        "Ibid. P. 15.",
        "Ibid.",
        f"{THESIS} С. 1.",
        "Putham H. Mind, language and reality. P. 2.",
    ]


def test_9_several_references_in_one_note_are_separated_by_a_semicolon_with_spaces() -> None:
    cites = [Cite("thesis", Locator("page", "5")), Cite("mind", Locator("page", "6"))]
    printed = printed_notes([cites])[0]
    assert " 2002. С. 5 ; Putham H. Mind" in printed
    assert printed.endswith(" P. 6.")


def test_the_style_is_valid_csl_1_0_2() -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(ORACLE / "csl.rng"))
    for path in MADE.glob("*.csl"):
        assert schema.validate(etree.parse(path)), schema.error_log
    assert not schema.validate(etree.fromstring("<style/>"))


def test_pandoc_has_nothing_to_warn_of() -> None:
    style = find("gost").path
    made = subprocess.run(
        [runner.find(), "--citeproc", "--csl", style, "-f", "markdown", "-t", "plain"],
        input="---\nreferences: [{id: a, type: book, title: B}]\n---\n[@a, с. 5]",
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stderr == ""
    assert "B. С. 5." in made.stdout
