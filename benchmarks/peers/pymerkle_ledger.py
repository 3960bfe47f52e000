"""pymerkle's tree in SQLite: durable appends in groups, proofs, verification. Arguments: entries, group."""

import json
import random
import sys
import tempfile
import time
from pathlib import Path

import pymerkle


def main(entries: int, group: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tree = pymerkle.SqliteTree(str(Path(folder) / "tree.db"))
        tree.con.execute("PRAGMA synchronous=FULL")
        began = time.perf_counter()
        singles = entries // 10
        for n in range(singles):
            tree.append_entry(b"an entry of usual length %012d" % n + b"." * 200)
        single = singles / (time.perf_counter() - began)
        began = time.perf_counter()
        for start in range(entries, entries * 2, group):
            tree.append_entries(
                [
                    b"an entry of usual length %012d" % n + b"." * 200
                    for n in range(start, start + group)
                ],
                chunksize=group,
            )
        grouped = entries / (time.perf_counter() - began)
        size = tree.get_size()
        draw = random.Random(3)
        wanted = [draw.randrange(1, size + 1) for _ in range(20)]
        root = tree.get_root()
        began = time.process_time()
        proofs = [tree.prove_inclusion(index, size) for index in wanted]
        proved = len(wanted) / (time.process_time() - began)
        leaves = [tree.get_leaf(index) for index in wanted]
        began = time.process_time()
        for leaf, proof in zip(leaves, proofs, strict=True):
            pymerkle.verify_inclusion(leaf, root, proof)
        verified = len(wanted) / (time.process_time() - began)
    print(
        json.dumps(
            {
                "single": single,
                "grouped": grouped,
                "proofs": proved,
                "verified": verified,
                "size": size,
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
