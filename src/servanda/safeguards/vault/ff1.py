"""FF1: encryption that keeps the alphabet and the length (NIST SP 800-38G, with the bounds of revision 1).

Why a mode of our own stands here at all: `docs/decisions/0012-vault.md`. AES itself is pyca's.
Use it only where a format must be kept; a sealed field or a random token says less.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.material import Secret

SMALLEST_DOMAIN = 1_000_000
"""Texts of one length that there must be at least (SP 800-38G revision 1, section 5.1)."""
MOST_RADIX = 65_536
LONGEST = 65_536
_ROUNDS = 10


class Ff1:
    """FF1 under one key. Texts are sequences of numbers below `radix`."""

    __slots__ = ("_aes", "radix")

    def __init__(self, key: Secret, radix: int) -> None:
        if not 2 <= radix <= MOST_RADIX:
            raise ValueError("FF1's radix is 2 to 65536")
        self._aes = AES(key.expose_secret())
        self.radix = radix

    def __repr__(self) -> str:
        return f"Ff1(radix {self.radix}, redacted)"

    def encrypt(self, text: Sequence[int], tweak: bytes = b"") -> list[int]:
        """Algorithm 7. Raises ServandaError `short-domain` or `bad-text`."""
        u, p, rounds = self._begin(text, tweak)
        a, b = list(text[:u]), list(text[u:])
        for i in range(_ROUNDS):
            m = u if i % 2 == 0 else len(text) - u
            y = self._round(p, tweak, i, b, rounds)
            c = (_number(a, self.radix) + y) % self.radix**m
            a, b = b, _digits(c, self.radix, m)
        return a + b

    def decrypt(self, text: Sequence[int], tweak: bytes = b"") -> list[int]:
        """Algorithm 8. Raises ServandaError `short-domain` or `bad-text`.

        There is no way to tell a wrong key or tweak: every text is the encryption of some text.
        """
        u, p, rounds = self._begin(text, tweak)
        a, b = list(text[:u]), list(text[u:])
        for i in reversed(range(_ROUNDS)):
            m = u if i % 2 == 0 else len(text) - u
            y = self._round(p, tweak, i, a, rounds)
            c = (_number(b, self.radix) - y) % self.radix**m
            a, b = _digits(c, self.radix, m), a
        return a + b

    def _begin(self, text: Sequence[int], tweak: bytes) -> tuple[int, bytes, tuple[int, int]]:
        """Steps 1 to 5: the split, the block P, and the lengths b and d."""
        n, radix = len(text), self.radix
        if not 2 <= n <= LONGEST or radix**n < SMALLEST_DOMAIN:
            raise ServandaError(
                "short-domain",
                "a text this short has too few others of its form to be hidden among",
                hint="seal it, or give it a random token",
            )
        if not all(0 <= digit < radix for digit in text):
            raise ServandaError("bad-text", "a sign of this text is not in its alphabet")
        u = n // 2
        v = n - u
        b = (((radix**v - 1).bit_length()) + 7) // 8
        d = 4 * ((b + 3) // 4) + 4
        p = b"".join(
            (
                b"\x01\x02\x01",
                radix.to_bytes(3, "big"),
                b"\x0a",
                bytes((u % 256,)),
                n.to_bytes(4, "big"),
                len(tweak).to_bytes(4, "big"),
            )
        )
        return u, p, (b, d)

    def _round(
        self, p: bytes, tweak: bytes, i: int, half: list[int], rounds: tuple[int, int]
    ) -> int:
        """Steps 6.i to 6.iv: the number y of one round."""
        b, d = rounds
        number = _number(half, self.radix).to_bytes(b, "big")
        q = tweak + bytes((-len(tweak) - b - 1) % 16) + bytes((i,)) + number
        r = self._last_of_cbc(p + q)
        s = r
        if d > 16:
            base = int.from_bytes(r, "big")
            blocks = b"".join((base ^ j).to_bytes(16, "big") for j in range(1, (d + 15) // 16))
            # ECB is CIPH_K of each block, as step 6.iii asks for: the blocks are R xor a counter
            cipher = Cipher(self._aes, ECB()).encryptor()  # noqa: S305
            s = r + cipher.update(blocks)
        return int.from_bytes(s[:d], "big")

    def _last_of_cbc(self, data: bytes) -> bytes:
        """PRF, algorithm 6: the last block of CBC from a block of zeros."""
        cipher = Cipher(self._aes, CBC(bytes(16))).encryptor()
        return cipher.update(data)[-16:]


def _number(digits: Sequence[int], radix: int) -> int:
    """NUM_radix, algorithm 1."""
    number = 0
    for digit in digits:
        number = number * radix + digit
    return number


def _digits(number: int, radix: int, length: int) -> list[int]:
    """STR_radix, algorithm 3."""
    digits = [0] * length
    for place in range(length - 1, -1, -1):
        number, digits[place] = divmod(number, radix)
    return digits
