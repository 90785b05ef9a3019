"""The small file that says which generation of the index holds, and what is in it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.errors import IndexFault
from reader.paths import write_json

SCHEMA = 4
"""To be raised whenever an index written before could be misread: it is then rebuilt."""

WHOOSH = "3.54.0"
"""The one version of Whoosh whose files are read and written; named here so that looking does not import it."""

FORMAT = f"{SCHEMA}/whoosh {WHOOSH}"
"""What an index must have been written with to be read."""

_NAME = "manifest.json"
REBUILD = "it will be built again from the archive; nothing is lost"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`format` names the schema and the Whoosh it was written with, `archive` the archive it was made from.

    `stamp` is the state of that archive that it covers, empty while a run is under way or was cut short; `articles`
    counts what can be searched; `generation` names the folder.
    """

    format: str
    archive: str
    stamp: str
    articles: int
    generation: int

    def folder(self, root: Path) -> Path:
        """The folder of its generation."""
        return generation_folder(root, self.generation)


def generation_folder(root: Path, generation: int) -> Path:
    """The folder of a generation of the index."""
    return root / f"gen-{generation}"


def load_manifest(root: Path) -> Manifest | None:
    """The manifest of an index folder, None where there is no index. Raises IndexFault where it cannot be read."""
    try:
        found = json.loads((root / _NAME).read_bytes())
        kinds = {"format": str, "archive": str, "stamp": str, "articles": int, "generation": int}
        if set(found) != set(kinds) or any(type(found[name]) is not kind for name, kind in kinds.items()):
            raise ValueError
        return Manifest(**found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, RecursionError) as fault:
        raise IndexFault("the index is damaged (its manifest cannot be read)", REBUILD) from fault


def save_manifest(root: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all. Raises OSError."""
    write_json(root / _NAME, asdict(manifest))
