"""The entry point: ``ddr`` and ``python -m ddr``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; ``ddr --version`` answers from the standard library alone."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ddr import __version__

        sys.stdout.write(f"ddr {__version__}\n")
        return
    from ddr.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
