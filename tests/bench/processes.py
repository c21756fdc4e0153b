"""What a process of its own costs."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

import psutil


@dataclass(frozen=True, slots=True)
class Cost:
    """How long it ran, and the most memory it was seen to hold, its children's not included."""

    seconds: float
    peak_mb: float


def cost(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run the command to its end; raises `CalledProcessError` when it fails.

    Modules are compiled once for all runs, as they are for those who installed the program.
    """
    environment = {k: v for k, v in environment.items() if k != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    started, peak = perf_counter(), 0
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                peak = max(peak, watched.memory_info().rss)
                process.wait(0.005)
            except (psutil.NoSuchProcess, subprocess.TimeoutExpired):
                continue
        seconds = perf_counter() - started
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, peak / 2**20)
