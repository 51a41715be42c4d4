"""A slow disk for a server of the bench: its fsync sleeps first. Office PCs and SD cards take 2–20 ms, this machine maybe 0.1."""

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from kiosk.refusals import Refusal
from tools.bench.measures import Syncs

SOURCE = Path(__file__).with_name("slow_fsync.c")
COUNTERS = struct.Struct("=QQ")


@dataclass(frozen=True, slots=True)
class SlowDisk:
    """The compiled shim, and the file in which the processes that carry it count."""

    library: Path
    counters: Path
    delay_ms: float

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process slow when it starts."""
        return {
            "LD_PRELOAD": str(self.library),
            "LOKET_SLOW_FSYNC_US": str(round(self.delay_ms * 1000)),
            "LOKET_SLOW_FSYNC_COUNT": str(self.counters),
        }

    def counted(self) -> tuple[int, int]:
        """How many syncs there were so far, and how many nanoseconds they took together."""
        count, nanoseconds = COUNTERS.unpack(self.counters.read_bytes())
        return count, nanoseconds

    def since(self, before: tuple[int, int]) -> Syncs:
        """The syncs after `before`. Raises Refusal if the shim did not bite: then nothing was measured."""
        count, nanoseconds = (now - then for now, then in zip(self.counted(), before, strict=True))
        mean = nanoseconds / 1e6 / count if count else 0.0
        if mean < self.delay_ms:
            raise Refusal(
                f"the fsync shim did not bite ({count} syncs, {mean:.2f} ms each). Is SQLite linked statically with its own libc? "
                "Use the system's Python."
            )
        return Syncs(count, mean)


def slow_disk(folder: Path, delay_ms: float) -> SlowDisk:
    """Compile the shim into the folder. Raises Refusal if there is no C compiler, or it fails."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise Refusal("the slow disk needs a C compiler. Install one (Debian, Ubuntu: apt-get install gcc libc6-dev)")
    library, counters = folder / "slow_fsync.so", folder / "syncs"
    counters.write_bytes(COUNTERS.pack(0, 0))
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    made = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  # the system's compiler on our own source
    if made.returncode:
        raise Refusal(f"{compiler} cannot compile the fsync shim (Debian, Ubuntu: apt-get install libc6-dev): {made.stderr.strip()}")
    return SlowDisk(library, counters, delay_ms)


def sync_ms(folder: Path, times: int = 50) -> float:
    """How long the folder's disk takes to be sure of 4 kB just now: the median, in milliseconds."""
    taken = []
    file = folder / "probe"
    with file.open("wb", buffering=0) as probe:
        for _ in range(times):
            probe.write(bytes(4096))
            began = perf_counter()
            os.fdatasync(probe.fileno())
            taken.append((perf_counter() - began) * 1000)
    file.unlink()
    return median(taken)
