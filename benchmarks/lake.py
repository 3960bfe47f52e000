"""How fast a lake is planned and how much memory that takes: `python -m benchmarks.lake [FILES]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import fsspec

from servanda.inventory.planning import plan
from servanda.inventory.sources import objects
from servanda.registry import detectors, sources

BODY = b"id,email\n1,ada@example.org\n"
EACH = 1_000


class Lake(fsspec.AbstractFileSystem):  # type: ignore[misc]
    """An object store of any number of objects that are made when they are asked for."""

    protocol = "lake"
    folders = 1_000

    def ls(self, path: str, detail: bool = True, **more: Any) -> Any:  # noqa: ARG002 (fsspec's)
        path = path.strip("/")
        if path == "big":
            return [
                {"name": f"big/day={n:06}", "type": "directory", "size": 0}
                for n in range(self.folders)
            ]
        names = [path] if "/part-" in path else [f"{path}/part-{n:04}.csv" for n in range(EACH)]
        return [{"name": name, "type": "file", "size": len(BODY), "etag": "e"} for name in names]

    def get_file(self, rpath: str, lpath: str, **more: Any) -> None:  # noqa: ARG002 (fsspec's)
        Path(lpath).write_bytes(BODY)


def main(files: int) -> None:
    Lake.folders = files // EACH
    objects._LIBRARIES["lake"] = "fsspec"
    fsspec.register_implementation("lake", Lake, clobber=True)
    began = time.perf_counter()
    made = plan(
        "lake://big", detectors=detectors(), sources=sources(), rows=917, clock=time.perf_counter
    )
    took = time.perf_counter() - began
    (line,) = [row for row in Path("/proc/self/status").read_text().split("\n") if "VmHWM" in row]
    print(
        f"{made.files:,} objects planned in {took:.1f} s, {int(line.split()[1]) / 1024:.0f} MB of memory;"
        f" the scan is expected to take {made.seconds or 0:,.0f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000)
