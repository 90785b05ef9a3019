"""A whole page of search, by class of question and size of archive, beside other engines; then what only we do."""

import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.archives import FOLDER, kept_folders, open_archive, open_peer
from bench.measure import DESK, cpu_seconds, parser_of
from bench.peers.broadsheet import query_text
from bench.peers.interface import Missing, Question
from bench.peers.remote import OTHERS, PEERS, Remote
from bench.questions import WARM, choose_questions
from bench.tables import median_and_95th, table, write_tables

if TYPE_CHECKING:
    from reader.library import Library

Times = dict[str, dict[str, list[float]]]
"""CPU seconds by class of question and name of engine."""
_OPENINGS = 5  # processes started to see how soon the first hit comes


def main(arguments: Sequence[str]) -> None:
    """Print the tables, or write them into the documentation."""
    parser = parser_of("search", __doc__)
    parser.add_argument("--size", type=int, action="append", help="articles; may be given again; default: 1000")
    parser.add_argument("--dump", type=Path, action="append", default=[], help="take bodies from here, not the sample")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where archives and indexes are kept")
    parser.add_argument("--without", choices=OTHERS, action="append", default=[], help="leave an engine out")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    chosen = parser.parse_args(arguments)
    with kept_folders(chosen.folder):
        sizes = chosen.size or [1_000]
        texts = [measure(chosen.folder, size, chosen.dump, chosen.without) for size in sizes]
    print("\n\n".join(texts))
    if chosen.write:
        write_tables("search", "\n\n".join(texts))


def measure(folder: Path, size: int, dumps: Sequence[Path], without: Collection[str] = ()) -> str:
    """The tables of one size, in Markdown."""
    with open_archive(folder, size, dumps) as library:
        questions = choose_questions(library)
        peers, left_out = open_peers(folder, size, library, without)
        times, agreed, refused = ask_all(peers, questions)
        beside = ask_again(peers[0], questions["common"])
        for peer in peers:
            peer.close()
        beside |= first_hits(library.folder, questions["common"]) | name_counts(library, questions["common"])
    names = [peer.name for peer in peers]
    asked = {kind: len(questions[kind]) for kind in times}
    pages = [[f"{kind} ({asked[kind]})", *(median_and_95th(times[kind][name]) for name in names)] for kind in times]
    pages.append(["as many hits as broadsheet", *(f"{agreed[name]:.0%}" for name in names)])
    pages.append(["peak memory, MiB", *(f"{peer.peak:,.0f}" for peer in peers)])
    said = [f"Left out: {'; '.join(left_out)}."] if left_out else []
    said += [f"Refused as too broad: {', '.join(refused)}."] if refused else []
    return "\n\n".join(
        [
            f"### {size:,} articles",
            table(["question (how many)", *names], pages),
            table(["broadsheet only", "median / 95 %, ms"], [[name, median_and_95th(beside[name])] for name in beside]),
            *said,
        ]
    )


def open_peers(folder: Path, size: int, library: "Library", without: Collection[str]) -> tuple[list[Remote], list[str]]:
    """The engines that are here, broadsheet first, and why others are not."""
    peers, left_out = [], []
    for module in PEERS:
        if module in without:
            left_out.append(f"{module}, as asked")
            continue
        try:
            peers.append(open_peer(module, folder, size, library))
        except Missing as fault:
            left_out.append(str(fault))
    return peers, left_out


def ask_all(peers: Sequence[Remote], questions: dict[str, list[Question]]) -> tuple[Times, dict[str, float], list[str]]:
    """Ask every question of every engine in turn, another one first each time.

    With the times come the share of questions to which an engine finds as many hits as the first, and what was refused.
    """
    times: Times = {}
    refused = []
    same = dict.fromkeys((peer.name for peer in peers), 0)
    for kind, asked in questions.items():
        times[kind] = {peer.name: [] for peer in peers}
        for number, question in enumerate(asked):
            first = number % len(peers)
            totals = {}
            for peer in (*peers[first:], *peers[:first]):
                page, seconds = peer.timed(question)
                times[kind][peer.name].append(seconds)
                totals[peer.name] = page.total
                if page.refused:
                    refused.append(f"`{query_text(question)}`")
            for name, total in totals.items():
                same[name] += total == totals[peers[0].name]
    del times[WARM]
    count = sum(map(len, questions.values()))
    return times, {name: agreed / count for name, agreed in same.items()}, refused


def ask_again(ours: Remote, common: Sequence[Question]) -> dict[str, list[float]]:
    """The same question once more, and then within a topic and within an outlet."""
    times: dict[str, list[float]] = {"the same question again": [], "narrowed by a topic": []}
    for question in common:
        page, _ = ours.timed(question)
        times["the same question again"].append(ours.timed(question)[1])
        topic = max(page.topics, key=lambda each: page.topics[each])
        times["narrowed by a topic"].append(ours.timed(Question("all", question.words, topic=topic))[1])
    return times


def first_hits(archive: Path, common: Sequence[Question]) -> dict[str, list[float]]:
    """A search on the command line: a new process that opens archive and index and shows the first hit."""
    import os

    cpu, wall = [], []
    for question in common[:_OPENINGS]:
        began = time.perf_counter()
        command = [*DESK, "search", *question.words, "--limit", "1", "--archive", str(archive)]
        cpu.append(cpu_seconds(command, os.environ))
        wall.append(time.perf_counter() - began)
    return {"new process to the first hit, CPU": cpu, "new process to the first hit, wall": wall}


def name_counts(library: "Library", common: Sequence[Question]) -> dict[str, list[float]]:
    """Counts of people, places and organisations over all hits of common words."""
    from reader.results import SearchRequest

    times = []
    for question in common:
        request = SearchRequest(query_text(question))
        library.search(request)
        began = time.process_time()
        library.name_facets(request)
        times.append(time.process_time() - began)
    return {"counts of people, places, organisations": times}
