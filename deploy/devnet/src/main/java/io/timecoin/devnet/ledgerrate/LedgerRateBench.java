package io.timecoin.devnet.ledgerrate;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.bench.OwnDevnet;
import io.timecoin.devnet.cpu.CpuName;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.load.Coin;
import io.timecoin.devnet.load.Preparation;
import io.timecoin.devnet.load.Signer;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.Sources;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.topics.Topic;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How fast a ledger writes what is there already, in a devnet of its own: the chain is made and
 * recorded while no service runs, then the ledger alone is started.
 */
public final class LedgerRateBench {
  /** Long enough that no seal is due while it runs. */
  private static final Duration BLOCK_INTERVAL = Duration.ofHours(12);

  private static final int ADDRESSES = 10_000;

  private final int payments;
  private final Progress progress;

  /**
   * A measurement.
   *
   * @param payments replayed each time; the first half warms up
   */
  public LedgerRateBench(int payments, Progress progress) {
    this.payments = payments;
    this.progress = progress;
  }

  /**
   * Measures; everything that was started is stopped when this returns. Of a failure the devnet's
   * folder stays, for its logs.
   */
  public LedgerRateReport run() {
    return OwnDevnet.use("ledger", this::measure);
  }

  private LedgerRateReport measure(DevnetFolder folder) {
    var options =
        new DevnetOptions(folder, Replicas.SINGLE, Optional.of(BLOCK_INTERVAL), Sources.root());
    try (Devnet devnet = Devnet.start(options, progress)) {
      List<Coin> coins = coins(devnet);
      devnet.kill(devnet.masternode().services());
      var topics = new NodeTopics(devnet.kafkaBootstrap(), devnet.kafkaPrefix());
      ConsumerRecord<byte[], byte[]> newest = newest(topics);
      var chain =
          new RecordedChain(
              GenesisHash.document(folder), devnet.masternode().memberKey(), header(newest), coins);
      var recording = new Recording(topics, newest, chain, payments, progress);
      var replay = new Replay(devnet, payments, progress);
      double inserted = new InsertYardstick(devnet.database()).rowsPerSecond();
      recording.extend();
      LedgerRateReport.Rate publishing = replay.measure("publishing", true);
      recording.extend();
      LedgerRateReport.Rate alone = replay.measure("alone", false);
      return new LedgerRateReport(
          CpuName.ofThisMachine(),
          payments,
          RecordedChain.PER_MICROBLOCK,
          alone,
          publishing,
          inserted);
    }
  }

  private List<Coin> coins(Devnet devnet) {
    var random = new SecureRandom();
    List<KeyPair> owners =
        IntStream.range(0, ADDRESSES).mapToObj(_ -> KeyPair.generate(random)).toList();
    var signer = new Signer(GenesisHash.of(devnet.folder()));
    return new Preparation(List.of(devnet.gateway()), signer, devnet.keys().load())
        .split(2 * ADDRESSES, number -> owners.get(number / 2), progress)
        .unspent();
  }

  private static ConsumerRecord<byte[], byte[]> newest(NodeTopics topics) {
    var found = new AtomicReference<ConsumerRecord<byte[], byte[]>>();
    try (var reader = topics.reader()) {
      reader.all(topics.partition(Topic.CHAIN_MICROBLOCKS), found::set);
    }
    return found.get();
  }

  private static MicroblockHeader header(ConsumerRecord<byte[], byte[]> record) {
    try {
      return MicroblockHeader.decode(
          MicroblockRecord.parseFrom(record.value()).getHeader().toByteArray());
    } catch (InvalidProtocolBufferException | DecodeException e) {
      throw new LauncherFailure("chain.microblocks ends with no microblock", e);
    }
  }
}
