"""`make bench`: every speed benchmark in one run, side by side with a peer where there is one.

A module of this package whose name is a subject has `run()` and returns rows of (name, figure, unit,
peer's figure or None). `python -m benchmarks NAME...` runs some of them.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time

import benchmarks


def main(names: list[str]) -> None:
    """Run the benchmarks and print one line a figure."""
    modules = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.ispkg]
    subjects = [name for name in modules if name != "__main__" and (not names or name in names)]
    unknown = set(names) - set(modules)
    if unknown:
        sys.exit(
            f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(modules)}"
        )
    for subject in subjects:
        module = importlib.import_module(f"benchmarks.{subject}")
        if not hasattr(module, "run"):
            continue  # a measure of rightness, not of speed: see `make accuracy`
        began = time.perf_counter()
        for name, figure, unit, peer in module.run():
            ratio = f"   {figure / peer:8.1f} x peer ({peer:,.1f})" if peer else "   no peer here"
            print(f"{subject:10} {name:48} {figure:14,.1f} {unit:12}{ratio}")
        print(f"{subject:10} took {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
