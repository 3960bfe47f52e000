"""Conformance of a key service: every check takes the service and raises where it fails.

`CHECKS` hold for any service. `DESTROYED` hold for one that destroys keys truly; a simulator that only
says so (moto) fails them, and proves nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.keyservice import KeyService, Standing
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.testing.vault_stores import NotConformingError, require

NOW = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)


def _name() -> str:
    return f"agreement-{secrets.token_hex(4)}"


def wrapped_comes_back(service: KeyService) -> None:
    """What is wrapped under a key is unwrapped by it."""
    key, secret = service.create(_name()), fresh_key()
    wrapped = service.wrap(key, secret, b"bound \x00\xff")
    require(service.unwrap(key, wrapped, b"bound \x00\xff") == secret, "the same key comes back")
    require(secret.expose_secret() not in wrapped, "and is not in what was returned")
    require(service.standing(key) is Standing.LIVE, "the key is live")


def wrapping_is_never_the_same(service: KeyService) -> None:
    """One key wrapped twice gives two texts."""
    key, secret = service.create(_name()), fresh_key()
    first, second = (service.wrap(key, secret, b"x") for _ in range(2))
    require(first != second, "two texts")


def binding_counts(service: KeyService) -> None:
    """Under other associated data nothing is unwrapped."""
    key = service.create(_name())
    wrapped = service.wrap(key, fresh_key(), b"bright")
    _refused(lambda: service.unwrap(key, wrapped, b"other"), "other associated data")


def another_key_does_not_open(service: KeyService) -> None:
    """What one key wrapped another does not unwrap, also not one of the same name."""
    name = _name()
    first, second = service.create(name), service.create(name)
    require(first != second, "a name gives a new key each time")
    wrapped = service.wrap(first, fresh_key(), b"x")
    _refused(lambda: service.unwrap(second, wrapped, b"x"), "another key")


def changes_are_found(service: KeyService) -> None:
    """A wrapped key that was changed anywhere, cut or made longer is refused."""
    key = service.create(_name())
    wrapped = service.wrap(key, fresh_key(), b"x")
    places = {0, 1, len(wrapped) // 2, len(wrapped) - 1}
    for place in sorted(places):
        changed = bytearray(wrapped)
        changed[place] ^= 1
        _refused(lambda changed=changed: service.unwrap(key, bytes(changed), b"x"), f"byte {place}")  # type: ignore[misc]
    for other in (b"", wrapped[:-1], b"\x00" * 60):
        _refused(lambda other=other: service.unwrap(key, other, b"x"), "what is no wrapped key")  # type: ignore[misc]


def renewed_keys_open_the_old(service: KeyService) -> None:
    """After a renewal what was wrapped before still opens."""
    key, secret = service.create(_name()), fresh_key()
    before = service.wrap(key, secret, b"x")
    service.renew(key)
    after = service.wrap(key, secret, b"x")
    require(service.unwrap(key, before, b"x") == secret, "the older one opens")
    require(service.unwrap(key, after, b"x") == secret, "the newer one opens")


def unknown_keys_are_told(service: KeyService) -> None:
    """A key that was never made is unknown, and not taken for destroyed."""
    service.create(_name())
    missing = "00000000-0000-0000-0000-000000000000"
    for attempt in (
        lambda: service.wrap(missing, fresh_key(), b"x"),
        lambda: service.standing(missing),
    ):
        try:
            attempt()
        except ServandaError as error:
            require(error.code == "unknown-key", f"it says unknown-key, not {error.code}")
        else:
            raise NotConformingError("an unknown key is told")


def nothing_is_shown(service: KeyService) -> None:
    """Neither the service nor what it gives out shows a key."""
    key, secret = service.create(_name()), fresh_key()
    found = service.unwrap(key, service.wrap(key, secret, b"x"), b"x")
    shown = f"{service!r} {found!r} {found}"
    require(secret.expose_secret().hex() not in shown, "no key in hex")
    require(repr(secret.expose_secret()) not in shown, "no key as bytes")
    require(isinstance(found, Secret), "a key is given out as a Secret")


def destroyed_keys_say_so(service: KeyService) -> None:
    """Destroying says what it proves; doing it again says the same; no other key is touched."""
    key, other = service.create(_name()), service.create(_name())
    wrapped = service.wrap(other, fresh_key(), b"x")
    first = service.destroy(key, NOW)
    require(first.standing is not Standing.LIVE, "it is no longer live")
    require(first.proof is service.proof and bool(first.said), "and says what that proves")
    require(service.destroy(key, NOW).standing is first.standing, "twice is as once")
    require(service.standing(key) is first.standing, "the standing says the same")
    service.unwrap(other, wrapped, b"x")


def destroyed_keys_do_not_open(service: KeyService) -> None:
    """Nothing is wrapped or unwrapped by a destroyed key, in no version."""
    key = service.create(_name())
    older = service.wrap(key, fresh_key(), b"x")
    service.renew(key)
    newer = service.wrap(key, fresh_key(), b"x")
    service.destroy(key, NOW)
    for attempt in (
        lambda: service.unwrap(key, older, b"x"),
        lambda: service.unwrap(key, newer, b"x"),
        lambda: service.wrap(key, fresh_key(), b"x"),
        lambda: service.renew(key),
    ):
        try:
            attempt()
        except ServandaError as error:
            require(
                error.code in ("key-destroyed", "unknown-key"), f"it is told plainly ({error.code})"
            )
        else:
            raise NotConformingError("a destroyed key does nothing more")


def _refused(attempt: Callable[[], object], what: str) -> None:
    try:
        attempt()
    except TamperingError as error:
        require(error.code == "not-authentic", f"{what}: it says not-authentic, not {error.code}")
    else:
        raise NotConformingError(f"{what} is refused")


CHECKS: tuple[Callable[[KeyService], None], ...] = (
    wrapped_comes_back,
    wrapping_is_never_the_same,
    binding_counts,
    another_key_does_not_open,
    changes_are_found,
    renewed_keys_open_the_old,
    unknown_keys_are_told,
    nothing_is_shown,
    destroyed_keys_say_so,
)
DESTROYED: tuple[Callable[[KeyService], None], ...] = (destroyed_keys_do_not_open,)
