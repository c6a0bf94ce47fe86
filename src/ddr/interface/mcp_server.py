"""The Model Context Protocol over standard input and output: JSON-RPC 2.0, a message a line.

Only what a read-only server of tools needs (revisions 2024-11-05 to 2025-11-25). The official SDK
would do it too, at fifteen times the start-up; the tests hold this loop against its client.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from ddr import __version__
from ddr.errors import DdrError
from ddr.interface import tools
from ddr.interface.python import Timeline

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""The revisions of the protocol that are spoken, the newest first."""

LARGEST = 1_000_000
"""Bytes of a message."""

_PARSE, _INVALID, _METHOD, _PARAMS = -32700, -32600, -32601, -32602

INSTRUCTIONS = (
    "A checked timeline with citations. Quote only words that an answer prints in “…”, and check "
    "any other quotation with verify_quote first. A text that is not held cannot be checked: say "
    "so, and do not call the words false. Take citations from cite, never compose them."
)


class RpcError(Exception):
    """A request that cannot be served, with the code that JSON-RPC gives it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def serve(opened: Callable[[], Timeline], source: BinaryIO, sink: BinaryIO) -> None:
    """Answer messages until the input ends.

    opened: opens the timelines, anew for each call, so that what was written since counts.
    """
    while line := source.readline(LARGEST + 1):
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = source.readline(LARGEST)
            reply: Mapping[str, Any] | None = _failure(
                None, _INVALID, f"a message has at most {LARGEST:,} bytes"
            )
        elif not line.strip():
            continue
        else:
            reply = answer(opened, line)
        if reply is not None:
            sink.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
            sink.flush()


def answer(opened: Callable[[], Timeline], line: bytes) -> dict[str, Any] | None:
    """Return the reply to one message, None to a notification."""
    try:
        message = json.loads(line.decode())
    except (ValueError, RecursionError):
        return _failure(None, _PARSE, "a message is one line of JSON in UTF-8")
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return _failure(None, _INVALID, "a message is one object of JSON-RPC 2.0")
    if "id" not in message:
        return None
    number = message["id"]
    try:
        result = _result(opened, message.get("method"), message.get("params", {}))
    except RpcError as error:
        return _failure(number, error.code, str(error))
    return {"jsonrpc": "2.0", "id": number, "result": result}


def _result(opened: Callable[[], Timeline], method: object, params: object) -> dict[str, Any]:
    if not isinstance(method, str):
        raise RpcError(_INVALID, "a request names its method")
    if not isinstance(params, dict):
        raise RpcError(_PARAMS, "params is an object")
    if method == "initialize":
        asked = params.get("protocolVersion")
        return {
            "protocolVersion": asked if asked in VERSIONS else VERSIONS[0],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "ddr", "version": __version__},
            "instructions": INSTRUCTIONS,
        }
    if method == "ping":
        return {}
    if method == "tools/list":
        return {"tools": [tools.schema(name) for name in tools.TOOLS]}
    if method == "tools/call":
        return _called(opened, params.get("name"), params.get("arguments") or {})
    raise RpcError(_METHOD, f"there is no method '{method[:60]}'")


def _called(opened: Callable[[], Timeline], name: object, given: object) -> dict[str, Any]:
    if not isinstance(name, str) or not isinstance(given, dict):
        raise RpcError(_PARAMS, "tools/call takes a name and an object of arguments")
    if name not in tools.TOOLS:
        raise RpcError(_PARAMS, f"there is no tool '{name[:60]}'")
    try:
        with opened() as timeline:
            text, failed = tools.call(timeline, name, given), False
    except DdrError as error:
        text, failed = "\n".join([str(error), *map(str, error.choices)]), True
    return {"content": [{"type": "text", "text": text}], "isError": failed}


def _failure(number: object, code: int, message: str) -> dict[str, Any]:
    number = number if isinstance(number, str | int) else None
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}
