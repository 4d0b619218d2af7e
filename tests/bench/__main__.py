"""Prints our speed and memory, and stock Rasa's, as measured in one run."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from bot.dialogue.model import ensure_model, train_model
from bot.settings import Settings
from tests.bench import ours, stock
from tests.bench.intake import INTAKE, Timed
from tests.bench.rules import compare_rules
from tests.serving import Server

os.environ["TQDM_DISABLE"] = "1"
ROUNDS = 3
INTAKES = {1: 8, 10: 2}


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    model = ensure_model(Settings.from_environment().home)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        say(f"One intake is {len(INTAKE)} turns; {ROUNDS} interleaved rounds.")
        compare_rules(say)
        measure_training(folder)
        measure_in_process(folder)
        compare_over_http(folder, model)


def measure_training(folder: Path) -> None:
    began = time.perf_counter()
    train_model(folder / "trained.tar.gz")
    say(f"training          {time.perf_counter() - began:8.1f} s")


def measure_in_process(folder: Path) -> None:
    interview = ours.load(folder)
    asyncio.run(ours.in_process(interview, 1))
    rounds = [asyncio.run(ours.in_process(interview, 8)) for _ in range(ROUNDS)]
    show("ours in process", rounds)


def compare_over_http(folder: Path, model: Path) -> None:
    began = time.perf_counter()
    server = Server(folder / "home").start()
    our_start = time.perf_counter() - began
    rasa = stock.StockRasa(model, folder)
    try:
        compare_start_and_memory(server, rasa, our_start)
        for users, intakes in INTAKES.items():
            compare_users(server.url, users, intakes)
        show_memory("memory after", server, rasa)
    finally:
        rasa.stop()
        server.stop()


def compare_start_and_memory(
    server: Server, rasa: stock.StockRasa, our_start: float
) -> None:
    theirs = rasa.start_seconds
    say(
        f"cold start        ours {our_start:6.1f} s    stock {theirs:6.1f} s"
        f"    ratio {our_start / theirs:.2f}"
    )
    show_memory("memory at start", server, rasa)


def show_memory(name: str, server: Server, rasa: stock.StockRasa) -> None:
    mine, theirs = _memory(server), rasa.memory()
    say(
        f"{name:18}ours {mine:6.0f} MB   stock {theirs:6.0f} MB"
        f"   ratio {mine / theirs:.2f}"
    )


def compare_users(url: str, users: int, intakes: int) -> None:
    """Interleave rounds of both and print each side and the ratio of medians."""
    mine: list[Timed] = []
    theirs: list[Timed] = []
    for _ in range(ROUNDS):
        mine.append(asyncio.run(ours.over_http(url, users, intakes)))
        theirs.append(asyncio.run(stock.over_http(users, intakes)))
    show(f"ours, {users} user(s)", mine)
    show(f"stock, {users} user(s)", theirs)
    ratios = [a.p50 / b.p50 for a, b in zip(mine, theirs, strict=True)]
    say(
        f"  p50 ratio ours/stock {median(mine, p50) / median(theirs, p50):.2f}"
        f" (rounds {min(ratios):.2f}-{max(ratios):.2f}),"
        f" turns/s ratio {median(mine, rate) / median(theirs, rate):.1f}"
    )


def show(name: str, rounds: list[Timed]) -> None:
    say(
        f"{name:18}p50 {median(rounds, p50):6.1f} ms"
        f" ({min(map(p50, rounds)):.1f}-{max(map(p50, rounds)):.1f})"
        f"   p95 {median(rounds, p95):6.1f} ms"
        f"   {median(rounds, rate):6.1f} turns/s"
        f"   {sum(timed.completed for timed in rounds)} intakes completed"
    )


def median(rounds: list[Timed], of: Callable[[Timed], float]) -> float:
    return statistics.median(map(of, rounds))


def p50(timed: Timed) -> float:
    return timed.p50


def p95(timed: Timed) -> float:
    return timed.p95


def rate(timed: Timed) -> float:
    return timed.rate


def _memory(server: Server) -> float:
    return psutil.Process(server.process.pid).memory_info().rss / 1e6


if __name__ == "__main__":
    main()
