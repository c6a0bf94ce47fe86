"""What records are: named values that do not change.

A frozen dataclass says the same, but writes and compiles its methods again at each start, which
costs a command more than the rest of its imports; here they are written once, for all.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """A base class: the annotations are the fields, in their order; values there are defaults.

    A subclass has the fields of its base too. Instances are compared and hashed by their values;
    those of two classes are never equal.
    """

    FIELDS: ClassVar[tuple[str, ...]] = ()
    REQUIRED: ClassVar[frozenset[str]] = frozenset()
    KW_ONLY: ClassVar[bool] = False

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        cls.KW_ONLY = kw_only or cls.KW_ONLY
        cls.FIELDS = tuple(dict.fromkeys((*cls.FIELDS, *cls.__annotations__)))
        cls.REQUIRED = frozenset(name for name in cls.FIELDS if not hasattr(cls, name))

    def __init__(self, *given: Any, **values: Any) -> None:
        cls = type(self)
        if given:
            named = dict(zip(cls.FIELDS, given, strict=False))
            if cls.KW_ONLY or len(named) < len(given) or named.keys() & values.keys():
                raise TypeError(f"{cls.__name__} takes its fields by keyword, or each once")
            values |= named
        if strange := values.keys() - cls.FIELDS:
            raise TypeError(f"{cls.__name__} has no field '{min(strange)}'")
        if missing := cls.REQUIRED - values.keys():
            raise TypeError(f"{cls.__name__} needs '{min(missing)}'")
        for name, value in values.items():  # filling `vars(self)` would give each a dict to keep
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} does not change")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({given})"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.FIELDS)


F = TypeVar("F", bound=Frozen)


def replace(values: F, **changes: Any) -> F:
    """Return a copy in which some fields have other values; raise `TypeError` for unknown ones."""
    return type(values)(**vars(values) | changes)
