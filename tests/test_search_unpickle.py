"""A doctored index runs no code."""

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import IndexFault
from reader.search.index import unpickle
from reader.search.index.document import IndexDocument
from reader.search.index.store import IndexStore
from reader.search.query.tree import Phrase, Word
from tests.search_corpus import random_articles, world_of


class Payload:
    """Pickles as a call of a dotted name in a module."""

    def __init__(self, module: str, name: str, *arguments: object) -> None:
        self.parts = module, name, arguments

    def pickled(self) -> bytes:
        module, name, arguments = self.parts
        head = b"\x80\x04" + _text(module) + _text(name) + b"\x93"
        return head + pickle.dumps(arguments, 4)[2:-1] + b"R."


def _text(value: str) -> bytes:
    data = value.encode()
    return b"\x8c" + bytes([len(data)]) + data


def payloads(target: Path) -> list[bytes]:
    command = f"touch {target}"
    find = Payload("whoosh.util.loading", "find_object", "os.system").pickled()[2:-1]
    found_then_called = b"\x80\x04" + find + pickle.dumps((command,), 4)[2:-1] + b"R."
    return [
        Payload("os", "system", command).pickled(),
        Payload("posix", "system", command).pickled(),
        found_then_called,
        Payload("whoosh.index", "os.system", command).pickled(),
        Payload("builtins", "eval", f"open({str(target)!r}, 'w')").pickled(),
    ]


def test_the_payloads_do_harm_where_nothing_guards(tmp_path: Path) -> None:
    for number, payload in enumerate(payloads(tmp_path / "done")):
        pickle.loads(payload)
        assert (tmp_path / "done").exists(), number
        (tmp_path / "done").unlink()


def toc_with(folder: Path, segments: bytes, version: int | None = None) -> None:
    """Put a pickle in the place of the segments of a table of contents, and another version in its head."""
    [path] = folder.glob("gen-1/*.toc")
    whole = path.read_bytes()
    at = whole.index(b"\x80\x05", whole.index(b"whoosh.fields"))
    whole = whole[:at] + segments
    if version is not None:
        current = (-111).to_bytes(4, "big", signed=True)
        assert current in whole
        whole = whole.replace(current, version.to_bytes(4, "big", signed=True), 1)
    path.write_bytes(whole)


@pytest.mark.parametrize("number", range(5))
def test_a_payload_in_the_table_of_contents_is_refused(tmp_path: Path, number: int) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", [document for document, _ in random_articles(1, 3)])
    toc_with(store.folder, payloads(tmp_path / "done")[number])
    with pytest.raises(IndexFault, match="damaged"):
        store.open()
    assert not (tmp_path / "done").exists()


@pytest.mark.parametrize("number", range(5))
def test_a_payload_in_the_terms_or_the_postings_is_refused(tmp_path: Path, number: int) -> None:
    world = world_of(tmp_path / "index", ("Ferry", "a ferry, and the ferry of Karrow"), ("Talks", "ferry talks"))
    world.engine.close()
    payload = payloads(tmp_path / "done")[number]
    for pattern in ("*.trm", "*.pst"):
        for path in (tmp_path / "index").glob(f"gen-1/{pattern}"):
            whole = path.read_bytes()
            for start in range(4, len(whole) - len(payload)):
                if whole[start : start + 2] in (b"\x80\x05", b"\x80\x02"):
                    path.write_bytes(whole[:start] + payload + whole[start + len(payload) :])
                    for tree in (Word("ferry"), Phrase(("the", "ferry"))):
                        try:
                            world.engine.refresh(world.catalogue)
                            world.search(tree)
                        except IndexFault:
                            pass
                    assert not (tmp_path / "done").exists()
            path.write_bytes(whole)


def test_the_old_kind_of_table_of_contents_is_refused(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", [IndexDocument(1, "Ferry", ("x",))])
    toc_with(store.folder, payloads(tmp_path / "done")[0], -110)
    with pytest.raises(IndexFault, match="IndexVersionError"):
        store.open()
    assert not (tmp_path / "done").exists()


def test_nothing_of_whoosh_unpickles_freely_after_use(tmp_path: Path) -> None:
    world = world_of(tmp_path / "index", ("Ferry", "talks"))
    world.search(Word("ferry"))
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "whoosh":
            held = [key for key, value in vars(module).items() if value in (pickle, pickle.load, pickle.loads)]
            assert not held, (name, held)
    unpickle.check_guard()


def test_a_door_opened_later_is_noticed_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    import whoosh.index

    unpickle.guard_whoosh()
    monkeypatch.setattr(whoosh.index, "pickle", pickle)
    with pytest.raises(IndexFault, match="unguarded"):
        unpickle.check_guard()
    unpickle.guard_whoosh()
    unpickle.check_guard()


def test_the_list_is_what_an_index_needs_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[tuple[str, str]] = set()
    real: Callable[..., Any] = unpickle.ListedUnpickler.find_class

    def record(self: unpickle.ListedUnpickler, module: str, name: str) -> Any:
        asked.add((module, name))
        return real(self, module, name)

    monkeypatch.setattr(unpickle.ListedUnpickler, "find_class", record)
    world = world_of(tmp_path / "index", *(("Ferry", "the ferry talks " * n) for n in range(1, 30)))
    world.search(Phrase(("the", "ferry")))
    world.store.update("archive", "2", [IndexDocument(1, "Barge", ("x",))], [1, 2])
    world.engine.refresh(world.catalogue)
    world.search(Word("talks"))
    assert asked == unpickle.ALLOWED
