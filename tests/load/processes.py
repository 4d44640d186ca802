"""CPU time and memory of processes, from /proc: what other work on the machine hardly moves."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def descendants(root: int) -> set[int]:
    """`root` and all processes that it started, directly or not, that live now."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    found, more = {root}, True
    while more:
        fresh = {pid for pid, parent in parents.items() if parent in found} - found
        found |= fresh
        more = bool(fresh)
    return found


def cpu_seconds(root: int) -> float:
    """User and system time of `root` and its descendants, those that ended and were waited for included."""
    total = 0
    for pid in descendants(root):
        try:
            fields = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / TICK


def proportional_mib(pid: int) -> float:
    """Memory of one process in MiB, what it shares with others counted in equal parts; 0 where it is gone."""
    try:
        lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def resident_mib(pid: int, *, peak: bool = False) -> float:
    """Resident memory of one process in MiB: now, or the most it ever had."""
    label = "VmHWM:" if peak else "VmRSS:"
    for line in (Path("/proc") / str(pid) / "status").read_text().splitlines():
        if line.startswith(label):
            return int(line.split()[1]) / 1024
    return 0.0
