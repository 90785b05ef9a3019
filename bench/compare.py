"""Two articles side by side: CPU time by their length, and of articles made to be slow."""

import hashlib
import random
import time
from collections.abc import Iterator, Sequence

from bench.measure import SAMPLE, median_ms, parser_of

LENGTHS = (500, 5_000, 50_000)
RUNS = 5


def main(arguments: Sequence[str]) -> None:
    """Compare articles joined from the paragraphs of the sample, then odd ones."""
    parser = parser_of("compare", __doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"times each is compared ({RUNS})")
    chosen = parser.parse_args(arguments)
    from reader.article import Article, Block, Place, Section
    from reader.compare.alignment import compare

    def made(paragraphs: Sequence[str]) -> Article:
        blocks = tuple(Block("paragraph", text, line) for line, text in enumerate(paragraphs, 5))
        digest = hashlib.sha256("".join(paragraphs).encode()).hexdigest()[:12]
        return Article(digest, "A report", Place("bench", 3, 4, 0, 0, ""), (Section(None, None, blocks),))

    cases = [(f"{words:,} words each", report(words, 1), report(words, 2)) for words in LENGTHS]
    compare(made(cases[0][1]), made(cases[0][2]))  # the lexicon is read once a process
    for name, left, right in [*cases, *odd_cases()]:
        one, other = made(left), made(right)
        seconds = []
        for _ in range(chosen.runs):
            began = time.process_time()
            found = compare(one, other)
            seconds.append(time.process_time() - began)
        print(f"{name:34}{median_ms(seconds)}  {len(found.matches):>6,} matches  {len(found.pairs):>6,} pairs")


def report(words: int, seed: int) -> list[str]:
    """So many words of paragraphs of the sample; of two reports half is shared, in another order and with new numbers.

    A word in eight is another one, made up, so that the vocabulary grows with the length as that of news does.
    """
    lines = [line.strip() for path in sorted(SAMPLE.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    paragraphs = [line for line in lines if len(line.split()) > 12]
    common, own = random.Random(0), random.Random(seed)
    found: list[str] = []
    count = 0
    while count < words:
        chosen = common if len(found) % 2 else own
        text = chosen.choice(paragraphs).split()
        found.append(" ".join(f"{word}{chosen.randrange(5_000)}" if chosen.random() < 0.125 else word for word in text))
        count += len(text)
    own.shuffle(found)
    return found


def odd_cases() -> Iterator[tuple[str, list[str], list[str]]]:
    """Articles that would take for ever if all were compared with all."""
    yield "one word, 10,000 times", ["No."] * 10_000, ["No."] * 10_000
    sentence = "Envoys met for {} hours in Lindholm and will meet again on Monday."
    yield "one sentence, 10,000 times", [sentence.format("two")] * 10_000, [sentence.format("six")] * 10_000
    yield "one letter, 3,000,000 times", ["a" * 3_000_000], ["a" * 3_000_000]
    words = [f"word{number}" for number in range(100_000)]
    yield "one sentence of 100,000 words", [" ".join(words)], [" ".join(words[::-1])]
