"""CPU time and memory of exporting many articles, in each format."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.archives import FOLDER, kept_folders, label, open_archive
from bench.measure import ROOT, parser_of

# Its own process, so that its memory is its own; what is measured is all that it does, its start included.
CODE = """
import resource, sys
from pathlib import Path
from reader.config import Config
from reader.library import Library
from reader.taking import ExportRequest
archive, name, out = sys.argv[1:]
with Library(Path(archive), Config()) as library:
    library.export_file(ExportRequest(name, library.all_keys()), Path(out))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def main(arguments: Sequence[str]) -> None:
    """Print a row a format: seconds of CPU, peak memory, and the size of the file."""
    parser = parser_of("export", __doc__)
    parser.add_argument("--size", type=int, default=10_000, help="articles; default: 10000")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where archives are kept; default: {FOLDER}")
    parser.add_argument("--format", action="append", metavar="NAME", help="this format only; may be given again")
    chosen = parser.parse_args(arguments)
    from reader.export.formats import FORMATS

    with tempfile.TemporaryDirectory(prefix="bench-") as place, kept_folders(Path(place)):
        archive = Path(place) / "archive"
        kept = chosen.folder / f"ours-{label(chosen.size)}"
        if not kept.is_dir():
            open_archive(chosen.folder, chosen.size).close()
        shutil.copytree(kept, archive)
        print(f"{chosen.size:,} articles")
        for name in chosen.format or FORMATS:
            out = Path(place) / f"out.{name}"
            command = [sys.executable, "-c", CODE, str(archive), name, str(out)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(done.stderr[-400:])
            seconds, kilobytes = map(float, done.stdout.split())
            size = out.stat().st_size / 1e6
            print(f"{name:<10} {seconds:7.2f} s CPU  {kilobytes / 1024:7.0f} MiB at most  {size:8.1f} MB written")
            out.unlink()
