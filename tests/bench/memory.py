"""Memory of a process, as the kernel counts it."""

from pathlib import Path


def resident(pid: int | str = "self") -> float:
    """MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").split("\n")
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
