"""The keys that put articles into a dossier, and that open the list of dossiers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.kept import Change
from reader.text import collapse, plural, slug

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.screens.desk_screen import DeskScreen

    class Base(DeskScreen):
        """What it is mixed into."""

        def chosen_keys(self) -> Sequence[int]:
            """The articles that an action is about."""

        def leave_range(self) -> bool:
            """A range has done its work."""

else:
    Base = object


class DossierKeys(Base):
    """Mixed into the list and the reader."""

    async def do_dossier_add(self) -> None:
        """Ask for a dossier, and put the marked articles, else this one, into it."""
        from reader.tui.dossier.dossier_prompt import DossierPrompt

        keys = tuple(self.chosen_keys())
        if not keys:
            self.say("no article here")
            return

        def take(title: str, *, new: bool) -> None:
            self.leave_range()
            self.session.dossier = slug(title)
            self.desk.keeping.do(put_into(self.desk.library, title, keys, new=new))

        whose = "this one" if len(keys) == 1 else plural(len(keys), "article")
        await self.app.push_screen(DossierPrompt(f"put {whose} into the dossier", take))

    async def do_dossier_open(self) -> None:
        """List the dossiers."""
        from reader.tui.dossier.dossier_list import DossierList

        self.opens()
        await self.app.push_screen(DossierList())


def put_into(library: "Library", title: str, keys: Sequence[int], *, new: bool) -> Callable[[], Change]:
    """The change that puts articles into the dossier of a title, or a name; a `new` one is made first."""

    def write() -> Change:
        if new:
            made = library.make_dossier(title, keys)
            count = len(made.entries)
            return Change(max(1, count), f"a new dossier; {plural(count, 'article')} put into dossier {made.name}")
        done = library.collect(slug(title), keys)
        if not done.number:
            there = "it is" if len(keys) == 1 else "they are"
            return Change(0, f"{there} in the dossier {collapse(title)} already")
        return done

    return write
