"""A second verifier of a published ledger, that shares no line with Servanda.

    python verify_ledger.py FOLDER 'NAME+HASH+KEY' [OLDER-CHECKPOINT]

Reads `checkpoint` and `tile/...` of FOLDER (C2SP tlog-tiles, tlog-checkpoint, signed-note), needs
Python and `cryptography` (for Ed25519) and no network. The key is the one you were given, not one
that lies beside the files. With an older checkpoint it also shows that nothing before it has changed.
Prints one line and ends with 0 where all is as it was signed, with 12 and what is wrong where not.
"""

import base64
import hashlib
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class NotAsSignedError(Exception):
    """What is not as it was signed."""


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def checkpoint(note: bytes, vkey: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a note that the key has signed."""
    name, key_hash, key = vkey.split("+", 2)
    public = base64.b64decode(key)
    if public[:1] != b"\x01" or sha(f"{name}\n".encode() + public)[:4].hex() != key_hash:
        raise NotAsSignedError("the key is no Ed25519 verifier key, or has a typing error")
    text, found, signatures = note.rpartition(b"\n\n")
    if not found:
        raise NotAsSignedError("the checkpoint is no signed note")
    text += b"\n"
    for line in signatures.decode().splitlines():
        dash, signer, blob = line.split(" ")
        signature = base64.b64decode(blob)
        if dash == "\u2014" and signer == name and signature[:4].hex() == key_hash:
            try:
                Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text)
            except InvalidSignature:
                raise NotAsSignedError("the checkpoint's signature is not by this key") from None
            origin, size, root = text.decode().split("\n")[:3]
            if origin != name:
                raise NotAsSignedError("the checkpoint is of another ledger")
            return origin, int(size), base64.b64decode(root)
    raise NotAsSignedError("this key has not signed the checkpoint")


def path(level: object, number: int, width: int) -> str:
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise NotAsSignedError(f"{name} is missing") from None


def leaves(folder: Path, size: int) -> list[bytes]:
    """The hash of every entry, as the bundles of entries give it."""
    hashes = []
    for number in range(-(-size // 256)):
        width = min(256, size - number * 256)
        name = path("entries", number, width)
        bundle, place, count = read(folder, name), 0, 0
        while place < len(bundle):
            length = int.from_bytes(bundle[place : place + 2], "big")
            entry = bundle[place + 2 : place + 2 + length]
            if len(entry) != length:
                raise NotAsSignedError(f"{name} is cut off")
            hashes.append(sha(b"\x00" + entry))
            place, count = place + 2 + length, count + 1
        if count != width:
            raise NotAsSignedError(f"{name} holds {count} entries, not {width}")
    return hashes


def tree(hashes: list[bytes]) -> bytes:
    """The root by the definition (RFC 9162 section 2.1.1)."""
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha(b"\x01" + tree(hashes[:split]) + tree(hashes[split:]))


def tiles(folder: Path, hashes: list[bytes]) -> None:
    """Every tile holds the hashes of the level below."""
    level = 0
    while hashes:
        for number in range(-(-len(hashes) // 256)):
            part = hashes[number * 256 : number * 256 + 256]
            name = path(level, number, len(part))
            if read(folder, name) != b"".join(part):
                raise NotAsSignedError(f"{name} does not follow from the entries")
        full = len(hashes) // 256
        hashes = [tree(hashes[number * 256 : number * 256 + 256]) for number in range(full)]
        level += 1


def main(folder: Path, vkey: str, older: Path | None) -> str:
    origin, size, root = checkpoint(read(folder, "checkpoint"), vkey)
    hashes = leaves(folder, size)
    if tree(hashes) != root:
        raise NotAsSignedError("the entries do not lead to the signed root")
    tiles(folder, hashes)
    if older is not None:
        _, before, was = checkpoint(older.read_bytes(), vkey)
        if before > size or tree(hashes[:before]) != was:
            raise NotAsSignedError(
                f"the first {before} entries are not those that were signed before"
            )
    return f"{origin}: {size} entries, all as they were signed; root {root.hex()}"


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    try:
        print(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if sys.argv[3:] else None))
    except (NotAsSignedError, ValueError) as error:
        print(f"NOT VERIFIED: {error}")
        sys.exit(12)
