"""Follows chain.microblocks and prints every payment that is proven final, one JSON line each.

Believes the genesis document alone: sequences without a gap, digests, certificates and Merkle
roots are checked here. What was printed is remembered in a cursor file, so that a consumer that
was killed goes on behind it; a payment may then come once more, and never be missed.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from confluent_kafka import Consumer, KafkaError, TopicPartition

import chain_pb2
from chain import Chain, Genesis, Unproven


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap", default="127.0.0.1:9092", help="the broker")
    parser.add_argument("--prefix", default="timecoin.", help="of the node's topics")
    parser.add_argument("--genesis", required=True, type=Path, help="the document, in hex")
    parser.add_argument("--cursor", type=Path, help="where the last sequence is remembered")
    parser.add_argument("--until", type=int, help="end after this sequence (default: never)")
    return parser.parse_args()


def remembered(cursor: Path | None) -> int:
    return int(cursor.read_text()) if cursor and cursor.exists() else 0


def remember(cursor: Path | None, sequence: int) -> None:
    """First printed, then remembered, whole or not at all."""
    if cursor:
        fresh = cursor.with_suffix(".new")
        fresh.write_text(str(sequence))
        os.replace(fresh, cursor)


def main() -> int:
    options = arguments()
    chain = Chain(Genesis.read(bytes.fromhex(options.genesis.read_text().strip())))
    printed = remembered(options.cursor)
    consumer = Consumer(
        {
            "bootstrap.servers": options.bootstrap,
            # Required by the library; nothing is committed, the cursor is a sequence.
            "group.id": "unused",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "auto.offset.reset": "error",
        }
    )
    topic = options.prefix + "chain.microblocks"
    first, _ = consumer.get_watermark_offsets(TopicPartition(topic, 0), timeout=30)
    # From the start: each certificate is worth what the chain before it is worth.
    consumer.assign([TopicPartition(topic, 0, first)])
    try:
        while options.until is None or chain.sequence < options.until:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                if message.error().code() == KafkaError._PARTITION_EOF:
                    continue
                raise SystemExit(f"Kafka: {message.error()}")
            record = chain_pb2.MicroblockRecord.FromString(message.value())
            if record.sequence <= chain.sequence:
                # A record that comes once more is the same one.
                continue
            payments = chain.take(
                record.header, record.certificate, list(record.transactions)
            )
            if chain.sequence > printed:
                for payment in payments:
                    print(line(chain.sequence, payment), flush=True)
                remember(options.cursor, chain.sequence)
    except Unproven as e:
        print(f"not proven: {e}", file=sys.stderr)
        return 1
    finally:
        consumer.close()
    return 0


def line(sequence: int, payment) -> str:
    return json.dumps(
        {
            "sequence": sequence,
            "txid": payment.txid.hex(),
            "pays": [
                {"to": output.address(), "satoshi": output.satoshi}
                for output in payment.outputs
                if output.address()
            ],
        }
    )


if __name__ == "__main__":
    sys.exit(main())
