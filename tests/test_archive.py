"""The archive keeps what was filed, whatever happens around it."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.archive.database import Database
from reader.archive.filing import DumpFacts, Filed
from reader.archive.store import Archive
from reader.article import Article
from reader.errors import ArchiveError, UsageError
from reader.paths import ARCHIVE_FILE
from tests.articles import make_article

FERRY = make_article("Ferry talks resume in Lindholm", "Talks on the Karrow ferry resumed.", "Nobody spoke.")
SHELLS = make_article("Shells hit Brennvik harbour", "Four people died.", day="2031-03-13", line=40)
DIARY = make_article(
    "Border diary, day 1,396",
    headed=[("Fighting", ["fighting"], ["Shells fell."]), ("Aid", ["aid"], ["Two lorries came.", "A third did not."])],
    line=80,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "archive")
    yield made
    made.close()


def file(archive: Archive, *articles: Article, dump: str = "march.txt", digest: str = "d1") -> Filed:
    path = Path("/dumps") / dump
    return archive.file_dump(path, dump, iter(articles), lambda: DumpFacts(digest, 100, "utf-8", "s", ("Ostrana",)))


def keys_by_id(archive: Archive) -> dict[str, int]:
    keys = archive.keys_in_order()
    return {article.id: key for key, article in zip(keys, archive.articles(keys), strict=True)}


def test_an_article_comes_back_as_it_was_filed(archive: Archive) -> None:
    file(archive, FERRY, DIARY)
    assert list(archive.articles(archive.keys_in_order())) == [FERRY, DIARY]
    assert [column.topics for column in archive.columns()] == [(), (("fighting", 1), ("aid", 1))]


def test_filing_the_same_again_changes_no_key(archive: Archive) -> None:
    file(archive, FERRY, SHELLS)
    before = keys_by_id(archive)
    filed = file(archive, FERRY, SHELLS)
    assert (filed.new, filed.gone, filed.articles) == (0, 0, 2)
    assert keys_by_id(archive) == before


def test_a_changed_dump_updates_what_changed_and_keeps_the_rest(archive: Archive) -> None:
    file(archive, FERRY, SHELLS)
    before = keys_by_id(archive)
    filed = file(archive, DIARY, FERRY, digest="d2")
    after = keys_by_id(archive)
    assert (filed.new, filed.gone) == (1, 1)
    assert after[FERRY.id] == before[FERRY.id]
    assert SHELLS.id not in after
    assert [each.id for each in archive.articles(archive.keys_in_order())] == [DIARY.id, FERRY.id]


def test_the_same_content_counts_once_and_survives_its_first_place(archive: Archive) -> None:
    filed = file(archive, FERRY, FERRY, SHELLS)
    assert (filed.articles, filed.duplicates) == (2, 1)
    file(archive, FERRY, dump="april.txt", digest="d3")
    assert archive.count() == 2
    assert archive.forget("march.txt") == 2
    assert [each.title for each in archive.articles(archive.keys_in_order())] == [FERRY.title]


def test_a_fault_while_filing_leaves_everything_as_it_was(archive: Archive) -> None:
    file(archive, FERRY)

    def faulty() -> Iterator[Article]:
        yield SHELLS
        raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError):
        archive.file_dump(Path("/dumps/march.txt"), "march.txt", faulty(), lambda: DumpFacts("d", 1, "utf-8", "s"))
    assert [each.title for each in archive.articles(archive.keys_in_order())] == [FERRY.title]
    assert [dump.digest for dump in archive.dumps()] == ["d1"]


def test_the_stamp_rises_with_every_change_and_with_nothing_else(archive: Archive) -> None:
    uid, stamp = archive.facts()
    file(archive, FERRY)
    assert archive.facts() == (uid, stamp + 1)
    archive.count()
    assert archive.facts() == (uid, stamp + 1)


def test_an_id_is_found_by_its_beginning_and_a_wrong_one_is_told(archive: Archive) -> None:
    file(archive, FERRY, SHELLS)
    assert archive.find_key(FERRY.id[:6]) == archive.find_key(FERRY.id)
    with pytest.raises(UsageError, match="no article has the id 'zzz'"):
        archive.find_key("zzz")


def test_forgetting_an_unknown_dump_names_the_nearest(archive: Archive) -> None:
    file(archive, FERRY)
    with pytest.raises(UsageError, match=r"did you mean march\.txt\?"):
        archive.forget("marsh.txt")


def test_every_thread_has_a_connection_of_its_own(archive: Archive) -> None:
    from concurrent.futures import ThreadPoolExecutor

    file(archive, FERRY, SHELLS)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: archive.count(), range(40))) == {2}


def test_a_damaged_archive_is_told_and_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    Archive(folder).close()
    (folder / ARCHIVE_FILE).write_bytes(b"no database at all, but long enough to look like one" * 40)
    before = (folder / ARCHIVE_FILE).read_bytes()
    with pytest.raises(ArchiveError, match="damaged or no archive"):
        Archive(folder)
    assert (folder / ARCHIVE_FILE).read_bytes() == before


def test_an_archive_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    Archive(folder).close()
    with sqlite3.connect(folder / ARCHIVE_FILE) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(ArchiveError, match="newer broadsheet"):
        Archive(folder)


def test_a_folder_that_others_can_write_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(ArchiveError, match="others can write"):
        Archive(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user for this test")
def test_a_read_only_archive_can_still_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    archive = Archive(folder)
    file(archive, FERRY)
    archive.close()
    above = [each for each in folder.parents if each.is_relative_to(tempfile.gettempdir()) and each.owner() == "root"]
    for each in (*folder.iterdir(), folder, *above[:-1]):
        each.chmod(0o755 if each.is_dir() else 0o644)
    code = (
        "import os, sys, encodings.idna\n"
        "from pathlib import Path; from reader.archive.store import Archive; from reader.errors import ArchiveError\n"
        "os.setuid(65534)\n"
        "archive = Archive(Path(sys.argv[1])); print(archive.count())\n"
        "try: archive.forget('march.txt')\n"
        "except ArchiveError as fault: print('refused:', fault)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, cwd=root)
    assert done.stdout.startswith("1\nrefused: "), done.stdout + done.stderr


def test_killing_the_program_while_it_files_leaves_before_or_after(tmp_path: Path) -> None:
    """At many moments of filing a dump, a kill leaves the old dump whole, and the archive usable."""
    folder = tmp_path / "archive"
    archive = Archive(folder)
    file(archive, FERRY)
    archive.close()
    code = (
        "import os, sys; from pathlib import Path\n"
        "from reader.archive.store import Archive; from reader.archive.filing import DumpFacts\n"
        "from tests.articles import make_article\n"
        "def articles():\n"
        "    for number in range(40):\n"
        "        if number == int(sys.argv[2]): os.kill(os.getpid(), 9)\n"
        "        yield make_article(f'Article {number}', f'Text {number}.', line=number * 10)\n"
        "facts = lambda: DumpFacts('x', 1, 'utf-8', 's')\n"
        "Archive(Path(sys.argv[1])).file_dump(Path('/dumps/march.txt'), 'm', articles(), facts)"
    )
    root = Path(__file__).resolve().parent.parent
    for moment in (0, 1, 7, 39):
        done = subprocess.run([sys.executable, "-c", code, str(folder), str(moment)], cwd=root, capture_output=True)
        assert done.returncode == -9
        again = Archive(folder)
        assert [each.title for each in again.articles(again.keys_in_order())] == [FERRY.title]
        again.close()


def test_closing_waits_for_what_another_thread_reads(tmp_path: Path) -> None:
    database = Database(tmp_path / "archive")
    begun, go_on, read = threading.Event(), threading.Event(), []

    def reading() -> None:
        with database.guarded():
            rows = iter(database.connection.execute("SELECT name FROM sqlite_master ORDER BY name"))
            read.append(next(rows))
            begun.set()
            go_on.wait(30)
            read.extend(rows)

    reader = threading.Thread(target=reading)
    closer = threading.Thread(target=database.close)
    reader.start()
    assert begun.wait(30)
    closer.start()
    go_on.set()
    reader.join(30)
    closer.join(30)
    assert len(read) > 5
    assert not reader.is_alive() and not closer.is_alive()
