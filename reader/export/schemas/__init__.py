"""JSON Schemas (draft 2020-12) of what is exported, a file each."""

from importlib.resources import files

from reader.errors import UsageError

NAMES = ("article", "export", "manifest")


def schema_text(name: str) -> str:
    """A schema as it is in its file. Raises UsageError."""
    if name not in NAMES:
        raise UsageError(f"no schema {name!r}", f"there are {', '.join(NAMES)}")
    return (files(__package__) / f"{name}.json").read_text(encoding="utf-8")
