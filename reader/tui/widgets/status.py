"""Line 2 of the desk: how the query was read, and all that is hidden; a fault of the query while it is typed."""

import re

from textual.content import Content

from reader.results import SearchPage
from reader.tui.content import content
from reader.tui.widgets.one_line import GAP, OneLine, two_sided

_SORT = re.compile(r"(?<!\S)sort:(-?)(\w+)")
_ORDERS = {"relevance": "by relevance", "date": "newest first", "-date": "oldest first"}


def order_of(page: SearchPage) -> str:
    """The order of a page's hits in words."""
    named = _SORT.search(page.request.query)
    sort = "".join(named.groups()) if named else page.request.sort
    if sort is None:
        sort = "relevance" if any(page.scores[:1]) else "date"
    return _ORDERS.get(sort) or f"by {sort.lstrip('-')}{', reversed' if sort.startswith('-') else ''}"


class StatusLine(OneLine):
    """How the query was read on the left; what is left out, the order and whether filters are on, on the right."""

    DEFAULT_CSS = """
    StatusLine { padding: 0 1 0 3; color: $desk-meta; }
    StatusLine.-fault { color: $text-warning; text-style: bold; }
    """

    def show_page(self, page: SearchPage, *, filters: bool, folded: str = "") -> None:
        """Tell how a page came about; `folded` says what of it the list does not show."""
        self.remove_class("-fault")
        read_as = page.read_as if page.request.query.strip() else "every article"
        if page.hints:
            read_as = f"{read_as} · {page.hints[0]}"
        right = [f"left out: {page.left_out_undated:,} undated"] if page.left_out_undated else []
        if page.indexed < page.in_archive:
            right.append(f"words of {page.indexed:,} of {page.in_archive:,}")
        if page.request.match == "any":
            right.append("some of the words")
        right += [folded] if folded else []
        right += [order_of(page), *(["filters on"] if filters else [])]
        self.show(content(read_as), content(" · ".join(right)))

    def show_fault(self, text: str) -> None:
        """Tell what is wrong with what is being typed."""
        self.add_class("-fault")
        self.show(content(f"⚠ {text}"), content("the list is the last good result"))

    def show_note(self, text: str) -> None:
        """Tell something else, such as that a search takes its time."""
        self.remove_class("-fault")
        self.show(content(text), Content(""))


class Count(OneLine):
    """What the query finds, `12 of 412 articles · 18 sections`; `…` while that is not known."""

    DEFAULT_CSS = """
    Count { width: 1; height: 1; color: $desk-meta; }
    """

    def show_count(self, text: str) -> None:
        """Show a count, in as many cells as it takes."""
        self.show(content(text))
        # Not `width: auto`, for the reason that `PaintedView` gives.
        self.styles.width = self.left.cell_length + GAP

    def render(self) -> Content:
        """The count, at the right."""
        return two_sided(Content(""), self.left, self.content_size.width)
