"""AWS KMS: one customer-managed key an agreement (extra `aws`).

What destruction proves: AWS's word. The key is disabled at once, so that nothing opens, and deleted after
the waiting time; until that time whoever has the right may cancel it.

Source: AWS Key Management Service API reference.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, timedelta
from typing import Any

from servanda.base.errors import ServandaError, TamperingError
from servanda.base.instants import Instant
from servanda.safeguards.vault.keyservice import (
    Destruction,
    Proof,
    Standing,
    key_destroyed,
    unknown_key,
    unreachable,
)
from servanda.safeguards.vault.material import Secret

DAYS = 7
"""The shortest waiting time that KMS allows (ScheduleKeyDeletion, PendingWindowInDays)."""

_WRONG = ("InvalidCiphertextException", "IncorrectKeyException")
_MISSING = ("NotFoundException", "InvalidArnException")
_GONE = ("DisabledException", "KMSInvalidStateException")


class AwsKeyService:
    """Keys of one account and region. `client` is boto3's for `kms`."""

    kind = "aws"
    proof = Proof.SERVICE

    def __init__(self, client: Any, *, days: int = DAYS) -> None:
        self._client = client
        self._days = days

    def __repr__(self) -> str:
        return f"AwsKeyService({self._client.meta.region_name!r})"

    def create(self, name: str, /) -> str:
        """See `KeyService.create`; the agreement's name is a tag, by its digest."""
        with _told(""):
            made = self._client.create_key(
                Description="servanda: the key of one agreement",
                KeyUsage="ENCRYPT_DECRYPT",
                KeySpec="SYMMETRIC_DEFAULT",
                Tags=[{"TagKey": "servanda", "TagValue": _digest(name.encode())[:32]}],
            )
        return str(made["KeyMetadata"]["KeyId"])

    def wrap(self, key: str, secret: Secret, bound: bytes, /) -> bytes:
        """See `KeyService.wrap`."""
        with _told(key):
            found = self._client.encrypt(
                KeyId=key, Plaintext=secret.expose_secret(), EncryptionContext=_context(bound)
            )
        return bytes(found["CiphertextBlob"])

    def unwrap(self, key: str, wrapped: bytes, bound: bytes, /) -> Secret:
        """See `KeyService.unwrap`."""
        # KMS takes 1 to 6144 bytes
        if not 0 < len(wrapped) <= 6144:
            raise _not_authentic(key)
        with _told(key):
            found = self._client.decrypt(
                KeyId=key, CiphertextBlob=wrapped, EncryptionContext=_context(bound)
            )
        return Secret(bytes(found["Plaintext"]))

    def renew(self, key: str, /) -> None:
        """See `KeyService.renew`: KMS keeps the older key material under the same name."""
        with _told(key):
            self._client.rotate_key_on_demand(KeyId=key)

    def destroy(self, key: str, now: Instant, /) -> Destruction:
        """See `KeyService.destroy`: disabled now, deleted after the waiting time."""
        if self.standing(key) is Standing.LIVE:
            with _told(key):
                self._client.disable_key(KeyId=key)
                self._client.schedule_key_deletion(KeyId=key, PendingWindowInDays=self._days)
        with _told(key):
            said = self._client.describe_key(KeyId=key)["KeyMetadata"]
        final = said.get("DeletionDate")
        return Destruction(
            key=key,
            standing=self.standing(key),
            proof=self.proof,
            said="AWS says that the key is disabled and will be deleted; it can be cancelled until then",
            final=final.astimezone(UTC) if final else now + timedelta(days=self._days),
        )

    def standing(self, key: str, /) -> Standing:
        """See `KeyService.standing`. A disabled key counts as live: it can be enabled again."""
        with _told(key):
            state = self._client.describe_key(KeyId=key)["KeyMetadata"]["KeyState"]
        return Standing.PENDING if "PendingDeletion" in state else Standing.LIVE


def open_service(settings: Mapping[str, Any]) -> AwsKeyService:
    """The service for `region`, and where they are given `endpoint` and `days`; who asks is found by boto3
    in its usual places."""
    try:
        # they have no types, and are imported by name so that nothing pretends otherwise
        boto3 = importlib.import_module("boto3")
        config = importlib.import_module("botocore.config").Config
    except ImportError:
        raise ServandaError(
            "missing-library", "AWS KMS needs boto3", hint="pip install 'servanda[aws]'"
        ) from None
    with _told(""):
        client = boto3.client(
            "kms",
            region_name=settings.get("region") or None,
            endpoint_url=settings.get("endpoint") or None,
            config=config(connect_timeout=10, read_timeout=20, retries={"max_attempts": 3}),
        )
    return AwsKeyService(client, days=int(settings.get("days", DAYS)))


def _context(bound: bytes) -> dict[str, str]:
    """What is bound, as KMS's encryption context: by digest, since CloudTrail writes it in clear."""
    return {"servanda": _digest(bound)}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _told(key: str) -> Iterator[None]:
    exceptions = importlib.import_module("botocore.exceptions")

    try:
        yield
    except exceptions.ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        raise _fault(code)(key) from None
    except exceptions.BotoCoreError as error:
        raise unreachable("aws", type(error).__name__) from None


def _fault(code: str) -> Callable[[str], ServandaError]:
    if code in _WRONG:
        return _not_authentic
    if code in _MISSING:
        return unknown_key
    if code in _GONE:
        return key_destroyed
    return lambda _key: unreachable("aws", code or "no reason given")


def _not_authentic(key: str) -> TamperingError:
    return TamperingError(
        "not-authentic",
        "AWS KMS refuses what one of its keys wrapped",
        hint="compare the vault's database with a backup",
        where=key,
    )
