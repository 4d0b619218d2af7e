"""The intake that every benchmark runs, and what is kept of each run."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

TAP, SAY = "choice", "text"
INTAKE = (
    (TAP, "language.es"),
    (TAP, "self"),
    (SAY, "sí, estoy de acuerdo"),
    (TAP, "skip"),
    (TAP, "skip"),
    (TAP, "none"),
    (TAP, "none"),
    (TAP, "none"),
    (SAY, "me duelen la rodilla derecha y el hombro izquierdo hace un año y medio"),
    (TAP, "do.tired"),
    (TAP, "touch"),
    (TAP, "none"),
    (SAY, "me despierto muchas veces en la noche y me molesta la luz"),
    (TAP, "yes"),
    (TAP, "yes"),
)

Send = Callable[[str, str], Awaitable[None]]


@dataclass
class Timed:
    """The turns of a run in seconds, the intakes completed, and the wall time."""

    turns: list[float] = field(default_factory=list)
    completed: int = 0
    wall: float = 0.0

    @property
    def p50(self) -> float:
        return 1000 * statistics.median(self.turns)

    @property
    def p95(self) -> float:
        return 1000 * statistics.quantiles(self.turns, n=20)[-1]

    @property
    def rate(self) -> float:
        return len(self.turns) / self.wall


async def run_intake(send: Send, timed: Timed) -> None:
    """Send every message of the intake and note how long each turn took."""
    for kind, value in INTAKE:
        began = time.perf_counter()
        await send(kind, value)
        timed.turns.append(time.perf_counter() - began)
    timed.completed += 1
