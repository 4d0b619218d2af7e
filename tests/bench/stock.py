"""The baseline: the same model and actions as stock Rasa serves them by default.

`rasa run` with its REST channel and in-memory tracker, and a separate action server.
TensorFlow is absent here too, which flatters the baseline's memory and start.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil

from bot.settings import ROOT
from tests.bench.intake import Send, Timed, run_intake
from tests.bench.ours import AT, together

RASA_PORT, ACTIONS_PORT = 15005, 15055
START_SECONDS = 120


class StockRasa:
    """`rasa run` and an action server, as two processes."""

    url = f"http://127.0.0.1:{RASA_PORT}"

    def __init__(self, model: Path, folder: Path) -> None:
        endpoints = folder / "endpoints.yml"
        address = f"http://127.0.0.1:{ACTIONS_PORT}/webhook"
        endpoints.write_text(f"action_endpoint:\n  url: {address}\n")
        began = time.perf_counter()
        actions = [
            "-m",
            "rasa_sdk",
            "--actions",
            "actions",
            "--port",
            str(ACTIONS_PORT),
        ]
        serving = ["-m", "bot.cli", "rasa", "run", "--port", str(RASA_PORT)]
        files = ["--model", str(model), "--endpoints", str(endpoints)]
        with (folder / "stock.txt").open("wb") as output:
            self.processes = [
                self._start(output, *actions),
                self._start(output, *serving, *files),
            ]
        self._wait()
        self.start_seconds = time.perf_counter() - began

    def memory(self) -> float:
        """Return the resident memory of both processes in MB."""
        pids = [process.pid for process in self.processes]
        return sum(psutil.Process(pid).memory_info().rss for pid in pids) / 1e6

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()

    @staticmethod
    def _start(output: object, *arguments: str) -> subprocess.Popen:
        environment = os.environ | {"RASA_TELEMETRY_ENABLED": "false"}
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                message = {"sender": "warm-up", "message": "/start"}
                url = f"{self.url}/webhooks/rest/webhook"
                if httpx.post(url, json=message, timeout=60).json():
                    return
            except (httpx.TransportError, json.JSONDecodeError):
                time.sleep(0.2)
        self.stop()
        message = "Stock Rasa did not start."
        raise RuntimeError(message)


async def over_http(users: int, intakes: int) -> Timed:
    """Run intakes by several users at once over stock Rasa's REST channel."""

    async def user(timed: Timed) -> None:
        for number in range(intakes):
            sender = f"{id(timed)}-{time.perf_counter_ns()}-{number}"
            async with httpx.AsyncClient(base_url=StockRasa.url, timeout=120) as client:
                send = _poster(client, sender)
                await send("text", "/start")
                await run_intake(send, timed)

    return await together(user, users)


def _poster(client: httpx.AsyncClient, sender: str) -> Send:
    async def send(kind: str, value: str) -> None:
        tapped = "/choose" + json.dumps({"choice": value})
        message = {
            "sender": sender,
            "message": tapped if kind == "choice" else value,
            "metadata": {"at": AT.isoformat()},
        }
        response = await client.post("/webhooks/rest/webhook", json=message)
        if not response.raise_for_status().json():
            error = "Stock Rasa gave an empty reply."
            raise RuntimeError(error)

    return send
