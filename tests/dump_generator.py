"""Random dumps with a known truth: what a page of an invented world looks like when a scraper has been at it.

Every dump follows from its seed. The truth says of each article what must come out, line by line.
"""

import random
from dataclasses import dataclass, field

PLACES = ("Veldmark", "Ostrana", "Brennvik", "Lindholm", "Karrow", "Skarn", "Halmgate", "Vastrel")
PEOPLE = ("Ilse Maren", "Anton Brede", "Søren Ångström", "Henrike Aldersen", "Petra Lisse", "Jorun Haake")
VERBS = ("inspected", "closed", "painted", "measured", "reopened", "flooded", "sold", "counted")
THINGS = (
    "the north quay",
    "a grain store",
    "two old ferries",
    "the tram depot",
    "a café by the lock",
    "the river board",
)
HEADINGS = ("On the river", "Aid", "Talks in Lindholm", "What happens next?", "Fishing rights", "The price of bread")
LISTS = (
    "Fighting",
    "Diplomacy",
    "Military aid",
    "Nuclear",
    "In Ostrana",
    "Regional Security",
    "Veldmark’s own weapons",
)
RESIDUE = (
    ("Recommended Stories",),
    ("Recommended Stories", "list of 3 itemsend of list"),
    ("list of 2 items", "list 1 of 2", "A ferry sails", "list 2 of 2", "Bread gets dearer", "end of list"),
    ("Advertisement",),
    ("Read more: The pilots of the Osk",),
    ("Sign up for our weekly letter",),
)


@dataclass
class Written:
    """What one article of a dump must come out as; each text with its line."""

    title: str
    kicker: str | None
    first: int
    last: int = 0
    parts: list[tuple[str, str, int]] = field(default_factory=list)  # heading, paragraph or bullet
    captions: list[tuple[str, str, int]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


@dataclass
class Dump:
    """A dump as text without line ends, and its truth."""

    lines: list[str]
    header: str | None
    articles: list[Written]

    def encoded(self, encoding: str = "utf-8", newline: str = "\n") -> bytes:
        """The dump as a file."""
        return newline.join([*self.lines, ""]).encode(encoding)


def make_dump(seed: int, articles: int = 12, *, narrow: bool = False) -> Dump:
    """A dump of some articles. `narrow`: only characters that Windows-1252 has."""
    return _Writer(random.Random(seed), narrow=narrow).dump(articles)


class _Writer:
    def __init__(self, chance: random.Random, *, narrow: bool) -> None:
        self.chance = chance
        self.space = " " if narrow else chance.choice((" ", "\u00a0", "  ", " "))
        self.lines: list[str] = []

    def dump(self, count: int) -> Dump:
        header = self.chance.choice((None, "Ostrana", "River news"))
        if header:
            self.put(header)
        written = [self.article() for _ in range(count)]
        return Dump(self.lines, header, written)

    def put(self, text: str, *, glued: bool = False) -> int:
        if not glued and self.lines:
            self.lines += [self.chance.choice(("", "", "", " ", "\t"))] * self.chance.choice((1, 1, 1, 2, 3))
        self.lines.append(self.chance.choice(("", "", "", " ")) + text + self.chance.choice(("", "", "  ")))
        return len(self.lines)

    def article(self) -> Written:
        people, number = self.chance.choice(PEOPLE), self.chance.randrange(100, 9000)
        title = f"{self.chance.choice(PLACES)} counts {number} boats as {people} looks on"
        kicker = self.chance.choice((None, None, "River trade News", "Life on the Osk"))
        article = Written(title, kicker, 0)
        article.first = self.put(f"{title} | {kicker}" if kicker else title)
        self.paragraph(article)
        for _ in range(self.chance.randrange(1, 7)):
            piece = self.chance.choice(
                (self.paragraph, self.paragraph, self.headed, self.glued, self.bullets, self.residue, self.caption)
            )
            piece(article)
        if self.chance.random() < 0.3:
            self.graphic(article)
        article.last = self.put("Source link")
        return article

    def sentence(self) -> str:
        who, where = self.chance.choice(PEOPLE), self.chance.choice(PLACES)
        done = f"{self.chance.choice(VERBS)} {self.chance.choice(THINGS)}"
        amount = self.chance.choice(("", " for 1,396 crowns", " at 2:20 p.m.", " – twice –", " “again”"))
        return f"{who} {done} in {where}{amount}, the harbour office in {self.chance.choice(PLACES)} said."

    def prose(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.choice((1, 1, 2, 3))))

    def spaced(self, text: str) -> str:
        """Odd spaces in the file; the record has plain ones."""
        return text.replace(" ", self.space, 1) if self.chance.random() < 0.3 else text

    def paragraph(self, article: Written, *, glued: bool = False) -> None:
        text = self.prose()
        article.parts.append(("paragraph", text, self.put(self.spaced(text), glued=glued)))

    def headed(self, article: Written) -> None:
        heading = self.chance.choice(HEADINGS)
        article.parts.append(("heading", heading, self.put(self.spaced(heading))))
        self.paragraph(article)

    def glued(self, article: Written) -> None:
        heading = self.chance.choice(HEADINGS)
        article.parts.append(("heading", heading, self.put(heading)))
        self.paragraph(article, glued=True)

    def bullets(self, article: Written) -> None:
        heading = self.chance.choice(LISTS)
        article.parts.append(("heading", heading, self.put(heading)))
        mark = self.chance.choice(("  • ", "• ", "  •\t"))
        for number in range(self.chance.randrange(1, 5)):
            text = self.prose().rstrip(self.chance.choice((".", "")))
            article.parts.append(("bullet", text, self.put(mark + text, glued=number > 0)))

    def residue(self, article: Written) -> None:
        for text in self.chance.choice(RESIDUE):
            article.removed.append(self.put(text))

    def caption(self, article: Written) -> None:
        text = f"{self.chance.choice(PEOPLE)} beside the water at {self.chance.choice(PLACES)} on Monday"
        credit = self.chance.choice(("[Greta Holt/The Meridian]", "[File: Elin Marsh/Northline]"))
        alternative = self.chance.random() < 0.4
        if alternative:
            article.removed.append(self.put("A grey quay in the rain"))
        line = self.put(f"{text} {credit}", glued=alternative)
        article.captions.append((text, credit, line))

    def graphic(self, article: Written) -> None:
        number = self.chance.randrange(1_700_000_000, 1_900_000_000)
        article.removed.append(self.put(f"INTERACTIVE-WHO HOLDS THE OSK-{number}"))
        article.removed.append(self.put("(Harbour Wire)", glued=True))
