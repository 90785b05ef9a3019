"""What `broadsheet export` takes: which articles, in which format, with what, and where to."""

import argparse

from reader.cli.arguments import add_limit, add_output, whole_number

FORMAT_NAMES = (
    "jsonl", "markdown", "html", "text", "json", "csv", "epub", "biblatex", "bibtex", "ris", "csl-json",
)  # fmt: skip
"""Those of the table of formats, the default first; written out here, so that help loads no exporter."""

SCHEMAS = ("article", "export", "manifest")


def add_export(parser: argparse.ArgumentParser) -> None:
    """The arguments of `broadsheet export`."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters; with --counts: NAME=QUERY")
    which = parser.add_argument_group("which articles, instead of a query")
    which.add_argument("--all", action="store_true", help="every article, in the order of the dumps")
    which.add_argument("--id", action="append", default=[], metavar="ID", help="this article; may be given again")
    which.add_argument("--saved", action="append", default=[], metavar="NAME", help="what a saved search finds")
    which.add_argument("--dossier", metavar="NAME", help="a dossier, with its foreword and remarks")
    which.add_argument("--marked", action="store_true", help="the marked articles")
    which.add_argument("--roll", metavar="TOPIC", help="only the sections on a topic, of these articles or of all")
    parser.add_argument(
        "--match", choices=("all", "any"), help="whether plain words must all occur; default: all, or as saved"
    )
    add_output(parser, FORMAT_NAMES)
    add_limit(parser, None)
    _add_options(parser.add_argument_group("what goes with them"))
    where = parser.add_argument_group("files")
    where.add_argument("--each", action="store_true", help="one file an article, into the folder of --out")
    where.add_argument(
        "--manifest",
        action=argparse.BooleanOptionalAction,
        help="NAME.manifest.json; default: for more than one article",
    )
    parser.add_argument("--schema", choices=SCHEMAS, help="print a JSON Schema of the records instead")


def _add_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--notes", action="store_true", help="your notes and tags")
    group.add_argument("--raw", action="store_true", help="as the dump has it, residue included (markdown, text)")
    group.add_argument("--body", action="store_true", help="the text as a last column (csv)")
    group.add_argument("--wrap", type=whole_number, metavar="N", default=0, help="wrap at N cells (text)")
    group.add_argument("--excel", action="store_true", help="begin with a byte order mark (csv)")
    group.add_argument(
        "--raw-csv", action="store_true", help="leave cells that a spreadsheet may take for formulas (csv)"
    )
    group.add_argument(
        "--counts", action="store_true", help="articles by day as CSV, a column for each --saved and NAME=QUERY"
    )
