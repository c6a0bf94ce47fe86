"""The Model Context Protocol over standard input and output: JSON-RPC 2.0, a message a line.

Only what a read-only server of tools needs: of the revisions with a handshake (2024-11-05 to
2025-11-25), and of that in which each request names its revision (2026-07-28). The official SDK
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
"""The revisions of the protocol with a handshake that are spoken, the newest first."""

STATELESS = "2026-07-28"
"""The revision without one: a request says in its `_meta` that it is of it."""

LARGEST = 1_000_000
"""Bytes of a message."""

_PARSE, _INVALID, _METHOD, _PARAMS = -32700, -32600, -32601, -32602
_REVISION = -32022
_META = "io.modelcontextprotocol/"
_SERVER = {"name": "ddr", "version": __version__}
_CAPABLE: dict[str, Any] = {"capabilities": {"tools": {}}}
_KEPT = {"ttlMs": 3_600_000, "cacheScope": "public"}
"""How long a client may keep what never changes while the server runs."""

INSTRUCTIONS = (
    "A checked timeline with citations. Quote only words that an answer prints in “…”, and check "
    "any other quotation with verify_quote first. A text that is not held cannot be checked: say "
    "so, and do not call the words false. Take citations from cite, never compose them."
)


class RpcError(Exception):
    """A request that cannot be served, with the code that JSON-RPC gives it."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.code, self.data = code, data


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
        return _failure(number, error.code, str(error), error.data)
    return {"jsonrpc": "2.0", "id": number, "result": result}


def _result(opened: Callable[[], Timeline], method: object, params: object) -> dict[str, Any]:
    if not isinstance(method, str):
        raise RpcError(_INVALID, "a request names its method")
    if not isinstance(params, dict):
        raise RpcError(_PARAMS, "params is an object")
    result, kept = _answered(opened, method, params)
    if not _stateless(params):
        return result
    meta = {f"{_META}serverInfo": _SERVER}
    return {**result, **(_KEPT if kept else {}), "resultType": "complete", "_meta": meta}


def _stateless(params: Mapping[str, Any]) -> bool:
    """Return whether a request is of `STATELESS`; raises `RpcError` for one that is not spoken."""
    meta = params.get("_meta")
    name = f"{_META}protocolVersion"
    if not isinstance(meta, dict) or name not in meta:
        return False
    if meta[name] != STATELESS:
        data = {"supported": [STATELESS], "requested": str(meta[name])[:60]}
        raise RpcError(_REVISION, f"the revision '{data['requested']}' is not spoken", data)
    return True


def _answered(
    opened: Callable[[], Timeline], method: str, params: dict[str, Any]
) -> tuple[dict[str, Any], bool]:
    """Return the result of a method, and whether it may be kept."""
    if method == "initialize":
        asked = params.get("protocolVersion")
        version = asked if asked in VERSIONS else VERSIONS[0]
        about = {"serverInfo": _SERVER, "instructions": INSTRUCTIONS}
        return {"protocolVersion": version, **_CAPABLE, **about}, False
    if method == "server/discover":
        return {"supportedVersions": [STATELESS], **_CAPABLE, "instructions": INSTRUCTIONS}, True
    if method == "ping":
        return {}, False
    if method == "tools/list":
        return {"tools": [tools.schema(name) for name in tools.TOOLS]}, True
    if method == "tools/call":
        return _called(opened, params.get("name"), params.get("arguments") or {}), False
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


def _failure(number: object, code: int, message: str, data: object = None) -> dict[str, Any]:
    number = number if isinstance(number, str | int) else None
    error = {"code": code, "message": message, **({"data": data} if data else {})}
    return {"jsonrpc": "2.0", "id": number, "error": error}
