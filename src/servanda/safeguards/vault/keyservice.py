"""The key service: where the outermost keys live, apart from the data and its backups.

Each agreement has a key of its own in the service, so that it can be destroyed alone. One file a service
in `keys/`; `servanda.testing.key_services` tests one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault.material import Secret


class Standing(StrEnum):
    """What a service says of a key. `PENDING`: unusable now, destroyed at a time that is set."""

    LIVE = "live"
    PENDING = "pending"
    DESTROYED = "destroyed"


class Proof(StrEnum):
    """How far a service can prove that a key is gone.

    `HARDWARE`: the key never left the module, so none can have been kept, as far as its maker's word and
    certificate go. `SERVICE`: the service's own word; its operator, or a backup of the service, could
    still have it. `COPIES`: gone here, and any copy of the file made before still opens with its passphrase.
    """

    HARDWARE = "hardware"
    SERVICE = "service"
    COPIES = "copies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """What a service did. `final` is when it cannot be undone any more, None where that is now."""

    key: str
    standing: Standing
    proof: Proof
    said: str
    final: Instant | None = None


class KeyService(Protocol):
    """Wraps and unwraps the keys of agreements. `bound` is associated data: unwrapping under another
    fails."""

    kind: str
    proof: Proof

    def create(self, name: str, /) -> str:
        """Make a key; returns what the service calls it. Never gives out a key that is there already."""
        ...

    def wrap(self, key: str, secret: Secret, bound: bytes, /) -> bytes:
        """Encrypt 32 bytes; raises ServandaError `key-destroyed` or `unknown-key`."""
        ...

    def unwrap(self, key: str, wrapped: bytes, bound: bytes, /) -> Secret:
        """Decrypt what `wrap` returned.

        Raises TamperingError `not-authentic`, ServandaError `key-destroyed` or `unknown-key`, or
        `key-service-unreachable` where the service does not answer: then nothing is known of the key.
        """
        ...

    def renew(self, key: str, /) -> None:
        """Wrap with a new version from now on; what older versions wrapped still opens."""
        ...

    def destroy(self, key: str, now: Instant, /) -> Destruction:
        """Destroy a key and all its versions; doing it again says the same."""
        ...

    def standing(self, key: str, /) -> Standing:
        """What has become of a key; raises ServandaError `unknown-key`."""
        ...


def key_destroyed(key: str) -> ServandaError:
    """A key that is gone for good."""
    return ServandaError(
        "key-destroyed",
        "the key of this agreement was destroyed; what it sealed cannot be opened by anyone",
        where=key,
    )


def unknown_key(key: str) -> ServandaError:
    """A key that the service does not have."""
    return ServandaError(
        "unknown-key",
        "the key service has no such key",
        hint="see that this is the key service (and the key file) that belongs to this vault",
        where=key,
    )


def unreachable(kind: str, why: str) -> ServandaError:
    """A service that does not answer."""
    return ServandaError(
        "key-service-unreachable",
        f"the key service `{kind}` does not answer or does not let us in: {why}",
        hint="nothing was lost; see to the service and try again",
    )
