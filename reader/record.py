"""Frozen, slotted records that cost little to declare, for the modules that every start loads.

The standard decorator compiles six functions for each class, which takes longer than all else in such a module. Here
records share them; the constructor, whose speed counts, is compiled when a class makes its first instance.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields, make_dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Class = TypeVar("_Class", bound=type)


@dataclass_transform(frozen_default=True)
def record(cls: _Class) -> _Class:
    """Make of a class without bases what `dataclass(frozen=True, slots=True)` makes of it; defaults are plain values.

    Equality needs the same type, as there; `dataclasses.fields`, `replace` and `asdict` work.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name in _SHARED:
        setattr(made, name, vars(_Record)[name])
    return made  # type: ignore[no-any-return]


class _Record:
    """The methods that all records share."""

    __slots__ = ()

    def __init__(self, *values: Any, **named: Any) -> None:
        constructor = _constructor(type(self))
        type(self).__init__ = constructor  # type: ignore[method-assign]
        constructor(self, *values, **named)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _names(self))
        return f"{type(self).__qualname__}({shown})"

    def __eq__(self, other: object) -> bool:
        return NotImplemented if type(other) is not type(self) else _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), _values(self)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = ("__init__", "__repr__", "__eq__", "__hash__", "__reduce__", "__setattr__", "__delattr__")


def _names(self: Any) -> tuple[str, ...]:
    return self.__match_args__  # type: ignore[no-any-return] # dataclass sets it to the fields in order


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in _names(self)])


def _constructor(cls: type) -> Callable[..., None]:
    """The one that the standard library makes for a frozen class of these fields."""
    specified = [
        (each.name, each.type) if each.default is MISSING else (each.name, each.type, each.default)
        for each in fields(cls)
    ]
    # With a docstring of its own no signature is worked out for one.
    documented = {"__doc__": cls.__doc__}
    plain: Any = make_dataclass(cls.__name__, specified, namespace=documented, frozen=True, eq=False, repr=False)
    return plain.__init__  # type: ignore[no-any-return]
