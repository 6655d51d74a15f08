package io.timecoin.devnet.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound events are verified; each thing that can be wrong with them is named. */
final class EventVerificationTest {
  private final TestChain chain = TestChain.ofMembers(4);
  private PublishedEvents events;

  @BeforeEach
  void twoBlocksAndMore() {
    chain.append(payment(0));
    chain.append(payment(1), payment(2), payment(3));
    chain.appendSeal();
    chain.append(payment(4), payment(9));
    chain.appendSeal();
    chain.append(payment(5));
    events = new PublishedEvents(chain);
  }

  private Transaction payment(int from) {
    return chain.pay(chain.wallet(from), chain.walletAddress(9 - from), 700_000_000);
  }

  @Test
  void soundEventsAreProvenFromGenesis() throws EventDefectException {
    EventReport report = events.verify(1);

    assertThat(report.text()).startsWith("no gap, no duplicate, all proven from 1 to 6\n");
    assertThat(report.microblocks()).isEqualTo(6);
    assertThat(report.transactions()).isEqualTo(7);
    assertThat(report.blocks()).isEqualTo(3);
    // Ten allocations; a debit and two credits of each payment; four members' shares of two blocks.
    assertThat(report.addressChanges()).isEqualTo(10 + 7 * 3 + 2 * 4);
    assertThat(report.signatures()).isEqualTo(6 * 4 + 7);
  }

  /** Outputs from before the range are spent in each of these. */
  @ParameterizedTest
  @MethodSource("laterBeginnings")
  void soundEventsAreProvenFromALaterSequence(long from) throws EventDefectException {
    EventReport report = events.verify(from);

    assertThat(report.from()).isEqualTo(from);
    assertThat(report.to()).isEqualTo(6);
    assertThat(report.transactions()).isEqualTo(from == 2 ? 6 : from <= 4 ? 3 : 1);
  }

  static List<Long> laterBeginnings() {
    return List.of(2L, 3L, 4L, 5L, 6L);
  }

  /** What somebody does to the events, and what is said of it whatever the beginning. */
  static Stream<Arguments> defects() {
    return Stream.of(
        defect("a microblock is missing", of(e -> e.microblocks.remove(3)), "gap: sequence 4"),
        defect("one is there twice", of(e -> e.microblocks.add(e.microblocks.get(5))), "twice"),
        defect(
            "a certificate of another",
            of(e -> swapCertificates(e.microblocks)),
            "chain.microblocks: sequence 4"),
        defect(
            "a transaction is missing",
            of(e -> e.transactions.remove(5)),
            "gap: the transaction at position 1 of sequence 4"),
        defect(
            "a transaction is there twice",
            of(e -> e.transactions.add(e.transactions.get(5))),
            "position 1 of sequence 4: it is there twice"),
        transaction("another's txid", t -> t.setTxid(zeros()), "txid is another's"),
        transaction("another's wtxid", t -> t.setWtxid(zeros()), "wtxid is another's"),
        transaction("a later time", t -> t.setMicroblockTimeMillis(1), "digest, time or count"),
        transaction("another place", t -> t.setPosition(0), "Merkle path"),
        transaction("a longer path", t -> t.addMerklePath(zeros()), "Merkle path"),
        transaction(
            "no transaction",
            t -> t.setTransaction(ByteString.copyFromUtf8("none")),
            "holds no transaction"),
        defect("a block is missing", of(e -> e.blocks.remove(2)), "block of height 2 is missing"),
        defect(
            "a block is there twice", of(e -> e.blocks.add(e.blocks.get(2))), "it is there twice"),
        block("another's hash", b -> b.setBlockHash(zeros()), "header or hash"),
        block("another coinbase", b -> b.setCoinbase(zeros()), "coinbase is another's"),
        block("another beginning", b -> b.setFirstSequence(5), "sequences are another's"),
        block("more fees", b -> b.setFees(b.getFees() + 1), "fees"),
        block("more transactions", b -> b.setTransactionCount(9), "number of transactions"),
        defect(
            "the last change is missing",
            of(e -> e.addresses.removeLast()),
            "chain.addresses: gap"),
        defect(
            "a change is there twice",
            of(e -> e.addresses.add(e.addresses.getLast())),
            "there twice, or late"),
        address("a number is left out", a -> a.setEntryNumber(99), "gap: it follows"),
        address("an amount that wraps", a -> a.setDebit(-1), "out of range"),
        address("another balance", a -> a.setBalanceAfter(5), "its balance"),
        address(
            "another amount",
            a -> a.setBalanceAfter(a.getBalanceAfter() + 1).setCredit(a.getCredit() + 1),
            "no transaction makes it"),
        address("another's txid", a -> a.setTxid(zeros()), "no transaction makes it"),
        address("another time", a -> a.setMicroblockTimeMillis(1), "no transaction makes it"),
        address("no change", AddressRecord.Builder::clearChange, "neither credit nor debit"));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void whatIsWrongIsNamed(Consumer<PublishedEvents> harm, String named) {
    harm.accept(events);

    assertThatThrownBy(() -> events.verify(1))
        .isInstanceOf(EventDefectException.class)
        .hasMessageContaining(named);
    assertThatThrownBy(() -> events.verify(4)).isInstanceOf(EventDefectException.class);
  }

  @Test
  void aDebitOfWhatWasMadeBeforeTheRangeIsMissed() {
    var debit =
        events.addresses.stream()
            .filter(each -> each.getSequence() == 6 && each.hasDebit())
            .findAny()
            .orElseThrow();
    events.addresses.remove(debit);

    assertThatThrownBy(() -> events.verify(6)).hasMessageContaining("gap: ");
  }

  private static Arguments defect(String name, Consumer<PublishedEvents> harm, String named) {
    return argumentSet(name, harm, named);
  }

  private static Consumer<PublishedEvents> of(Consumer<PublishedEvents> harm) {
    return harm;
  }

  /** Changes the transaction at position 1 of sequence 4. */
  private static Arguments transaction(
      String name, UnaryOperator<TransactionRecord.Builder> change, String named) {
    return defect(
        "transaction: " + name,
        e -> e.transactions.set(5, change.apply(e.transactions.get(5).toBuilder()).build()),
        named);
  }

  /** Changes the block that sequence 5 seals. */
  private static Arguments block(
      String name, UnaryOperator<BlockRecord.Builder> change, String named) {
    return defect(
        "block: " + name,
        e -> e.blocks.set(2, change.apply(e.blocks.get(2).toBuilder()).build()),
        named);
  }

  /** Changes the last credit. */
  private static Arguments address(
      String name, UnaryOperator<AddressRecord.Builder> change, String named) {
    return defect(
        "change: " + name,
        e -> {
          int at = e.addresses.size() - 1;
          e.addresses.set(at, change.apply(e.addresses.get(at).toBuilder()).build());
        },
        named);
  }

  private static void swapCertificates(List<CertifiedMicroblock> microblocks) {
    var changed = new ArrayList<>(microblocks);
    Microblock fourth = changed.get(3).microblock();
    microblocks.set(3, new CertifiedMicroblock(fourth, changed.get(4).certificate()));
  }

  private static ByteString zeros() {
    return PublishedEvents.bytes(Hash256.ZERO);
  }
}
