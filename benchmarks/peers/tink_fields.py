"""Tink's AES-256-GCM over fields of 32 bytes with the same context, in an environment of its own.

What is bound is made in the loop as a user of Tink would: the place, and the record with its length.
"""

import json
import os
import sys
import time

import tink
from tink import aead

COUNT = int(sys.argv[1])
ROUNDS = 5


def best(run):
    figures = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        figures.append(COUNT / (time.process_time() - began))
    return max(figures)


aead.register()
primitive = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM).primitive(aead.Aead)
values = [os.urandom(32) for _ in range(COUNT)]
records = [f"record-{n:08}" for n in range(COUNT)]
place = b"p" * int(sys.argv[2])
lengths = [n.to_bytes(4, "big") for n in range(100)]
bound = [place + lengths[len(r)] + r.encode() for r in records]
encrypt, decrypt = primitive.encrypt, primitive.decrypt
sealed = [encrypt(value, data) for value, data in zip(values, bound, strict=True)]
print(
    json.dumps(
        {
            "seal": best(
                lambda: [
                    encrypt(value, place + lengths[len(r)] + r.encode())
                    for value, r in zip(values, records, strict=True)
                ]
            ),
            "seal_ready": best(lambda: [encrypt(v, d) for v, d in zip(values, bound, strict=True)]),
            "open": best(lambda: [decrypt(v, d) for v, d in zip(sealed, bound, strict=True)]),
        }
    )
)
