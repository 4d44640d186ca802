"""Homes for measuring: the product is run as people run it, by its command."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, "BELONG_HOME": str(home), "BELONG_SECRET_KEY": "only for measuring " * 3}


def start(home: Path, *arguments: str, **more: object) -> subprocess.Popen[str]:
    """Start `belong ...` on `home`."""
    command = [sys.executable, "-m", "belong.doors.cli", *arguments]
    return subprocess.Popen(command, env=environment(home), cwd=ROOT, text=True, **more)  # type: ignore[call-overload,no-any-return]


def belong(home: Path, *arguments: str, **variables: str) -> str:
    """Run `belong ...` on `home` to its end; returns what it printed. Raises where it failed."""
    command = [sys.executable, "-m", "belong.doors.cli", *arguments]
    ran = subprocess.run(
        command, env={**environment(home), **variables}, cwd=ROOT, text=True, capture_output=True, check=False
    )
    if ran.returncode:
        raise RuntimeError(f"belong {' '.join(arguments)} ended with {ran.returncode}:\n{ran.stdout}\n{ran.stderr}")
    return ran.stdout


def python(home: Path, script: str, arguments: Sequence[str] = ()) -> str:
    """Run a script of this folder in a process of its own, with the home's database as its DATABASE_URL."""
    ran = subprocess.run(
        [sys.executable, "-m", script, *arguments], env=environment(home), cwd=ROOT, text=True, capture_output=True
    )
    if ran.returncode:
        raise RuntimeError(f"{script} ended with {ran.returncode}:\n{ran.stdout}\n{ran.stderr}")
    return ran.stdout
