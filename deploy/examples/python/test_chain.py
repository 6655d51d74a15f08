"""The vectors of the protocol, and what a consumer must not believe."""

import json
import unittest
from pathlib import Path

from canonical import merkle_root
from chain import Chain, Genesis, Unproven, transaction

ROOT = Path(__file__).resolve().parents[3]
VECTORS = json.loads(
    (ROOT / "p2p-gateway/protocol/src/test/resources/vectors/protocol.json").read_text()
)
MICROBLOCK = VECTORS["microblock_1"]
HEADER = bytes.fromhex(MICROBLOCK["header_hex"])
CERTIFICATE = bytes.fromhex(MICROBLOCK["certificate_hex"])
BODIES = [bytes.fromhex(payment["signed_hex"]) for payment in VECTORS["payments"]]


def genesis() -> Genesis:
    return Genesis.read(bytes.fromhex(VECTORS["genesis_document"]["document_hex"]))


class VectorsTest(unittest.TestCase):
    def test_genesis(self):
        document = VECTORS["genesis_document"]
        self.assertEqual(genesis().hash.hex(), document["genesis_hash"])
        self.assertEqual(sum(weight for _, weight in genesis().members), 112)

    def test_transactions(self):
        for vector in VECTORS["payments"]:
            payment = transaction(bytes.fromhex(vector["signed_hex"]))
            self.assertEqual(payment.txid.hex(), vector["txid"])
            self.assertEqual(payment.wtxid.hex(), vector["wtxid"])

    def test_merkle_roots(self):
        for vector in VECTORS["merkle"]:
            leaves = [bytes.fromhex(leaf) for leaf in vector["leaves"]]
            self.assertEqual(merkle_root(leaves).hex(), vector["root"])

    def test_a_certified_microblock_is_believed(self):
        chain = Chain(genesis())
        payments = chain.take(HEADER, CERTIFICATE, BODIES)
        self.assertEqual(chain.sequence, 1)
        self.assertEqual([p.txid.hex() for p in payments], [v["txid"] for v in VECTORS["payments"]])


class DisbeliefTest(unittest.TestCase):
    def assert_unproven(self, header: bytes, certificate: bytes, bodies: list[bytes]):
        chain = Chain(genesis())
        with self.assertRaises(Unproven):
            chain.take(header, certificate, bodies)
        self.assertEqual(chain.sequence, 0)

    def test_every_changed_byte_of_header_or_certificate_is_noticed(self):
        for at in range(len(HEADER)):
            changed = HEADER[:at] + bytes([HEADER[at] ^ 1]) + HEADER[at + 1 :]
            self.assert_unproven(changed, CERTIFICATE, BODIES)
        for at in range(len(CERTIFICATE)):
            changed = CERTIFICATE[:at] + bytes([CERTIFICATE[at] ^ 1]) + CERTIFICATE[at + 1 :]
            self.assert_unproven(HEADER, changed, BODIES)

    def test_what_is_cut_short_or_too_long_is_nothing(self):
        for end in range(len(CERTIFICATE)):
            self.assert_unproven(HEADER, CERTIFICATE[:end], BODIES)
        self.assert_unproven(HEADER, CERTIFICATE + b"\0", BODIES)
        self.assert_unproven(HEADER + b"\0", CERTIFICATE, BODIES)

    def test_other_transactions_are_noticed(self):
        self.assert_unproven(HEADER, CERTIFICATE, BODIES[:1])
        self.assert_unproven(HEADER, CERTIFICATE, BODIES[::-1])
        self.assert_unproven(HEADER, CERTIFICATE, BODIES + BODIES[:1])

    def test_what_does_not_follow_is_noticed(self):
        chain = Chain(genesis())
        chain.take(HEADER, CERTIFICATE, BODIES)
        with self.assertRaises(Unproven):
            chain.take(HEADER, CERTIFICATE, BODIES)


if __name__ == "__main__":
    unittest.main()
