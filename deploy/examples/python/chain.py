"""What a certificate proves, checked without any code of TimeCoin's (PROTOCOL 1.3, 6.1, 6.4, 6.8)."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from canonical import Malformed, Reader, merkle_root, sha256

COMMIT = 3
WEIGHTS = {0: 0, 1: 1, 2: 10, 3: 100}


class Unproven(Exception):
    """A record that does not prove what it says; the message says why."""


@dataclass(frozen=True)
class Output:
    satoshi: int
    script: bytes

    def address(self) -> str | None:
        """A pay-to-address script is the address; others begin with a byte below the letters."""
        return self.script.decode("ascii") if self.script.startswith(b"TIME") else None


@dataclass(frozen=True)
class Transaction:
    txid: bytes
    wtxid: bytes
    outputs: list[Output]


def read_transaction(reader: Reader) -> tuple[bytes, list[Output]]:
    """Its bytes without signatures, of which the txid is the hash, and its outputs."""
    unsigned = [reader.fixed(4)]
    inputs = reader.count(48)
    unsigned.append(inputs.to_bytes(8, "little"))
    for _ in range(inputs):
        unsigned.append(reader.fixed(36))
        reader.bytes()
        unsigned.append(bytes(8))
        unsigned.append(reader.fixed(4))
    outputs = []
    count = reader.count(16)
    unsigned.append(count.to_bytes(8, "little"))
    for _ in range(count):
        value = reader.u64()
        script = reader.bytes()
        outputs.append(Output(value, script))
        unsigned += [value.to_bytes(8, "little"), len(script).to_bytes(8, "little"), script]
    unsigned.append(reader.fixed(12))
    return b"".join(unsigned), outputs


def transaction(raw: bytes) -> Transaction:
    reader = Reader(raw)
    unsigned, outputs = read_transaction(reader)
    reader.end()
    return Transaction(sha256(unsigned), sha256(raw), outputs)


@dataclass(frozen=True)
class Genesis:
    """The document that everything else is proven from: the only thing that is believed."""

    hash: bytes
    members: list[tuple[bytes, int]]
    """Consensus key and weight, in the order of keys."""

    @staticmethod
    def read(document: bytes) -> "Genesis":
        reader = Reader(document)
        reader.string()
        reader.fixed(8 + 4 + 8)
        read_transaction(reader)
        tiers = []
        for _ in range(reader.count(1 + 32 + 3 * 8)):
            tier = reader.u8()
            key = reader.fixed(32)
            for _ in range(3):
                reader.string()
            tiers.append((key, tier))
        reader.end()
        tiers.sort()
        all_free = all(tier == 0 for _, tier in tiers)
        members = [(key, 1 if all_free else WEIGHTS[tier]) for key, tier in tiers]
        return Genesis(sha256(b"TIMECOIN-GENESIS-1", document), members)


class Chain:
    """Takes microblocks in order; each must follow the one before and be certified."""

    def __init__(self, genesis: Genesis):
        self._genesis = genesis
        self._sequence = 0
        self._digest = genesis.hash

    @property
    def sequence(self) -> int:
        """Of the last one that is proven."""
        return self._sequence

    def take(
        self, header: bytes, certificate: bytes, bodies: list[bytes]
    ) -> list[Transaction]:
        """The transactions of the next microblock, final and proven so."""
        try:
            return self._take(header, certificate, bodies)
        except Malformed as e:
            raise Unproven(f"after sequence {self._sequence}: {e}") from e

    def _take(
        self, header: bytes, certificate: bytes, bodies: list[bytes]
    ) -> list[Transaction]:
        reader = Reader(header)
        version, sequence = reader.u32(), reader.u64()
        previous = reader.fixed(32)
        reader.fixed(8 + 32)
        count, root = reader.u32(), reader.fixed(32)
        if reader.option():
            self._read_seal(reader)
        reader.end()
        if version != 1 or sequence != self._sequence + 1 or previous != self._digest:
            raise Unproven(f"sequence {sequence} does not follow {self._sequence}")
        digest = sha256(b"TIMECOIN-MB-1", header)
        self._check_certificate(certificate, sequence, digest)
        transactions = [transaction(body) for body in bodies]
        if count != len(bodies) or merkle_root([t.wtxid for t in transactions]) != root:
            raise Unproven(f"sequence {sequence}: its transactions are not those of its header")
        self._sequence, self._digest = sequence, digest
        return transactions

    @staticmethod
    def _read_seal(reader: Reader) -> None:
        """A block header of version 3; what it says is certified with the rest."""
        if reader.u32() != 3:
            raise Malformed("a seal is a block header of version 3")
        reader.fixed(8 + 32 + 32 + 8 + 8 + 32 + 32 + 8 + 8)

    def _check_certificate(self, certificate: bytes, sequence: int, digest: bytes) -> None:
        reader = Reader(certificate)
        if reader.u64() != sequence:
            raise Unproven(f"sequence {sequence}: the certificate is another one's")
        round_ = reader.u32()
        if reader.fixed(32) != digest:
            raise Unproven(f"sequence {sequence}: the certificate is of another digest")
        bitmap = reader.bytes()
        signatures = [reader.fixed(64) for _ in range(reader.count(64))]
        reader.end()
        members = self._genesis.members
        voters = [i for i in range(len(bitmap) * 8) if bitmap[i // 8] >> (i % 8) & 1]
        if (
            len(bitmap) != (len(members) + 7) // 8
            or any(i >= len(members) for i in voters)
            or len(voters) != len(signatures)
        ):
            raise Unproven(f"sequence {sequence}: the certificate is not of this committee")
        if 3 * sum(members[i][1] for i in voters) <= 2 * sum(weight for _, weight in members):
            raise Unproven(f"sequence {sequence}: no quorum has signed")
        message = b"".join(
            [
                b"TIMECOIN-BFT-1",
                self._genesis.hash,
                bytes([COMMIT]),
                sequence.to_bytes(8, "little"),
                round_.to_bytes(4, "little"),
                digest,
            ]
        )
        for voter, signature in zip(voters, signatures):
            key = Ed25519PublicKey.from_public_bytes(members[voter][0])
            try:
                key.verify(signature, message)
            except InvalidSignature as e:
                raise Unproven(f"sequence {sequence}: a signature is not its member's") from e
