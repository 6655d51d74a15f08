package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.CertifiedHeader;
import io.timecoin.protocol.proto.internal.v1.Event;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public events made again from the rows are those that were published. */
@QuarkusTest
@WithTestResource(LedgerBackends.class)
class LedgerEventsIT extends WrittenLedger {
  private static final int ALL = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, ALL})
  void transactionsAreThePublishedOnesInPagesOfAnySize(int limit) throws Exception {
    assertThat(texts(events(Topic.CHAIN_TRANSACTIONS, 0, limit)))
        .containsExactlyInAnyOrderElementsOf(published(Topic.CHAIN_TRANSACTIONS))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, ALL})
  void changesOfBalancesAreThePublishedOnes(int limit) throws Exception {
    assertThat(texts(events(Topic.CHAIN_ADDRESSES, 0, limit)))
        .containsExactlyInAnyOrderElementsOf(published(Topic.CHAIN_ADDRESSES))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, ALL})
  void blocksAndMicroblocksAreThePublishedOnes(int limit) throws Exception {
    assertThat(texts(events(Topic.CHAIN_BLOCKS, 0, limit)))
        .isEqualTo(published(Topic.CHAIN_BLOCKS));
    assertThat(events(Topic.CHAIN_MICROBLOCKS, 0, limit))
        .extracting(Event::getValue)
        .isEqualTo(
            CHAIN.microblocks().stream().map(each -> each.toProto().toByteString()).toList());
  }

  @Test
  void theyComeInFinalOrderWithTheirPlaces() throws Exception {
    long sequence = -1;
    int index = 0;
    for (Event event : events(Topic.CHAIN_ADDRESSES, 0, 3)) {
      var record = AddressRecord.parseFrom(event.getValue());
      assertThat(event.getSequence()).isEqualTo(record.getSequence());
      index = event.getSequence() == sequence ? index + 1 : 0;
      assertThat(event.getIndex()).isEqualTo(index);
      sequence = event.getSequence();
    }
    for (Event event : events(Topic.CHAIN_TRANSACTIONS, 0, 3)) {
      var record = TransactionRecord.parseFrom(event.getValue());
      assertThat(event.getSequence()).isEqualTo(record.getSequence());
      assertThat(event.getIndex()).isEqualTo(record.getPosition());
    }
    for (Event event : events(Topic.CHAIN_BLOCKS, 0, 3)) {
      assertThat(event.getSequence())
          .isEqualTo(BlockRecord.parseFrom(event.getValue()).getLastSequence());
    }
  }

  @Test
  void aConsumerGoesOnWithTheSequenceAfterItsLast() throws Exception {
    long last = MICROBLOCKS / 2;

    assertThat(events(Topic.CHAIN_TRANSACTIONS, last + 1, 4))
        .isEqualTo(
            events(Topic.CHAIN_TRANSACTIONS, 0, ALL).stream()
                .filter(event -> event.getSequence() > last)
                .toList());
  }

  @Test
  void atTheEndAPageIsEmptyAndSaysToComeAgainThere() throws Exception {
    for (Topic topic : Topic.values()) {
      if (topic.isPublic()) {
        EventRange page = page(topic, MICROBLOCKS + 1, 0, ALL);
        assertThat(page.getEventsCount()).isZero();
        assertThat(page.getNextSequence()).isEqualTo(MICROBLOCKS + 1);
        assertThat(page.getNextIndex()).isZero();
      }
    }
  }

  /** A page is empty at the end only, wherever it begins and however little it may hold. */
  @Test
  void fromEveryPlaceThereIsAPageUpToTheEnd() throws Exception {
    List<Event> all = events(Topic.CHAIN_TRANSACTIONS, 0, ALL);
    long last = all.getLast().getSequence();
    for (long sequence = 0; sequence <= last; sequence++) {
      for (int index : List.of(0, 1, 2, 9)) {
        long from = sequence;
        List<Event> expected =
            all.stream()
                .filter(
                    event ->
                        event.getSequence() > from
                            || (event.getSequence() == from && event.getIndex() >= index))
                .limit(1)
                .toList();
        assertThat(page(Topic.CHAIN_TRANSACTIONS, from, index, 1).getEventsList())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsNoPlaceOrNoTopicIsRefused() throws Exception {
    assertThat(ledger.status("/internal/v1/events/tx.inbound?from=1")).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/events/chain.nothing?from=1")).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/events/chain.blocks?from=-1")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/events/chain.blocks?index=-1")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/events/chain.blocks?limit=0")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/events/chain.blocks?limit=1001")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, ALL})
  void anAddresssHistoryIsItsEventsNewestFirst(int limit) throws Exception {
    String address = CHAIN.walletAddress(1).toString();
    List<AddressRecord> expected = new ArrayList<>();
    for (Event event : events(Topic.CHAIN_ADDRESSES, 0, ALL)) {
      var record = AddressRecord.parseFrom(event.getValue());
      if (record.getAddress().equals(address)) {
        expected.addFirst(record);
      }
    }
    assertThat(expected).hasSizeGreaterThan(3);

    var paged = new ArrayList<AddressRecord>();
    List<AddressRecord> page = history(address, Long.MAX_VALUE, limit);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      paged.addAll(page);
      page = history(address, page.getLast().getEntryNumber(), limit);
    }
    assertThat(paged).isEqualTo(expected);
  }

  @Test
  void anAddressThatWasNeverPaidHasNoHistory() throws Exception {
    String nobodys = TestChain.address(KeyPair.fromSeed(new byte[32])).toString();

    assertThat(history(nobodys, Long.MAX_VALUE, ALL)).isEmpty();
    assertThat(ledger.status("/internal/v1/addresses/%s/history?before=-1".formatted(nobodys)))
        .isEqualTo(400);
  }

  private List<AddressRecord> history(String address, long before, int limit) throws Exception {
    AddressHistory history =
        ledger.get(
            "/internal/v1/addresses/%s/history?before=%d&limit=%d"
                .formatted(address, before, limit),
            AddressHistory.parser());
    assertThat(history.getSequence()).isEqualTo(MICROBLOCKS);
    return history.getEntriesList();
  }

  @Test
  void sealsAreTheSealingHeadersInOrder() throws Exception {
    List<CertifiedHeader> expected =
        CHAIN.microblocks().stream()
            .filter(each -> each.header().seal().isPresent())
            .map(LedgerEventsIT::certified)
            .toList();

    assertThat(seals(0, 500)).isEqualTo(expected);
    assertThat(seals(2, 3)).isEqualTo(expected.subList(1, 4));
    assertThat(seals(expected.size() + 1, 3)).isEmpty();
  }

  private List<CertifiedHeader> seals(long from, int limit) throws Exception {
    return ledger
        .get("/internal/v1/seals?from=%d&limit=%d".formatted(from, limit), SealRange.parser())
        .getSealsList();
  }

  private static CertifiedHeader certified(CertifiedMicroblock microblock) {
    return CertifiedHeader.newBuilder()
        .setHeader(ByteString.copyFrom(microblock.header().encode()))
        .setCertificate(ByteString.copyFrom(microblock.certificate().encode()))
        .build();
  }

  /** All from a sequence on, page by page. */
  private List<Event> events(Topic topic, long from, int limit) throws Exception {
    var events = new ArrayList<Event>();
    EventRange page = page(topic, from, 0, limit);
    while (page.getEventsCount() > 0) {
      assertThat(page.getEventsCount()).isLessThanOrEqualTo(limit);
      events.addAll(page.getEventsList());
      page = page(topic, page.getNextSequence(), page.getNextIndex(), limit);
    }
    return events;
  }

  private EventRange page(Topic topic, long from, int index, int limit) throws Exception {
    return ledger.get(
        "/internal/v1/events/%s?from=%d&index=%d&limit=%d"
            .formatted(topic.topicName(), from, index, limit),
        EventRange.parser());
  }

  private static List<String> texts(List<Event> events) {
    return events.stream()
        .map(event -> text(event.getKey().toByteArray(), event.getValue().toByteArray()))
        .toList();
  }

  /** What the topic carries once all of the chain is published. */
  private List<String> published(Topic topic) throws Exception {
    int transactions =
        CHAIN.microblocks().stream().mapToInt(each -> each.transactions().size()).sum();
    int blocks = Math.toIntExact(CHAIN.tip().lastBlock().height() + 1);
    try (var stream = new ChainStream(backends)) {
      Await.until(
          "all is published",
          () ->
              stream.read(Topic.CHAIN_TRANSACTIONS).size() == transactions
                  && stream.read(Topic.CHAIN_BLOCKS).size() == blocks);
      return stream.read(topic).stream().map(LedgerEventsIT::text).toList();
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return text(record.key(), record.value());
  }

  private static String text(byte[] key, byte[] value) {
    return HexFormat.of().formatHex(key) + " " + HexFormat.of().formatHex(value);
  }
}
