"""Write the tables that the documents take from the code: `python -m docs.tables`."""

import re
from pathlib import Path

from reader.config import OPTIONS
from reader.export.formats import FORMATS
from reader.keys.page import keys_page
from reader.search.query.fields import FIELDS

DOCS = Path(__file__).resolve().parent


def fields_table() -> str:
    """The fields of the query language."""
    rows = ["| field | also written | example | means |", "|---|---|---|---|"]
    for field in FIELDS:
        aliases = ", ".join(f"`{alias}`" for alias in field.aliases)
        rows.append(f"| `{field.name}` | {aliases} | `{field.example}` | {field.sentence} |")
    return "\n".join(rows)


def options_table() -> str:
    """The options of `config.toml`."""
    rows = ["| option | default | |", "|---|---|---|"]
    for option in OPTIONS:
        default = str(option.default).lower() if isinstance(option.default, bool) else repr(option.default)
        rows.append(f"| `{option.name}` | `{default}` | {option.metadata['sentence']} |")
    return "\n".join(rows)


def formats_table() -> str:
    """The formats of exports."""
    rows = ["| `--format` | ending | | options |", "|---|---|---|---|"]
    for each in FORMATS.values():
        options = ", ".join(f"`--{option.replace('_', '-')}`" for option in each.info.options)
        rows.append(f"| `{each.info.name}` | `.{each.info.ending}` | {each.info.sentence} | {options} |")
    return "\n".join(rows)


TABLES = {
    "query-language.md": ("fields", fields_table),
    "settings.md": ("options", options_table),
    "exports.md": ("formats", formats_table),
}


def document(name: str) -> str:
    """The document as it should be: its own text around the newest table."""
    marker, table = TABLES[name]
    text = (DOCS / name).read_text(encoding="utf-8")
    pattern = rf"(<!-- {marker}: .*?-->\n).*?(<!-- end of {marker} -->)"
    return re.sub(pattern, lambda found: f"{found[1]}\n{table()}\n\n{found[2]}", text, flags=re.DOTALL)


def main() -> None:
    """Write them all."""
    for name in TABLES:
        (DOCS / name).write_text(document(name), encoding="utf-8")
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
