"""The canonical encoding and the hashes of PROTOCOL section 2, as far as a consumer needs them."""

import hashlib
import struct


def sha256(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


class Malformed(Exception):
    """Bytes that are no canonical encoding of what they should be."""


class Reader:
    """Reads a canonical value and refuses whatever has another encoding."""

    def __init__(self, data: bytes):
        self._data = data
        self._at = 0

    def fixed(self, size: int) -> bytes:
        end = self._at + size
        if end > len(self._data):
            raise Malformed("the bytes end too early")
        value = self._data[self._at : end]
        self._at = end
        return value

    def _number(self, form: str, size: int) -> int:
        return struct.unpack("<" + form, self.fixed(size))[0]

    def u8(self) -> int:
        return self._number("B", 1)

    def u32(self) -> int:
        return self._number("I", 4)

    def u64(self) -> int:
        return self._number("Q", 8)

    def i64(self) -> int:
        return self._number("q", 8)

    def count(self, least_size: int) -> int:
        """The count of a sequence whose elements have so many bytes at least."""
        count = self.u64()
        if count * least_size > len(self._data) - self._at:
            raise Malformed("a count is larger than the bytes that remain")
        return count

    def bytes(self) -> bytes:
        return self.fixed(self.count(1))

    def string(self) -> str:
        try:
            return self.bytes().decode("utf-8")
        except UnicodeDecodeError as e:
            raise Malformed("a string is no UTF-8") from e

    def option(self) -> bool:
        tag = self.u8()
        if tag > 1:
            raise Malformed("an option tag is 0 or 1")
        return tag == 1

    def end(self) -> None:
        if self._at != len(self._data):
            raise Malformed("there are trailing bytes")


def merkle_root(leaves: list[bytes]) -> bytes:
    """PROTOCOL 2.4: an odd last node moves up unchanged, nothing at all is 32 zero bytes."""
    if not leaves:
        return bytes(32)
    level = leaves
    while len(level) > 1:
        above = [
            sha256(b"\x01", level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)
        ]
        if len(level) % 2 == 1:
            above.append(level[-1])
        level = above
    return level[0]
