"""``ddr mcp`` against the official client: a hundred questions, and what no client should send."""

from __future__ import annotations

import asyncio
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from tests.e2e.test_forty_questions import EXACT
from tests.manuscript.timeline import write

import ddr
from ddr.cli.app import command as command_line
from ddr.cli.app import run as command_run
from ddr.interface import mcp_server, tools
from ddr.records import Statement

FIVE = Path(__file__).parents[1] / "data" / "five" / "timeline.toml"
Question = tuple[str, dict[str, Any]]
REVISIONS = {"auto": "2026-07-28", "legacy": "2025-11-25"}
"""What the official client agrees on with this server, by itself and with a handshake."""


def answers(
    questions: list[Question], *arguments: str, mode: str = "auto"
) -> list[tuple[bool, str]]:
    """Put questions through the official client; return whether each failed, and the text."""

    async def ask() -> list[tuple[bool, str]]:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "ddr", "mcp", *arguments]
        )
        told = []
        async with Client(server, mode=mode) as client:
            assert client.protocol_version == REVISIONS[mode]
            listed = await client.list_tools()
            assert [one.name for one in listed.tools] == list(tools.TOOLS)
            for name, given in questions:
                found = await client.call_tool(name, given)
                (content,) = found.content
                told.append((bool(found.is_error), content.text))  # type: ignore[union-attr]
        return told

    return asyncio.run(ask())


def quotations() -> list[Statement]:
    with ddr.open(FIVE) as timeline:
        said = timeline.statements(quotable=True)
        return [one for one in said if len(one.exact.split()) >= 6]


def altered(words: str) -> str:
    """Return words in which one is another, and none is missing."""
    parts = words.split()
    place = max(range(len(parts)), key=lambda number: len(parts[number]))
    parts[place] = "unprecedented" if parts[place] != "unprecedented" else "ordinary"
    return " ".join(parts)


def test_no_false_quotation_passes_and_no_true_one_is_refused() -> None:
    """A hundred questions: fifteen quotations altered, fifteen of somebody else, thirty as they
    stand; twenty paragraphs, twenty citations."""
    said = quotations()[:45]
    assert len(said) == 45
    others = {"vladimir-putin": "Kim Jong Un", "kim-jong-un": "Putin"}
    asked: list[Question] = []
    for number, one in enumerate(said):
        words, speaker = one.exact, one.speaker
        if number < 15:
            asked.append(("verify_quote", {"words": altered(words), "speaker": speaker}))
            speaker = others.get(speaker, "Putin")
            asked.append(("verify_quote", {"words": words, "speaker": speaker}))
        else:
            asked.append(("verify_quote", {"words": words, "speaker": speaker}))
    for one in said[:20]:
        asked.append(("read", {"source": one.source, "para": one.locator}))
        asked.append(("cite", {"ids": [one.id], "to": "pandoc-key"}))
    assert len(asked) == 100
    told = answers(asked, "--timeline", str(FIVE))
    assert not any(failed for failed, _ in told)
    assert max(len(text.encode()) for _, text in told) <= tools.LARGEST
    false, true, others_told = told[:30], told[30:60], told[60:]
    for (_, read), (_, cited), one in zip(others_told[::2], others_told[1::2], said, strict=False):
        assert read.startswith(f"{one.source}, 1 paragraph:\n¶ {one.locator} ")
        assert cited.startswith(f"[@{one.source}, para. {one.locator}")
    assert all(text.startswith("NOT AS GIVEN (near)") for _, text in false[::2])
    for (_, text), one in zip(false[1::2], said, strict=False):
        assert text.startswith("NOT AS GIVEN (misattributed)")
        assert f"{one.source} para. {one.locator}" in text
    assert all(text.startswith("VERBATIM") for _, text in true)
    assert all(
        re.search(r"Coverage: 5 of \d+ sources held as text; data \S+\.$", text) for _, text in told
    )


def test_the_questions_of_a_historian_are_answered_page_by_page() -> None:
    asked: list[tuple[Question, list[str]]] = []
    for _, line, ids in EXACT:
        name, *typed = shlex.split(line)
        if name not in ("events", "said"):
            continue
        context = command_line().get_command(None, name).make_context(name, typed)
        given = {key: value for key, value in context.params.items() if value}
        given = {
            key: value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
            for key, value in given.items()
        }
        if "words" in given and not isinstance(given["words"], str):
            given["words"] = " ".join(given["words"])
        if given.keys() <= tools.TOOLS[name].properties.keys() and all(
            isinstance(value, (str, bool)) for value in given.values()
        ):
            asked.append(((name, given), ids))
    assert len(asked) >= 20
    told = answers([question for question, _ in asked], "--timeline", "builtin")
    for (question, ids), (failed, text) in zip(asked, told, strict=True):
        assert not failed, question
        assert text.startswith(f"{len(ids)} "), question
        shown = re.findall(r"\[([a-z0-9-]+)\]$", text, re.MULTILINE)
        assert shown == ids[: len(shown)], question
        if len(shown) < len(ids):
            assert f"{len(ids) - len(shown)} more: ask again with offset={len(shown)}." in text


def test_a_client_with_a_handshake_is_answered_alike() -> None:
    asked: list[Question] = [("events", {"words": "treaty"}), ("cite", {"ids": ["nobody"]})]
    told = [answers(asked, "--timeline", str(FIVE), mode=mode) for mode in REVISIONS]
    assert told[0] == told[1]
    assert [failed for failed, _ in told[0]] == [False, True]


def test_pages_join_without_a_gap() -> None:
    with ddr.open(FIVE) as timeline:
        every, offset, shown = timeline.statements().ids, 0, list[str]()
        while offset < len(every):
            text = tools.call(timeline, "said", {"offset": offset})
            assert len(text.encode()) <= tools.LARGEST
            shown += re.findall(r"\[([a-z0-9-]+)\]$", text, re.MULTILINE)
            assert len(shown) > offset
            offset = len(shown)
    assert shown == every


def test_words_of_a_report_stand_in_no_quotation_marks() -> None:
    with ddr.open("builtin") as timeline:
        for mode in ("reported", "paraphrase"):
            text = tools.call(timeline, "said", {"mode": mode})
            lines = [line for line in text.splitlines() if line.startswith("- ")]
            assert lines
            assert all(f"({mode}: not to be quoted; " in line for line in lines)
            assert not any(re.search(r": “[^”]*” \(", line) for line in lines)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"words": "a sentence that nobody has ever spoken or written down here"}, "CANNOT BE"),
        ({"words": "peace", "source": "tass-2019"}, "there is no record"),
        ({"words": "  "}, "'words' is required"),
    ],
)
def test_what_is_not_held_is_never_called_false(given: dict[str, Any], words: str) -> None:
    with ddr.open("builtin") as timeline:
        try:
            text = tools.call(timeline, "verify_quote", given)
        except ddr.DdrError as error:
            text = str(error)
    assert words in text


@pytest.mark.parametrize(
    ("name", "given"),
    [("read", {}), ("verify_quote", {"words": "A few words that stand nowhere at all."})],
)
def test_a_source_without_a_text_cannot_be_checked(name: str, given: dict[str, Any]) -> None:
    with ddr.open("builtin") as timeline:
        bare = next(one.id for one in timeline.sources() if not one.text)
        text = tools.call(timeline, name, {**given, "source": bare})
    assert "is not held" in text.splitlines()[0]


def test_the_descriptions_are_short() -> None:
    """A token of English is some four characters of such text; the bar is 1,500 of them."""
    described = json.dumps([tools.schema(name) for name in tools.TOOLS])
    assert len(described) / 3 < 1_500
    assert len(tools.TOOLS) <= 6


OTHER_REVISION = json.dumps(
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "ping",
        "params": {"_meta": {"io.modelcontextprotocol/protocolVersion": "2099-01-01"}},
    }
).encode()
HOSTILE = [
    (b"no json", -32700),
    (b"\xff\xfe", -32700),
    (b"[" * 100_000, -32700),
    (b"[]", -32600),
    (b"3", -32600),
    (b'{"id": 1, "method": "ping"}', -32600),
    (b'{"jsonrpc": "2.0", "id": 1}', -32600),
    (b'{"jsonrpc": "2.0", "id": 1, "method": 7}', -32600),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}', -32601),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32602),
    (b'[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]', -32600),
    (b'{"jsonrpc": "2.0", "id": {"a": 1}, "method": "nothing"}', -32601),
    (b'{"jsonrpc": "2.0", "id": 1' + b"0" * 4_000 + b', "method": "nothing"}', -32601),
    (b'{"jsonrpc": "2.0", "id": 1' + b"0" * 5_000 + b', "method": "nothing"}', -32700),
    (OTHER_REVISION, -32022),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {}}', -32602),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "rm"}}', -32602),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "x": "' + b"a" * 1_100_000 + b'"}', -32600),
]


def test_what_no_client_should_send_is_an_error_and_the_server_lives_on() -> None:
    """A request to cancel, of what is unknown, is a notification, and so has no answer."""
    cancel = b'{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 9}}'
    ping = cancel + b'\n{"jsonrpc": "2.0", "id": "p", "method": "ping"}'
    lines = [line for bad, _ in HOSTILE for line in (bad, ping)]
    done = subprocess.run(
        [sys.executable, "-m", "ddr", "mcp", "--timeline", str(FIVE)],
        input=b"\n".join(lines) + b"\n",
        capture_output=True,
        check=True,
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["error"]["code"] for one in replies[::2]] == [code for _, code in HOSTILE]
    assert all(one == {"jsonrpc": "2.0", "id": "p", "result": {}} for one in replies[1::2])
    assert done.stderr == b""


WRONG: list[tuple[str, Mapping[str, Any], str]] = [
    ("said", {"by": 3}, "'by' must be a string"),
    ("said", {"offset": -1}, "'offset' must be a number from 0 up"),
    ("said", {"offset": True}, "'offset' must be a number"),
    ("said", {"speaker": "Putin"}, "'speaker' is not an argument: words, by"),
    ("said", {"by": "Nobody Atall"}, "Nobody Atall"),
    ("events", {"since": "gestern"}, "gestern"),
    ("search", {}, "'words' is required"),
    ("cite", {"ids": "kremlin-2019"}, "'ids' must be a list of strings"),
    ("cite", {"ids": ["nobody"]}, "nobody"),
    ("cite", {"ids": ["kremlin-2019"], "to": "docx"}, "docx"),
]


@pytest.mark.parametrize(("name", "given", "words"), WRONG)
def test_a_wrong_argument_is_told_in_a_line(
    name: str, given: Mapping[str, Any], words: str
) -> None:
    with ddr.open(FIVE) as timeline, pytest.raises(ddr.DdrError) as caught:
        tools.call(timeline, name, given)
    assert words in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(
    st.sampled_from(list(tools.TOOLS)),
    st.dictionaries(
        st.sampled_from(["words", "by", "offset", "ids", "source", "para", "since", "speaker"]),
        JSON,
        max_size=4,
    ),
)
@settings(max_examples=60, deadline=None)
def test_any_arguments_get_an_answer_or_an_error(name: str, given: dict[str, Any]) -> None:
    params = {"name": name, "arguments": given}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    reply = mcp_server.answer(lambda: ddr.open(FIVE), json.dumps(message).encode())
    assert reply is not None
    (content,) = reply["result"]["content"]
    assert content["text"]
    assert len(content["text"].encode()) <= tools.LARGEST or reply["result"]["isError"]


def put(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    questions: list[Question],
    *arguments: str,
) -> list[tuple[bool, str]]:
    """Put questions to the command itself, in this process; return what `answers` does."""
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": n, "arguments": g}}
        for n, g in questions
    ]
    typed = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    capsys.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(typed))
        assert command_run(["mcp", *arguments]) == 0
    results = [json.loads(line)["result"] for line in capsys.readouterr().out.splitlines()]
    return [(one["isError"], one["content"][0]["text"]) for one in results]


HELD = "Nobody had said so much in so few words before that day."


@pytest.fixture
def holding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hold a copy of a text that a timeline does not; return the options that name this."""
    monkeypatch.setenv("DDR_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(HELD, "utf-8")
    timeline = ["--timeline", str(write(tmp_path / "odd"))]
    assert command_run(["hold", "unheld-2002", "page.txt", *timeline]) == 0
    return timeline


@pytest.mark.parametrize("copies", [False, True])
def test_an_assistant_reads_the_readers_copies_only_where_it_may(
    copies: bool,
    holding: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Question] = [
        ("read", {"source": "unheld-2002"}),
        ("search", {"words": "nobody had said so much"}),
        ("verify_quote", {"words": "so much in so few words before"}),
        ("verify_quote", {"words": "Nobody had said so many in so few words before that day."}),
    ]
    switch = ["--copies"] * copies
    told = [text for _, text in put(capsys, monkeypatch, asked, *holding, *switch)]
    assert ["said so much in" in text for text in told[:2]] == [copies] * 2
    assert ("{+much+}" in told[3]) is copies
    rest = "1 of them the reader's own copies" if copies else "own copies are not used"
    assert all(rest in text for text in told if "Coverage" in text)
    assert "VERBATIM" in told[2] if copies else "CANNOT BE CHECKED" in told[2]


def test_a_timeline_that_quotes_the_readers_copies_says_what_lets_them_be_read(
    holding: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = ["--find", "Nobody had said", "--speaker", "somebody", "--mode", "direct"]
    somebody = ["--name", "Somebody", "--id", "somebody"]
    assert command_run(["add", "person", *somebody, *holding]) == 0
    assert command_run(["add", "statement", *quoted, "--date", "2002", *holding]) == 0
    ((failed, text),) = put(capsys, monkeypatch, [("events", {})], *holding)
    assert failed
    assert "'ddr mcp --copies' lets the assistant read them" in text
    ((failed, _),) = put(capsys, monkeypatch, [("events", {})], *holding, "--copies")
    assert not failed
