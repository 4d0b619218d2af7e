"""A real server process on a real port, with a home folder of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.settings import ROOT, Settings

KEY = "cd" * 32
START_SECONDS = 120


@dataclass
class Server:
    """`alodia serve` on a free port; the trained model is shared, the data is not."""

    home: Path
    port: int = 0
    process: subprocess.Popen | None = None
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.output = self.home / "output.txt"
        models = Settings.from_environment().home / "models"
        shutil.copytree(models, self.home / "models", dirs_exist_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        self.port = self.port or free_port()
        environment = os.environ | {
            "ALODIA_HOME": str(self.home),
            "ALODIA_PORT": str(self.port),
            "ALODIA_KEY": KEY,
        }
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_ready()
        return self

    def kill(self) -> None:
        """End the process as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def nurse_login(self) -> tuple[str, str]:
        """Return the name and password that the first start printed."""
        [found] = re.findall(r"Nurse login\s+(\S+) / (\S+)", self.output.read_text())
        return found

    def _wait_until_ready(self) -> None:
        try:
            wait_for(f"{self.url}/readyz", self.process)
        except TimeoutError as error:
            self.kill()
            message = f"The server did not start:\n{self.output.read_text()}"
            raise RuntimeError(message) from error


def wait_for(url: str, process: subprocess.Popen | None = None) -> None:
    """Wait until an address answers 200, while its process lives."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not (process and process.poll()):
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(url)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
