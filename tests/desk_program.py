"""A desk on a fake library, to be run under a pseudo-terminal: `desk_program.py FOLDER [hostile|crash|slow|empty]`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reader.errors import ReaderError
from reader.results import IndexState
from reader.tui.start import run_desk
from tests.fake_library import FakeLibrary, FakeRun, make_library
from tests.hostile import HOSTILE


def hostile_library(folder: Path) -> FakeLibrary:
    """A library with an article for each hostile text."""
    from tests.test_desk_hostile import hostile_article

    library = make_library(folder, 1)
    library.articles = {key: hostile_article(key, text) for key, text in enumerate(HOSTILE, 1)}
    return library


def main() -> int:
    folder, kind = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    library = hostile_library(folder) if kind == "hostile" else make_library(folder)
    if kind == "indexing":
        library.state, library.run = IndexState("behind", 3, 40), FakeRun(steps=100_000)
    if kind == "crash":

        def read(*_: object) -> None:
            secret = "SECRET" + str(len(sys.argv))
            raise KeyError(secret)

        library.read = read  # type: ignore[assignment, method-assign]
    try:
        code = run_desk(lambda: (library, "", "hello\x1b]0;x\x07"))  # type: ignore[arg-type, return-value]
    except ReaderError as fault:
        print(f"broadsheet: {fault}", file=sys.stderr)
        code = fault.exit_code
    if library.run is None and kind == "indexing":
        print("the run was handed out")
    return code


if __name__ == "__main__":
    sys.exit(main())
