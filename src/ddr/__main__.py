"""The entry point: ``ddr`` and ``python -m ddr``."""

from __future__ import annotations

import sys

_OBJECTS = 500_000
"""New objects before garbage is looked for: 10,000 records read are fewer, and no garbage."""


def main() -> None:
    """Run the command line; ``ddr --version`` answers from the standard library alone."""
    try:
        code = _version() if sys.argv[1:] in (["--version"], ["-V"]) else _run()
    except KeyboardInterrupt:  # while the command line itself is loaded
        sys.stderr.write("ddr: interrupted\n")
        code = 130
    sys.exit(code)


def _version() -> int:
    from ddr import __version__

    if sys.stdout is None:
        return _run()
    try:
        sys.stdout.write(f"ddr {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        from ddr.cli.app import not_written

        return not_written(error)
    return 0


def _run() -> int:
    import gc

    gc.set_threshold(_OBJECTS)
    from ddr.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    main()
