"""Builds the wheel, installs it with its base dependencies alone in a clean environment, and starts it.

Run by `make wheel` and so by `make check`; not a pytest module, since it needs a package index.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_MB = 250

AGREEMENT = """\
# Data Processing Agreement

## 1. Instructions
Processor shall process Personal Data only on documented instructions from Controller.

## 2. Breach
Processor shall notify Controller of a Personal Data Breach without undue delay and in any event within
48 hours after becoming aware of it.
"""

LETTER = "Dear Ms Berg, we have moved and can be reached at anna.berg@mail.example from now on.\n"


def main() -> None:
    """Build, install, measure, start; exits non-zero at the first thing that is wrong."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
        (wheel,) = folder.glob("*.whl")
        environment = folder / "clean"
        venv.create(environment, with_pip=True)
        python = environment / "bin" / "python"
        pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        before = megabytes(environment)
        run(*pip, "--require-hashes", "-r", str(ROOT / "requirements-base.lock"))
        run(*pip, "--no-deps", str(wheel))
        run(str(python), "-m", "pip", "check")
        size = megabytes(environment) - before
        print(f"bare wheel: base install {size:.0f} MB (limit {LIMIT_MB})")
        if size >= LIMIT_MB:
            sys.exit("the base install is too large")

        servanda = str(environment / "bin" / "servanda")
        run(servanda, "--version")
        seconds = []
        for _ in range(3):
            began = time.perf_counter()
            laws = json.loads(run(servanda, "law", "list", "--json"))
            seconds.append(time.perf_counter() - began)
        print(
            f"bare wheel: a stateless command starts in {min(seconds):.2f} s, {len(laws['laws'])} laws"
        )
        paper = folder / "agreement.md"
        paper.write_text(AGREEMENT, "utf-8")
        review = json.loads(
            run(servanda, "review", str(paper), "--law", "eu/gdpr", "--json", codes=(0, 10, 11))
        )
        if not any(term["kind"] == "breach_notice" for term in review["terms"]):
            sys.exit("the wheel starts, but its review found no breach notice")
        letter = folder / "letter.txt"
        letter.write_text(LETTER, "utf-8")
        found = json.loads(run(servanda, "discover", str(letter), "--json", codes=(11,)))
        if not any("servanda[arrays]" in skip["why"] for skip in found["skipped"]):
            sys.exit("without numpy discovery does not say that names were not looked for")
        if not any(one["data_class"] == "email" for one in found["findings"]):
            sys.exit("without numpy discovery finds no e-mail address")
        workspace = folder / "workspace"
        run(servanda, "init", str(workspace))
        run(servanda, "ledger", "verify", "--workspace", str(workspace))
        print("bare wheel: starts, reads, reviews and remembers")


def run(*command: str, cwd: Path | None = None, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command and return what it printed; an unexpected exit code ends the program."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(command)}\nexit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def megabytes(folder: Path) -> float:
    """The size of all files below a folder."""
    return sum(item.lstat().st_size for item in folder.rglob("*") if item.is_file()) / 1e6


if __name__ == "__main__":
    main()
