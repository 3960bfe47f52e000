"""Asks a peer for its figures: a script of `benchmarks/peers/`, run by an environment of its own.

The peers are never dependencies. `make peers` makes their environment; where it is missing, `ask` says
so and gives nothing, so that a ratio is never made up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv-peers" / "bin" / "python"


def ask(script: str, *arguments: str) -> dict[str, Any] | None:
    """What `benchmarks/peers/<script>.py` prints as JSON on its last line, or None with the reason said."""
    if not PYTHON.exists():
        print(f"peer not there ({script}): run `make peers`", file=sys.stderr)
        return None
    command = [str(PYTHON), str(ROOT / "benchmarks" / "peers" / f"{script}.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        why = done.stderr.strip().splitlines()[-1:] or ["no word"]
        print(f"peer failed ({script}): {why[0]}", file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer
