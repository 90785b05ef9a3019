"""What the palette lists: every action that is live in the place, and the themes."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.keys.actions import get_action
from reader.tui.content import content

if TYPE_CHECKING:
    from reader.tui.app import DeskApp
    from reader.tui.screens.desk_screen import DeskScreen

Entry = tuple[str, Content, str, Callable[[], object]]


class DeskCommands(Provider):
    """The entries of the palette, for the screen that it was opened from."""

    def _entries(self) -> Iterator[Entry]:
        screen = cast("DeskScreen", self.screen)
        actions = screen.live_actions()
        for id in sorted(actions, key=lambda id: id.startswith("move.")):  # what everybody finds anyway comes last
            keys = actions[id]
            action = get_action(id)
            shown = f"{action.title}  {keys[0]}" if keys else action.title
            prompt = content(shown, [(len(action.title), len(shown), "$desk-meta")])
            yield f"{action.title} {id}", prompt, f"{id}: {action.help}", partial(screen.perform, id)
        app = cast("DeskApp", self.app)
        for name in app.theme_names:
            shown = f"theme {name}"
            yield (
                shown,
                content(shown),
                "theme.choose: paints the desk in these colours",
                partial(app.choose_theme, name),
            )

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for title, prompt, help, run in self._entries():
            yield DiscoveryHit(prompt, run, text=title, help=cast(str, content(help)))

    async def search(self, query: str) -> Hits:
        """What the typed letters match."""
        matcher = self.matcher(query)
        for title, prompt, help, run in self._entries():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, prompt, run, text=title, help=cast(str, content(help)))
