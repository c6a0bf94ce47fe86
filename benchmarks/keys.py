"""Press keys of ``ddr browse`` and print what each costs: ``python -m benchmarks.keys TIMELINE``.

A line for each key: its name, and processor time in milliseconds until the screen is at rest.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time

from textual.pilot import Pilot

import ddr
from ddr.interface.browse.browser import Browser

KEYS: tuple[tuple[str, str], ...] = (
    *((key, key) for key in ("down", "pagedown", "end", "up", "pageup", "home")),
    *((key, key) for key in ("right_square_bracket", "left_square_bracket", "s", "end", "e")),
    *((key, key) for key in ("m", "y", "k", "question_mark", "escape", "C", "escape", "d", "d")),
    *((key, key) for key in ("enter", "down", "enter", "backspace", "slash")),
    *((f"/ {'lighthouse'[: n + 1]}", letter) for n, letter in enumerate("lighthouse")),
    *(("leave the filter", "escape"), ("s, filtered", "s"), ("p, filtered", "p")),
    *(("no filter", "escape"), ("e, filtered", "e"), ("no filter", "escape"), ("slash", "slash")),
    *((f"/ {'friendship'[: n + 1]}", letter) for n, letter in enumerate("friendship")),
    *(("leave the filter", "escape"), ("end, filtered", "end"), ("s, filtered", "s")),
    *(("e, filtered", "e"), ("no filter", "escape"), ("slash", "slash")),
    *((f"/ {'year:1961-1965'[: n + 1]}", key) for n, key in enumerate("year:1961-1965")),
    *(("leave the filter", "escape"), ("no filter", "escape")),
    *(("leave the filter", "escape"), ("p", "p"), ("end", "end"), ("home", "home")),
    *(("enter", "enter"), ("escape", "escape"), ("e", "e"), ("slash", "slash")),
    *((f"/ {'by:ada common'[: n + 1]}", key) for n, key in enumerate("by:ada common")),
    *(("leave the filter", "escape"), ("no filter", "escape")),
)
"""What is told of each, and the key."""

_NAMED = {":": "colon", " ": "space", "-": "minus"}


async def press(pilot: Pilot[None], key: str) -> None:
    """Press a key and wait until all that it asks for is shown."""
    await pilot.press(_NAMED.get(key, key))
    app = pilot.app
    while app._pending is not None:  # type: ignore[attr-defined]  # noqa: SLF001
        await pilot.pause(0.01)
    await app.workers.wait_for_complete()
    await pilot.pause()


async def main(timeline: str) -> None:
    """Press every key, and print."""
    app = Browser(lambda: ddr.open(timeline))
    gc.freeze()  # as the command does
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        for name, key in KEYS:
            before = time.process_time()
            await press(pilot, key)
            print(f"{1000 * (time.process_time() - before):.0f}\t{name}", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
