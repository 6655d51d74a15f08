package io.timecoin.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.intake.Source;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.Microblocks;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** A sync client among played peers, on a clock that the test moves. */
abstract class SyncScenario {
  static final List<CertifiedMicroblock> CHAIN = chain(3_000);

  long now = 1_000_000;

  /** Whether the threads that check what peers bring have no time yet. */
  boolean busy;

  final List<Runnable> waiting = new ArrayList<>();
  Position own = new Position(0, Fixtures.GENESIS.hash());
  final InMemoryNetwork network = new InMemoryNetwork();

  /** "transactions n" and "range first-last", in the order in which they were handed on. */
  final List<String> writes = new ArrayList<>();

  final List<Source> sources = new ArrayList<>();
  final List<SyncedRange> ranges = new ArrayList<>();
  CompletableFuture<Void> transactionsDurable = CompletableFuture.completedFuture(null);
  CompletableFuture<Void> rangesDurable = CompletableFuture.completedFuture(null);
  final SyncClient sync =
      new SyncClient(
          network,
          () -> own,
          new RangeCheck(
              new ProvenCertificates(Fixtures.GENESIS.committee(), Fixtures.GENESIS.hash())),
          new SyncWriter(
              (source, transactions) -> {
                sources.add(source);
                writes.add("transactions " + transactions.size());
                return transactionsDurable;
              },
              range -> {
                ranges.add(range);
                writes.add("range %d-%d".formatted(first(range), last(range)));
                return rangesDurable;
              },
              Runnable::run),
          (_, _, work) -> {
            if (busy) {
              waiting.add(work);
            } else {
              work.run();
            }
            return true;
          },
          () -> Instant.ofEpochMilli(now));
  final Peer peer = network.connect();

  static List<CertifiedMicroblock> chain(int length) {
    var chain = new ArrayList<CertifiedMicroblock>(length);
    Hash256 previous = Fixtures.GENESIS.hash();
    for (long sequence = 1; sequence <= length; sequence++) {
      var next = Fixtures.microblock(sequence, previous, List.of(Fixtures.payment(sequence)));
      chain.add(next);
      previous = next.header().digest();
    }
    return List.copyOf(chain);
  }

  Optional<PeerMessage> honest(PeerMessage question) {
    GetMicroblocks range = question.getGetMicroblocks();
    return Optional.of(answer(records(range.getFirstSequence(), range.getLastSequence())));
  }

  /** The same with certificates that a stranger signed. */
  static List<MicroblockRecord> forged(GetMicroblocks range) {
    return LongStream.rangeClosed(range.getFirstSequence(), range.getLastSequence())
        .mapToObj(sequence -> CHAIN.get((int) sequence - 1))
        .map(one -> Fixtures.certified(one.header(), one.transactions(), Fixtures.RICH))
        .map(CertifiedMicroblock::toProto)
        .toList();
  }

  static List<MicroblockRecord> records(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(sequence -> CHAIN.get((int) sequence - 1).toProto())
        .toList();
  }

  static PeerMessage answer(List<MicroblockRecord> records) {
    return PeerMessage.newBuilder()
        .setMicroblocks(Microblocks.newBuilder().addAllMicroblocks(records))
        .build();
  }

  static Position at(long sequence) {
    return new Position(sequence, CHAIN.get((int) sequence - 1).header().digest());
  }

  List<String> asked(Peer of) {
    return network.askedOf(of).stream()
        .map(asked -> asked.question().getGetMicroblocks())
        .map(range -> range.getFirstSequence() + "-" + range.getLastSequence())
        .toList();
  }

  /** The last sequence that was handed on; every range follows the one before. */
  long handedOnInOrder() {
    long last = ranges.isEmpty() ? 0 : first(ranges.getFirst()) - 1;
    for (SyncedRange range : ranges) {
      assertThat(first(range)).isEqualTo(last + 1);
      last = last(range);
    }
    return last;
  }

  static long first(SyncedRange range) {
    return range.getMicroblocks(0).getSequence();
  }

  static long last(SyncedRange range) {
    return range.getMicroblocks(range.getMicroblocksCount() - 1).getSequence();
  }
}
