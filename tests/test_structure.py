"""The plan of the house holds: imports run one way, and heavy libraries stay where they belong."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

READER = Path(__file__).resolve().parent.parent / "reader"

# A room may import rooms of a lower floor, and its own; rooms of one floor do not know each other.
FLOORS = [
    {"errors", "record"},
    {"article"},
    {"kept"},
    {"results", "topic_results", "comparison", "digest", "taking"},
    {"text", "paths"},
    {"config", "log"},
    {"ingest", "topics", "archive", "search", "compare", "export", "keys", "theme_files"},
    {"labelling", "naming", "sources"},
    {"adding", "raw", "searching"},
    {"relating", "query_editing", "comparing", "echoing", "exporting"},
    {"digesting"},
    {"reading_on", "keeping", "following", "taking_away", "writing_out"},
    {"library"},
    {"cli", "tui", "worker"},
]
# The command line opens the desk; nothing else of the desk is known to it.
ALLOWED = {("cli", "tui.start")}
FACADE_ONLY = {
    "errors",
    "record",
    "article",
    "kept",
    "results",
    "comparison",
    "digest",
    "taking",
    "text",
    "paths",
    "config",
    "log",
    "library",
}
FACADE_ONLY |= {"keys", "theme_files"}  # what the command line and the desk both tell of, without the archive
HOME_OF = {
    "whoosh": {"search"},
    "textual": {"tui"},
    "rich": {"tui"},
    "platformdirs": {"paths"},
    "sqlite3": {"archive"},
    "yaml": {"ingest"},
    "jinja2": {"export"},
    "markupsafe": {"export"},
}


def room_of(path: Path) -> str:
    return path.relative_to(READER).parts[0].removesuffix(".py")


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


@cache
def imports_of(path: Path) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return frozenset(found)


SOURCES = [path for path in sorted(READER.rglob("*.py")) if path != READER / "__init__.py"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(READER)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "reader" or len(parts) == 1:
            continue
        other = parts[1]
        if other == room or any(
            room == inner and name.removeprefix("reader.").startswith(allowed) for inner, allowed in ALLOWED
        ):
            continue
        if room in {"cli", "tui"}:
            assert other in FACADE_ONLY, f"{path} imports {name}: it knows the facade and the records only"
        elif other != "tui" or name != "reader.tui":
            assert floor_of(other) < floor_of(room), f"{path} imports {name}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(READER)))
def test_heavy_libraries_stay_in_their_rooms(path: Path) -> None:
    for name in imports_of(path):
        homes = HOME_OF.get(name.split(".")[0])
        assert homes is None or room_of(path) in homes, f"{path} imports {name}"


@pytest.mark.parametrize("module", ["reader.library", "reader.cli.main", "reader.searching", "reader.adding"])
def test_the_command_line_loads_no_screen_and_no_index(module: str) -> None:
    code = f"import sys, {module}; print([m for m in ('textual', 'rich', 'whoosh', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=READER.parent)
    assert done.stdout.strip() == "[]"


def test_no_file_has_grown_past_its_concept() -> None:
    long = {str(path): length for path in SOURCES if (length := len(path.read_text().splitlines())) > 400}
    assert not long


def test_no_code_runs_what_data_says() -> None:
    forbidden = {"pickle", "marshal", "shelve"}
    allowed = {READER / "search" / "index" / "unpickle.py"}
    for path in SOURCES:
        assert path in allowed or not forbidden & {name.split(".")[0] for name in imports_of(path)}, path
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"eval", "exec", "os.system", "os.popen"}, f"{path}: {called}"
                for keyword in node.keywords:
                    assert keyword.arg != "shell", f"{path}: no shell"
