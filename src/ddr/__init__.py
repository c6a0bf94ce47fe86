"""ddr: a timeline, and citations back to each source text.

    >>> import ddr
    >>> timeline = ddr.open()
    >>> timeline.events("treaty", since="2024")[0].title

`docs/python.md` tells more. Nothing is loaded before it is used.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ddr.errors import DataError, DdrError, NotFoundError, ToolError, UsageError
    from ddr.interface.notices import Notice
    from ddr.interface.python import Timeline
    from ddr.interface.python import open_timeline as open  # noqa: A004
    from ddr.interface.record_list import Records

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "DdrError",
    "NotFoundError",
    "Notice",
    "Records",
    "Timeline",
    "ToolError",
    "UsageError",
    "open",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what is asked for (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module 'ddr' has no attribute '{name}'")
        from importlib import import_module

        place = {"Notice": "ddr.interface.notices", "Records": "ddr.interface.record_list"}.get(
            name, "ddr.errors" if name.endswith("Error") else "ddr.interface.python"
        )
        return getattr(import_module(place), {"open": "open_timeline"}.get(name, name))
