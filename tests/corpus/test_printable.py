"""Addresses that a footnote can print, and those that it should not."""

from __future__ import annotations

import pytest

from ddr.corpus.rules.printable import unprintable


@pytest.mark.parametrize(
    ("url", "says"),
    [
        # Addresses that were once cited, or read, for pages that have a better one.
        ("https://m.koreatimes.co.kr/pages/article.amp.asp?newsIdx=366644", "small screens"),
        ("https://amp.rbc.ru/rbcnews/rbcfreenews/5b0fdf1c9a794764ae2834c2", "small screens"),
        ("https://vm.ru/news/1177342-gosduma-ratificirovala/amp", "small screens"),
        ("https://hankyung.com/amp/1990110700771", "small screens"),
        ("https://kangnamtimes.com/korea/article/66256/?amp=1", "small screens"),
        ("https://mbn.co.kr/news/politics/1097167?uagent=m", "small screens"),
        ("https://koreaherald.com/mobile/khpad_view.php?ud=20241119050019", "small screens"),
        ("https://news.kbs.co.kr/news/mobile/view/view.do?ncd=3697453", "small screens"),
        ("https://biblio-on-line.blogspot.com/2016/07/blog-post_48.html?m=1", "small screens"),
        ("https://daidoanket.vn/print/10010192.html", "for printing"),
        ("http://en.people.cn/english/200109/25/print20010925_81023.html", "for printing"),
        ("http://townhall.com/news/world/2012/09/18/russia_says/print", "for printing"),
        ("https://example.org/a?print=1", "for printing"),
        ("https://wilson-center.drivingcreative.com/search?f%5B0%5D=people%3A81611", "results"),
        ("https://digitalarchive.wilsoncenter.org/search-results/1/%7B%22subject", "results"),
        ("https://search.seoul.co.kr/index.php?keyword=%EA%B9%80&page=391", "results"),
        ("https://cnn.it/2ZuAyGN", "shortens"),
        ("https://www.tinyurl.com/abc", "shortens"),
        ("https://ru.rt.com/hxga", "shortens"),
        ("http://20.210.105.67/txt/time/Time1948/1948-09-27/780028.html", "a bare number"),
        ("http://[2001:db8::1]/a", "a bare number"),
        ("https://www.uawire.org:443/kremlin-dismisses", "the port"),
        ("https://en.wikisource.org./wiki/Page", "the dot"),
        ("https://example.org/?f%255B0%255D=1", "escaped twice"),
    ],
)
def test_an_address_that_nobody_would_print(url: str, says: str) -> None:
    assert says in unprintable(url, {})


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.rbc.ru/politics/19/12/2011/5703f0d99a79477633d3b483",
        "https://example.org:8443/a",
        "https://example.org/a%20b",
        # Parts that look like those above and are the document's own.
        "https://www.engadget.com/mobile/2012-telephones.html",
        "https://mid.ru/ru/press/m/1",
        "https://mediakit.example.org/amplifier/lamp.html",
        "https://example.org/printing-press/blueprint.html",
        "https://example.org/a?m=1&page=2",
        "https://search.proquest.com/docview/193821471",
        "https://www.searchlight.org/research/search",
        "https://t.co.example.org/a",
    ],
)
def test_an_address_that_a_footnote_can_print(url: str) -> None:
    assert unprintable(url, {}) == ""


COPIES = {"staging.example.com": "archive.example.org", "mirror.example": "archive.example.org"}


@pytest.mark.parametrize("host", ["staging.example.com", "STAGING.example.com", "x.mirror.example"])
def test_an_address_at_a_site_that_copies(host: str) -> None:
    told = unprintable(f"https://{host}/document/1", COPIES)
    assert "copies archive.example.org: cite the document's own address there" in told


@pytest.mark.parametrize("host", ["archive.example.org", "example.com", "notmirror.example"])
def test_an_address_at_a_site_that_copies_nothing(host: str) -> None:
    assert unprintable(f"https://{host}/document/1", COPIES) == ""
