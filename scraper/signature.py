"""How alike two texts are: MinHash over their 5-grams, in 512 bytes a text. Pure.

Parameters by measuring on speeches and their copies (cut, reordered, retitled): 128 permutations,
32 bands of 4, a likeness of .52. Copies cut below about 55 % fall under it, by design.
"""

from __future__ import annotations

from hashlib import blake2b
from operator import eq
from struct import Struct

from rensa import RMinHash

ALIKE = 0.52
SHORT = 100  # characters; of less, a likeness says nothing
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 42
_NUMBERS = Struct(f"<{_PERMUTATIONS}I")
_GRAM = 5
_AT_ONCE = 50_000  # a list of the 5-grams of 3 million characters would take 300 MB


def signature(text: str) -> bytes:
    """Return the digest of a text, white space aside: 128 numbers of 4 bytes, little endian."""
    plain = "".join(text.split())
    count = max(1, len(plain) - _GRAM + 1)
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    for first in range(0, count, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, count))
        minhash.update([plain[at : at + _GRAM] for at in some])
    return _NUMBERS.pack(*minhash.digest())


def likeness(one: bytes, other: bytes) -> float:
    """Return the estimated share of 5-grams that two texts have in common, 0 to 1."""
    common: int = sum(map(eq, _NUMBERS.unpack(one), _NUMBERS.unpack(other)))
    return common / _PERMUTATIONS


def shared(one: str, other: str) -> float:
    """Return the likeness of two texts that have not been signed yet."""
    return likeness(signature(one), signature(other))


def bands(digest: bytes) -> list[int]:
    """Return the keys under which a digest is looked for: alike texts share at least one."""
    width = len(digest) // _BANDS
    return [
        int.from_bytes(
            blake2b(digest[at : at + width], digest_size=8, key=bytes([at // width])).digest(),
            "little",
            signed=True,
        )
        for at in range(0, len(digest), width)
    ]
