"""Articles per CPU second: into the archive, and into the index."""

import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.measure import SAMPLE, parser_of


def main(arguments: Sequence[str]) -> None:
    """File and index the dumps that are named, or a dump made of the sample many times over."""
    parser = parser_of("filing", __doc__)
    parser.add_argument("dumps", type=Path, nargs="*", metavar="FILE", help="dumps; else the sample many times over")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        paths = chosen.dumps or [many_samples(Path(folder))]
        from reader.archive.store import Archive
        from reader.config import Config
        from reader.library import Library
        from reader.searching import Searching

        archive = Path(folder) / "archive"
        library = Library(archive, Config())
        began = time.process_time()
        library.add(paths)
        took, count = time.process_time() - began, library.count()
        print(f"filed   {count:>7,} articles  {took:6.2f} s CPU  {count / took:8,.0f} articles per CPU second")
        library.close()
        searching = Searching(Archive(archive), Path(folder) / "index")
        began = time.process_time()
        searching.update(lambda _: None, lambda: False)
        took = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"indexed {count:>7,} articles  {took:6.2f} s CPU  {count / took:8,.0f} articles per CPU second")
        print(f"peak memory of it all {peak:,.0f} MiB")


def many_samples(folder: Path, times: int = 30) -> Path:
    """A dump of the sample's articles, each made another by a number in its first paragraphs."""
    path = folder / "many.txt"
    with path.open("w", encoding="utf-8") as out:
        for number in range(times):
            for sample in sorted(SAMPLE.glob("*.txt")):
                text = sample.read_text(encoding="utf-8").split("\n", 2)[2]
                out.write(text.replace("Friday", f"Friday of round {number}").replace("Brennvik", f"Brennvik-{number}"))
    return path
