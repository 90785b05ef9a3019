"""`broadsheet dossier`."""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator

from reader.cli.archive import open_named
from reader.cli.changes import place, refuse_unused, take_words, tell, text_of
from reader.cli.choice import choose
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.errors import UsageError
from reader.kept import Dossier
from reader.library import Library


def run(options: argparse.Namespace) -> int:
    """Carry out the action; 1 where there is nothing to list, or no article."""
    if options.action != "add":
        refuse_unused(options, "id", "yes")
    with open_named(options.archive) as library:
        return _ACTIONS[options.action](library, options)


def _list(library: Library, options: argparse.Namespace) -> int:
    take_words(options, "")
    dossiers = library.dossiers()
    if options.format == "json":
        records = [{"name": each.name, "title": each.title, "articles": len(each.entries)} for each in dossiers]
        pieces: Iterable[str] = [json.dumps({"dossiers": records}, indent=2) + "\n"]
    else:
        painter = Painter(plain=options.plain, out=options.out)
        pieces = lines(
            [f"{len(each.entries):>7,}  {painter.quiet(each.name)}  {painter.strong(each.title)}" for each in dossiers]
        )
    write(library, pieces, out=options.out, force=options.force)
    if not dossiers:
        say("there is no dossier yet: broadsheet dossier make TITLE")
    return 0 if dossiers else 1


def _show(library: Library, options: argparse.Namespace) -> int:
    (name,) = take_words(options, "NAME")
    dossier = library.dossier(name)
    if options.format == "json":
        pieces: Iterable[str] = [json.dumps(_record(dossier), indent=2) + "\n"]
    else:
        pieces = lines(list(_rows(Painter(plain=options.plain, out=options.out), dossier)))
    write(library, pieces, out=options.out, force=options.force)
    return 0


def _rows(painter: Painter, dossier: Dossier) -> Iterator[str]:
    yield painter.strong(dossier.title)
    yield from (painter.raw(line) for line in dossier.foreword.splitlines())
    for number, entry in enumerate(dossier.entries, 1):
        gone = "" if entry.key is not None else "  (in no dump now)"
        yield f"{number:>3}  {painter.quiet(entry.id)}  {painter.strong(entry.title)}{gone}"
        yield from (f"     {painter.raw(line)}" for line in entry.remark.splitlines())


def _record(dossier: Dossier) -> dict[str, object]:
    return {
        "name": dossier.name,
        "title": dossier.title,
        "foreword": dossier.foreword,
        "entries": [
            {"id": entry.id, "title": entry.title, "remark": entry.remark, "in_archive": entry.key is not None}
            for entry in dossier.entries
        ],
    }


def _make(library: Library, options: argparse.Namespace) -> int:
    (title,) = take_words(options, "TITLE…")
    made = library.make_dossier(title)
    say(f"dossier {made.name} made")
    return 0


def _rename(library: Library, options: argparse.Namespace) -> int:
    name, title = take_words(options, "NAME TITLE…")
    return tell(library.edit_dossier(name, title=title))


def _foreword(library: Library, options: argparse.Namespace) -> int:
    name, text = take_words(options, "NAME TEXT…")
    return tell(library.edit_dossier(name, foreword=text_of(text)))


def _delete(library: Library, options: argparse.Namespace) -> int:
    (name,) = take_words(options, "NAME")
    return tell(library.delete_dossier(name))


def _add(library: Library, options: argparse.Namespace) -> int:
    if not options.words:
        raise UsageError("dossier add takes NAME QUERY", "see: broadsheet dossier --help")
    name = library.dossier(options.words[0]).name
    choice = choose(library, options, options.words[1:], f"put them into {name}")
    if not choice.keys or not choice.confirmed:
        say("nothing was changed" if choice.keys else "no article is found")
        return 1
    return tell(library.collect(name, choice.keys))


def _remove(library: Library, options: argparse.Namespace) -> int:
    if len(options.words) < 2:
        raise UsageError("dossier remove takes NAME ID…", "see: broadsheet dossier --help")
    dossier = library.dossier(options.words[0])
    return tell(library.take_out(dossier.name, [_entry(dossier, id) for id in options.words[1:]]))


def _move(library: Library, options: argparse.Namespace) -> int:
    name, id, to = take_words(options, "NAME ID PLACE")
    dossier = library.dossier(name)
    return tell(library.move_entry(dossier.name, _entry(dossier, id), place(to)))


def _remark(library: Library, options: argparse.Namespace) -> int:
    name, id, text = take_words(options, "NAME ID TEXT…")
    dossier = library.dossier(name)
    return tell(library.remark(dossier.name, _entry(dossier, id), text_of(text)))


def _entry(dossier: Dossier, id: str) -> str:
    """The whole id of an article of a dossier, which may be in no dump. Raises UsageError."""
    found = [entry.id for entry in dossier.entries if id and entry.id.startswith(id.lower())]
    if len(found) != 1:
        said = (
            f"{len(found)} articles of {dossier.name} have an id" if found else f"no article of {dossier.name} has one"
        )
        raise UsageError(f"{said} that begins with {id!r}", f"see: broadsheet dossier show {dossier.name}")
    return found[0]


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "make": _make,
    "rename": _rename,
    "add": _add,
    "remove": _remove,
    "move": _move,
    "remark": _remark,
    "foreword": _foreword,
    "delete": _delete,
}
