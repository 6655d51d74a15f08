package io.timecoin.consensus.store;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.message.CertificateCodec;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.VoteLogHalted;
import io.timecoin.protocol.proto.internal.v1.VoteLogObserving;
import io.timecoin.protocol.proto.internal.v1.VoteLogOpened;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The one writer of consensus.outbound and chain.microblocks: a transactional producer that fences
 * every older one of the same consensus key (ARCHITECTURE, "Vote log and fence"). After any failure
 * the outcome is unknown: close it and take over anew. A log that somebody made anew underneath is
 * recognised before anything is committed to it. Used by one thread.
 */
public final class VoteLog implements AutoCloseable {
  /** A transaction that its writer left open is aborted by the broker after this. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(300);

  private final KafkaSettings settings;
  private final PublicKey key;
  private final Hash256 genesisHash;
  private final String topicId;
  private final Producer<byte[], byte[]> producer;
  private final FirstOffsets firstOffsets = new FirstOffsets();
  private long epoch;
  private long recordsSinceOpened;
  private long newestOffset = -1;
  private Optional<LogEntry.Observing> observing = Optional.empty();

  /**
   * Fences every other writer of this key.
   *
   * @param topicId of consensus.outbound
   * @param producers makes the producer of given settings
   * @throws KafkaException if the broker does not let it
   */
  public VoteLog(
      KafkaSettings settings,
      PublicKey key,
      Hash256 genesisHash,
      String topicId,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    this.settings = settings;
    this.key = key;
    this.genesisHash = genesisHash;
    this.topicId = topicId;
    this.producer =
        producers.apply(settings.transactionalProducer(key.toString(), TRANSACTION_TIMEOUT));
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /**
   * What the node is to remember of a lost log (PROTOCOL §6.7): written together with every epoch
   * record from now on, so that no trimming loses it.
   */
  public void observe(LogEntry.Observing newest) {
    observing = Optional.of(newest);
  }

  /** The ledger holds this sequence: one that says to sign from there on has been obeyed. */
  public void forgetObserving(long ledgerSequence) {
    observing = observing.filter(entry -> entry.signsFrom() > ledgerSequence);
  }

  /**
   * Opens an epoch, or the current one once more; its record's offset.
   *
   * @throws KafkaException if the outcome is unknown
   */
  public long open(long newEpoch) {
    epoch = newEpoch;
    var opened =
        VoteLogOpened.newBuilder()
            .setConsensusKey(ByteString.copyFrom(key.toByteArray()))
            .setGenesisHash(ByteString.copyFrom(genesisHash.toByteArray()))
            .setInstance(settings.instance());
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    sent.add(producer.send(logRecord(record().setOpened(opened))));
    observing.ifPresent(entry -> sent.add(producer.send(observingRecord(entry))));
    long offset = commitBehind(sent).getFirst();
    recordsSinceOpened = 0;
    return offset;
  }

  /** Messages that were found in the log, so that they are kept as long as their own. */
  public void remember(Map<Long, Long> foundOffsets) {
    firstOffsets.addAll(foundOffsets);
  }

  public long epoch() {
    return epoch;
  }

  /** Records written since an epoch record was. */
  public long recordsSinceOpened() {
    return recordsSinceOpened;
  }

  /**
   * Writes all entries in one transaction: when it returns, they are durable and spoken.
   *
   * @throws KafkaException if the outcome is unknown
   */
  public void commit(List<LogEntry> entries) {
    List<Long> sequences = new ArrayList<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    producer.beginTransaction();
    for (var entry : entries) {
      switch (entry) {
        case LogEntry.Spoken(var message) -> {
          sequences.add(message.sequence());
          sent.add(producer.send(logRecord(record().setMessage(MessageCodec.toProto(message)))));
        }
        case LogEntry.Prepared(var certificate) -> {
          sequences.add(certificate.sequence());
          sent.add(
              producer.send(
                  logRecord(record().setPrepared(CertificateCodec.toProto(certificate)))));
        }
        case LogEntry.Halted(var reason) -> {
          // Of no sequence: kept until a person has decided and the log is trimmed.
          var halted = VoteLogHalted.newBuilder().setReason(reason);
          var _ = producer.send(logRecord(record().setHalted(halted)));
        }
        case LogEntry.Observing newest -> {
          // Of no sequence either: written again whenever the log is trimmed.
          var _ = producer.send(observingRecord(newest));
        }
        case LogEntry.Decided decided -> {
          // Whether it was written, the commit says.
          var _ = producer.send(microblock(decided));
        }
      }
    }
    var offsets = commitBehind(sent);
    recordsSinceOpened += offsets.size();
    for (int i = 0; i < offsets.size(); i++) {
      firstOffsets.add(sequences.get(i), offsets.get(i));
    }
    for (var entry : entries) {
      if (entry instanceof LogEntry.Observing newest) {
        observe(newest);
      }
    }
  }

  /**
   * The offset below which nothing is needed any more: below a fresh epoch record, and below the
   * first message of a sequence that the ledger lacks.
   */
  public long deletableBelow(long freshEpochOffset, long ledgerSequence) {
    return firstOffsets.deletableBelow(freshEpochOffset, ledgerSequence);
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private VoteLogRecord.Builder record() {
    return VoteLogRecord.newBuilder().setEpoch(epoch);
  }

  private ProducerRecord<byte[], byte[]> logRecord(VoteLogRecord.Builder record) {
    return new ProducerRecord<>(
        settings.name(Topic.CONSENSUS_OUTBOUND),
        TopicCatalogue.constantKey(),
        record.build().toByteArray());
  }

  private ProducerRecord<byte[], byte[]> observingRecord(LogEntry.Observing entry) {
    return logRecord(
        record()
            .setObserving(
                VoteLogObserving.newBuilder()
                    .setReason(entry.reason())
                    .setSignsFrom(entry.signsFrom() == Long.MAX_VALUE ? 0 : entry.signsFrom())
                    .setTopicId(topicId)));
  }

  private ProducerRecord<byte[], byte[]> microblock(LogEntry.Decided decided) {
    var record =
        new ProducerRecord<>(
            settings.name(Topic.CHAIN_MICROBLOCKS),
            TopicCatalogue.constantKey(),
            decided.microblock().toProto().toByteArray());
    record
        .headers()
        .add(ChainFollower.TOPIC_ID_HEADER, topicId.getBytes(StandardCharsets.UTF_8))
        .add(ChainFollower.EPOCH_HEADER, ByteBuffer.allocate(Long.BYTES).putLong(epoch).array());
    return record;
  }

  /**
   * Commits the transaction once its records of the log stand behind everything written before: in
   * a topic that was deleted and made anew they would stand at its start, where a vote is not
   * durable together with those before it (PROTOCOL §6.7).
   */
  private List<Long> commitBehind(List<Future<RecordMetadata>> sent) {
    producer.flush();
    List<Long> offsets = new ArrayList<>();
    for (var each : sent) {
      long offset = offset(each);
      if (offset <= newestOffset) {
        throw new KafkaException(
            "%s was made anew: a record stands at %d, an older one stood at %d"
                .formatted(settings.name(Topic.CONSENSUS_OUTBOUND), offset, newestOffset));
      }
      newestOffset = offset;
      offsets.add(offset);
    }
    producer.commitTransaction();
    return offsets;
  }

  /** Of a record that has been flushed. */
  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (ExecutionException e) {
      throw new KafkaException("a record was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted within a transaction", e);
    }
  }
}
