"""The key ring: the three levels of keys, made, wrapped, opened, and counted (`docs/vault.md` 2 and 3)."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.boundary import OuterKey, fingerprint, withdrawn, wrap_for
from servanda.safeguards.vault.fields import FieldCipher, not_authentic, random_nonces
from servanda.safeguards.vault.format import (
    HEAD_BYTES,
    ID_BYTES,
    MOST_USES,
    NONCE_BYTES,
    head,
    name_bytes,
)
from servanda.safeguards.vault.keyrows import (
    is_id,
    own_bound,
    require_row,
    sealed_row,
    wrapped_bound,
)
from servanda.safeguards.vault.keyservice import KeyService, key_destroyed
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.safeguards.vault.store import (
    KeyRow,
    Kind,
    State,
    TakenError,
    VaultStore,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

BLOCK = 256
"""Uses that a process reserves at least, so that not every single value costs a write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerKey:
    """A customer's own RSA key: the public half, and theirs, as long as they lend it."""

    public: RSAPublicKey
    private: OuterKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenKey:
    """A key that is open in this process."""

    row: KeyRow
    secret: Secret
    cipher: FieldCipher = field(repr=False)


class KeyRing:
    """Keys of one store and one key service. `most` is how often a version of a key seals."""

    def __init__(
        self,
        store: VaultStore,
        service: KeyService,
        *,
        customers: Mapping[str, CustomerKey] | None = None,
        most: int = MOST_USES,
    ) -> None:
        if not 0 < most <= MOST_USES:
            raise ValueError(f"a key seals at most {MOST_USES} times")
        self.store = store
        self.service = service
        self.customers = customers or {}
        self.most = most
        self._open: dict[bytes, OpenKey] = {}
        # key id -> the process that reserved, and what is left of it
        self._left: dict[bytes, tuple[int, int]] = {}
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        return f"KeyRing({self.store!r}, {self.service!r})"

    def begin(self, agreement: str) -> OpenKey:
        """The agreement's key, made where there is none yet.

        Raises ServandaError `key-destroyed` where there was one: an ended agreement does not begin
        again under its name.
        """
        name_bytes(agreement, "an agreement")
        if not self.store.keys(agreement=agreement, kind=Kind.AGREEMENT):
            mine = self.service.create(agreement)
            try:
                self._make_agreement(agreement, mine)
            except TakenError:
                # another process was faster; its key counts
                self._abandon(mine)
        return self.agreement(agreement)

    def _abandon(self, key: str) -> None:
        """Leave a key of the service that nothing was wrapped with."""
        from datetime import UTC, datetime

        # it never sealed anything: when it went is of no interest
        self.service.destroy(key, datetime(1970, 1, 1, tzinfo=UTC))

    def _make_agreement(self, agreement: str, service_key: str) -> None:
        row, secret = self._new_agreement_row(agreement, service_key, version=1)
        with self.store.transaction():
            self.store.add_key(row)
            own = OpenKey(row=row, secret=secret, cipher=FieldCipher(row.id, secret))
            self.add(own, kind=Kind.INDEX, customer="", version=1, secret=fresh_key())

    def renew_agreement(self, old: OpenKey) -> OpenKey:
        """A further version of an agreement's key; the keys under the old one are wrapped anew later."""
        row, secret = self._new_agreement_row(
            old.row.agreement, old.row.parent, version=old.row.version + 1
        )
        self.store.add_key(row)
        return OpenKey(row=row, secret=secret, cipher=FieldCipher(row.id, secret))

    def _new_agreement_row(
        self, agreement: str, service_key: str, *, version: int
    ) -> tuple[KeyRow, Secret]:
        secret = fresh_key()
        row = KeyRow(
            id=os.urandom(ID_BYTES),
            kind=Kind.AGREEMENT,
            agreement=agreement,
            customer="",
            version=version,
            state=State.LIVE,
            parent=service_key,
            wrapped=b"",
            commitment=b"",
        )
        wrapped = self.service.wrap(service_key, secret, own_bound(row))
        row = replace(row, wrapped=wrapped, commitment=secret.commitment(row.id))
        return sealed_row(secret, row), secret

    def agreement(self, agreement: str) -> OpenKey:
        """The present version of an agreement's key.

        Raises ServandaError `no-keys` where it has none, `key-destroyed` where it was shredded, and
        TamperingError where its row was changed.
        """
        rows = self.store.keys(agreement=agreement, kind=Kind.AGREEMENT)
        if not rows:
            raise ServandaError(
                "no-keys",
                f"nothing was sealed for the agreement `{agreement}` yet",
                where=agreement,
            )
        live = [row for row in rows if row.state is State.LIVE]
        if not live or any(row.state is State.ENDING for row in rows):
            raise key_destroyed(agreement)
        return self.open_agreement(live[-1])

    def open_agreement(self, row: KeyRow) -> OpenKey:
        """One version of an agreement's key, opened by the key service and compared with its row."""
        known = self._open.get(row.id)
        if known is None or known.row.wrapped != row.wrapped:
            secret = self.service.unwrap(row.parent, row.wrapped, own_bound(row))
            secret.require_commitment(row.commitment, row.id)
            cipher = FieldCipher(row.id, secret)
        else:
            secret, cipher = known.secret, known.cipher
        require_row(secret, row)
        found = OpenKey(row=row, secret=secret, cipher=cipher)
        self._open[row.id] = found
        return found

    def add(
        self, parent: OpenKey, *, kind: Kind, customer: str, version: int, secret: Secret
    ) -> KeyRow:
        """Wrap a key under an agreement's key and store it; raises TakenError."""
        outer = self.customers.get(customer)
        row = KeyRow(
            id=os.urandom(ID_BYTES),
            kind=kind,
            agreement=parent.row.agreement,
            customer=customer,
            version=version,
            state=State.LIVE,
            parent=parent.row.id.hex(),
            wrapped=b"",
            commitment=b"",
            outer=fingerprint(outer.public) if outer else b"",
        )
        inner = wrap_for(outer.public, secret) if outer else secret.expose_secret()
        row = replace(
            row,
            wrapped=self._wrap(parent, row, inner),
            commitment=secret.commitment(row.id),
        )
        row = sealed_row(parent.secret, row)
        self.store.add_key(row)
        return row

    def rewrap(self, old: KeyRow, parent: OpenKey, fresh: OpenKey) -> bool:
        """Put a key under another version of the agreement's key; what it sealed stays as it is.

        The customer's own key is not needed: what is inside is not opened.
        """
        require_row(parent.secret, old)
        inner = self._unwrap(parent, old)
        new = replace(old, parent=fresh.row.id.hex(), wrapped=b"")
        new = replace(new, wrapped=self._wrap(fresh, new, inner))
        return self.store.swap_key(old, sealed_row(fresh.secret, new))

    def _wrap(self, parent: OpenKey, row: KeyRow, inner: bytes) -> bytes:
        self._count_wrap(parent)
        gcm = AESGCM(parent.secret.derive("wrap", parent.row.id).expose_secret())
        (nonce,) = random_nonces(1)
        return (
            head(parent.row.id)
            + nonce
            + gcm.encrypt(nonce, inner, wrapped_bound(parent.row.id, row))
        )

    def _count_wrap(self, parent: OpenKey) -> None:
        """Reserve one use of an agreement's key before it is used (3.2)."""
        while True:
            row = self.store.key(parent.row.id)
            if row is None:
                raise key_destroyed(parent.row.agreement)
            require_row(parent.secret, row)
            if row.used >= self.most:
                raise ServandaError(
                    "key-used-up",
                    "the agreement's key has wrapped as many keys as it may",
                    hint=f"servanda vault rotate {row.agreement} --agreement-key",
                )
            if self.store.swap_key(row, sealed_row(parent.secret, replace(row, used=row.used + 1))):
                return

    def _unwrap(self, parent: OpenKey, row: KeyRow) -> bytes:
        start = HEAD_BYTES + NONCE_BYTES
        gcm = AESGCM(parent.secret.derive("wrap", parent.row.id).expose_secret())
        try:
            if not row.wrapped.startswith(head(parent.row.id)):
                raise InvalidTag
            return gcm.decrypt(
                row.wrapped[HEAD_BYTES:start],
                row.wrapped[start:],
                wrapped_bound(parent.row.id, row),
            )
        except (InvalidTag, ValueError):
            raise not_authentic(f"key {row.id.hex()}") from None

    def opened(self, row: KeyRow) -> OpenKey:
        """A key below an agreement's key, opened.

        Raises ServandaError `key-destroyed` or `outer-key-withdrawn`; TamperingError where the row, or
        what it wraps, is not what was written.
        """
        self.agreement(row.agreement)
        parent_row = self.store.key(bytes.fromhex(row.parent)) if is_id(row.parent) else None
        if parent_row is None or parent_row.agreement != row.agreement:
            raise not_authentic(f"key {row.id.hex()}")
        if parent_row.kind is not Kind.AGREEMENT:
            raise not_authentic(f"key {row.id.hex()}")
        if parent_row.state is not State.LIVE:
            raise key_destroyed(row.agreement)
        parent = self.open_agreement(parent_row)
        require_row(parent.secret, row)
        known = self._open.get(row.id)
        if known is not None and known.row.commitment == row.commitment and not row.outer:
            found = OpenKey(row=row, secret=known.secret, cipher=known.cipher)
        else:
            inner = self._unwrap(parent, row)
            secret = self._lent(row, inner) if row.outer else Secret(inner)
            secret.require_commitment(row.commitment, row.id)
            found = OpenKey(row=row, secret=secret, cipher=FieldCipher(row.id, secret))
        self._open[row.id] = found
        return found

    def _lent(self, row: KeyRow, inner: bytes) -> Secret:
        """Ask the customer, each time anew: what they withdrew is not opened from memory."""
        outer = self.customers.get(row.customer)
        where = f"{row.agreement}/{row.customer}"
        if outer is None or outer.private is None:
            raise withdrawn(where)
        try:
            return outer.private.unwrap(inner)
        except ServandaError as error:
            error.where = error.where or where
            raise

    def by_id(self, id_: bytes, agreement: str, customer: str) -> OpenKey:
        """The data key that a sealed value names, which must be this customer's."""
        row = self.store.key(id_)
        if row is None:
            self.agreement(agreement)  # says so where it was destroyed
            raise TamperingError(
                "unknown-key",
                "a value names a key that this vault does not have",
                hint="compare the vault's database with a backup",
                where=f"{agreement}/{customer}",
            )
        if (row.kind, row.agreement, row.customer) != (Kind.DATA, agreement, customer):
            raise not_authentic(f"{agreement}/{customer}")
        return self.opened(row)

    def index_key(self, agreement: str) -> OpenKey:
        """The key from which an agreement's blind indexes and formats are derived."""
        rows = self.store.keys(agreement=agreement, kind=Kind.INDEX)
        if not rows:
            self.agreement(agreement)
            raise not_authentic(agreement)
        return self.opened(rows[-1])

    def data_row(self, agreement: str, customer: str) -> KeyRow:
        """The version of a customer's data key that seals now, made where there is none."""
        name_bytes(agreement, "an agreement")
        name_bytes(customer, "a customer")
        rows = self.store.keys(agreement=agreement, customer=customer, kind=Kind.DATA)
        if rows and rows[-1].state is State.LIVE:
            return rows[-1]
        return self.next_data_row(agreement, customer, rows[-1].version if rows else 0)

    def next_data_row(self, agreement: str, customer: str, version: int) -> KeyRow:
        """The version after `version`, made unless another process has made it."""
        parent = self.begin(agreement)
        try:
            return self.add(
                parent,
                kind=Kind.DATA,
                customer=customer,
                version=version + 1,
                secret=fresh_key(),
            )
        except TakenError:
            return self.store.keys(agreement=agreement, customer=customer, kind=Kind.DATA)[-1]

    def reserve(self, agreement: str, customer: str, count: int) -> list[tuple[OpenKey, int]]:
        """Keys for `count` uses, each with how many of them are its own.

        What is returned is reserved on the disk already. Not to be called inside a transaction: what a
        rollback took back could be used again.
        """
        parts: list[tuple[OpenKey, int]] = []
        with self._lock:
            while count > 0:
                row = self.data_row(agreement, customer)
                key = self.opened(row)
                process, left = self._left.get(row.id, (0, 0))
                # a fork has its parent's memory, and no claim to what the parent reserved
                if process != os.getpid() or left == 0:
                    left = self._reserve(key, max(count, BLOCK))
                if left == 0:
                    self.next_data_row(agreement, customer, row.version)
                    continue
                taken = min(left, count)
                self._left[row.id] = (os.getpid(), left - taken)
                parts.append((key, taken))
                count -= taken
        return parts

    def _reserve(self, key: OpenKey, wanted: int) -> int:
        """Reserve up to `wanted` uses on the disk; 0 where the version is used up."""
        while True:
            row = self.store.key(key.row.id)
            if row is None:
                raise key_destroyed(key.row.agreement)
            parent = self.parent(row)
            require_row(parent.secret, row)
            count = min(wanted, self.most - row.used)
            if count <= 0:
                return 0
            fresh = sealed_row(parent.secret, replace(row, used=row.used + count))
            if self.store.swap_key(row, fresh):
                return count

    def parent(self, row: KeyRow) -> OpenKey:
        """The agreement's key, in the version that wraps this one."""
        parent = self.store.key(bytes.fromhex(row.parent)) if is_id(row.parent) else None
        if parent is None or parent.kind is not Kind.AGREEMENT:
            raise not_authentic(f"key {row.id.hex()}")
        return self.open_agreement(parent)

    def forget(self) -> None:
        """Let go of every open key."""
        with self._lock:
            self._open.clear()
            self._left.clear()
