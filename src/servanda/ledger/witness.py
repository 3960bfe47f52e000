"""A witness: someone else who holds a ledger to having only grown, and signs that with the time.

It needs the published folder and the checkpoint that it saw last. Its signature is a cosignature/v1
(C2SP tlog-cosignature, Ed25519): a further line of the checkpoint, which those who do not know the
witness pass over.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from servanda.base.errors import ServandaError, TamperingError
from servanda.base.instants import Instant
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.notes import NoteSigner, NoteVerifier, signatures_of
from servanda.ledger.proofs import verify_consistency
from servanda.ledger.tiles import Fetch, tile_reader
from servanda.ledger.tree import consistency_path

COSIGNATURE = b"\x04"
"""The signature type's identifier byte (C2SP tlog-cosignature, "Format")."""

_TIME_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessVerifier:
    """A witness's public key with its name; `public` are the 32 bytes of RFC 8032."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes, other than those of a ledger's key with the same name."""
        named = self.name.encode() + b"\n" + COSIGNATURE + self.public
        return hashlib.sha256(named).digest()[:4]

    def __str__(self) -> str:
        """The verifier key as one shares it: `name+id+base64`."""
        data = base64.b64encode(COSIGNATURE + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{data}"

    @classmethod
    def parse(cls, text: str) -> WitnessVerifier:
        """Read `name+id+base64`; raises ServandaError `bad-key`."""
        parts = text.strip().split("+", 2)
        try:
            data = base64.b64decode(parts[2], validate=True)
            found = cls(name=NoteVerifier(name=parts[0], public=data[1:]).name, public=data[1:])
        except (IndexError, ValueError, ServandaError):
            data, found = b"", None
        if found is None or data[:1] != COSIGNATURE or parts[1] != found.id.hex():
            raise ServandaError(
                "bad-key",
                "this is no witness's verifier key",
                hint="take the one that `servanda ledger witness` prints",
            )
        return found


def witness_verifier(signer: NoteSigner) -> WitnessVerifier:
    """The public half of a witness's key."""
    return WitnessVerifier(name=signer.name, public=signer.verifier.public)


def witness(
    fetch: Fetch,
    verifiers: Sequence[NoteVerifier],
    *,
    origin: str,
    seen: Checkpoint | None,
    signer: NoteSigner,
    at: Instant,
) -> str:
    """The published checkpoint with the witness's signature of the time `at`.

    `seen` is the last checkpoint that this witness signed; without one the ledger is taken as it is
    found. Raises TamperingError where the ledger is not what was seen and more. Keep the result as
    what was seen before handing it out, or two histories may be signed.
    """
    try:
        note = fetch("checkpoint").decode("utf-8", "replace")
    except FileNotFoundError:
        raise TamperingError(
            "tile-removed", "there is no checkpoint here", where="checkpoint"
        ) from None
    now = open_checkpoint(note, verifiers, origin)
    if seen is not None:
        _require_growth(fetch, seen, now)
    text = note.rpartition("\n\n")[0] + "\n"
    seconds = int(at.timestamp())
    signature = signer.sign_bytes(_signed(seconds, text))
    blob = witness_verifier(signer).id + seconds.to_bytes(_TIME_BYTES, "big") + signature
    return f"{note}— {signer.name} {base64.b64encode(blob).decode()}\n"


def _require_growth(fetch: Fetch, seen: Checkpoint, now: Checkpoint) -> None:
    if now.size < seen.size:
        raise TamperingError(
            "ledger-truncated",
            f"{seen.size} entries were witnessed, but only {now.size} are published",
        )
    if seen.size == 0:
        return  # an empty ledger begins every other
    verify_consistency(
        first=seen.size,
        second=now.size,
        first_root=seen.root,
        second_root=now.root,
        path=consistency_path(seen.size, now.size, tile_reader(fetch, now.size)),
    )


def witnessed(note: str | bytes, verifier: WitnessVerifier) -> datetime:
    """When the witness last signed this checkpoint.

    Raises TamperingError `not-witnessed` where it did not, `bad-signature` where its signature does
    not fit.
    """
    text, lines = signatures_of(note)
    times: list[int] = []
    for mark, name, signature in lines:
        if (name, mark) != (verifier.name, verifier.id):
            continue
        seconds = int.from_bytes(signature[:_TIME_BYTES], "big")
        key = NoteVerifier(name=verifier.name, public=verifier.public)
        if len(signature) != _TIME_BYTES + 64 or not key.accepts(
            _signed(seconds, text), signature[_TIME_BYTES:]
        ):
            raise TamperingError(
                "bad-signature", f"the signature of witness `{verifier.name}` does not fit"
            )
        times.append(seconds)
    if not times:
        raise TamperingError(
            "not-witnessed",
            f"the witness `{verifier.name}` has not signed this checkpoint",
            hint="ask for a checkpoint that it has signed",
        )
    try:
        return datetime.fromtimestamp(max(times), UTC)
    except (OverflowError, ValueError, OSError):
        raise TamperingError("bad-signature", "the witness's time is no time") from None


def _signed(seconds: int, text: str) -> str:
    return f"cosignature/v1\ntime {seconds}\n{text}"
