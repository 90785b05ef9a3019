"""Whoosh unpickles its own files; here it learns to build only what an index of ours holds.

A pickle names any importable object and calls it, so a doctored index would run code. Every unpickler that Whoosh
holds is replaced by one that knows an exact list; "anything of whoosh" would not do, since
`whoosh.util.loading.find_object` imports whatever it is told.
"""

import io
import pickle
import sys
import types
from typing import IO, Any

from reader.errors import IndexFault

# Recorded by opening an index of ours; a test records them again. The schema itself is never unpickled: it is given.
ALLOWED = frozenset(
    {
        ("builtins", "int"),
        ("collections", "defaultdict"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
    }
)


class ListedUnpickler(pickle.Unpickler):
    """An unpickler of the listed classes only. Raises UnpicklingError for any other."""

    def find_class(self, module: str, name: str) -> Any:
        """The listed class of that name."""
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"refused {module}.{name}")
        return super().find_class(module, name)


def _load(file: IO[bytes], **_: Any) -> Any:
    return ListedUnpickler(file).load()


def _loads(data: bytes, **_: Any) -> Any:
    return ListedUnpickler(io.BytesIO(data)).load()


_LISTED = types.ModuleType("pickle")
vars(_LISTED).update(vars(pickle))
vars(_LISTED).update(load=_load, loads=_loads, Unpickler=ListedUnpickler, _Unpickler=ListedUnpickler)
_SWAP: dict[int, Any] = {id(pickle): _LISTED, id(pickle.load): _load, id(pickle.loads): _loads}


def _open_doors() -> list[tuple[types.ModuleType, str]]:
    """Every name in a module of Whoosh that still unpickles anything."""
    found = []
    for module_name, module in list(sys.modules.items()):
        if module_name.split(".")[0] == "whoosh":
            found += [(module, name) for name, value in list(vars(module).items()) if id(value) in _SWAP]
    return found


def guard_whoosh() -> None:
    """Import the parts of Whoosh that read an index and close their unpicklers; cheap when done before."""
    import whoosh.codec.whoosh2
    import whoosh.codec.whoosh3
    import whoosh.index
    import whoosh.legacy
    import whoosh.matching.wrappers
    import whoosh.reading
    import whoosh.searching
    import whoosh.writing

    for module, name in _open_doors():
        setattr(module, name, _SWAP[id(getattr(module, name))])
    whoosh.legacy.toc_loaders.clear()  # tables of contents of version -110 have an unpickler of their own


def check_guard() -> None:
    """Make sure that nothing imported since unpickles freely. Raises IndexFault."""
    if doors := _open_doors():
        module, name = doors[0]
        raise IndexFault(f"Whoosh reads its index unguarded ({module.__name__}.{name})", "report this as a bug")
