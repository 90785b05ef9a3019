"""What ships: themes, sample corpus and rules reach the wheel, the sdist and an editable install."""

import subprocess
import sys
import tarfile
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from reader.paths import bundled

ROOT = Path(__file__).resolve().parent.parent
DATA = [
    "reader/ingest/dumps.toml",
    "reader/topics/topics.toml",
    "reader/topics/names.toml",
    "reader/topics/gazetteer.toml",
    "reader/bundled/themes/night.toml",
    "reader/bundled/sample_corpus/veldmark-1.txt",
    "reader/bundled/sample_corpus/veldmark-2.txt",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--sdist",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_has_all_it_needs(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert names.issuperset(DATA)
    assert any(name.startswith("reader/tui/pages/") for name in names)
    assert any(name.endswith(".tcss") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_the_sdist_has_all_it_needs_to_build_and_test(built: Path) -> None:
    names = {name.split("/", 1)[1] for name in tarfile.open(next(built.glob("*.tar.gz"))).getnames() if "/" in name}
    for wanted in ("themes/night.toml", "sample_corpus/veldmark-1.txt", "tests/conftest.py", "README.md", "LICENSE"):
        assert wanted in names
    assert names.issuperset(name for name in DATA if "bundled" not in name)


def test_a_wheel_built_from_the_sdist_is_the_same(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--outdir",
        str(tmp_path / "again"),
        str(source),
    ]
    subprocess.run(command, capture_output=True, check=True)
    first, again = (zipfile.ZipFile(next(folder.glob("*.whl"))).namelist() for folder in (built, tmp_path / "again"))
    assert sorted(first) == sorted(again)


def test_the_installed_copy_that_runs_these_tests_finds_its_data() -> None:
    assert list(bundled("themes").glob("*.toml"))
    assert list(bundled("sample_corpus").glob("*.txt"))
    for name in DATA:
        assert "bundled" in name or files("reader").joinpath(name.removeprefix("reader/")).is_file(), name
