package io.timecoin.consensus.store;

import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.message.CertificateCodec;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.VoteLogObserving;
import io.timecoin.protocol.proto.internal.v1.VoteLogOpened;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a vote log holds, as far as a take-over wants it. Filled by one thread. */
public final class VoteLogContent {
  /** Stands for no member's key: in no committee, since it is of small order (PROTOCOL §8). */
  public static final PublicKey NOBODY = PublicKey.of(new byte[PublicKey.SIZE]);

  private final PublicKey key;
  private final Hash256 genesisHash;
  private final String topicId;
  private final long decidedSequence;
  // Sets: a record that stands there twice is one message.
  private final Set<SignedMessage> messages = new LinkedHashSet<>();
  private final Set<Certificate> prepared = new LinkedHashSet<>();
  private final FirstOffsets firstOffsets = new FirstOffsets();
  private Optional<LogEntry.Observing> observing = Optional.empty();
  private boolean observedHere;
  private long newestEpoch;
  private long ownEpoch;
  private String foreign = "";
  private String halted = "";

  /**
   * @param key whose log it should be; {@link #NOBODY} reads anybody's of its network
   * @param topicId of the log
   * @param decidedSequence messages up to this one are not kept: the chain has decided it
   */
  public VoteLogContent(PublicKey key, Hash256 genesisHash, String topicId, long decidedSequence) {
    this.key = key;
    this.genesisHash = genesisHash;
    this.topicId = topicId;
    this.decidedSequence = decidedSequence;
  }

  /** Takes records in log order. One that is not this node's makes the whole log foreign. */
  public void take(List<ConsumerRecord<byte[], byte[]>> records) {
    for (var record : records) {
      try {
        take(
            record.offset(), RecordValue.parse(record.value(), VoteLogRecord.getDefaultInstance()));
      } catch (BadRecordException | DecodeException e) {
        isForeign("offset %d is malformed: %s".formatted(record.offset(), e.getMessage()));
      }
    }
  }

  /** Own messages of undecided sequences, each once, in log order. */
  public List<SignedMessage> messages() {
    return List.copyOf(messages);
  }

  public List<Certificate> prepared() {
    return List.copyOf(prepared);
  }

  /** Per sequence the offset of its first message. */
  public Map<Long, Long> firstOffsets() {
    return firstOffsets.asMap();
  }

  /** The newest word on a lost log; from a copy of the log it was written to, without an answer. */
  public Optional<LogEntry.Observing> observing() {
    return observing;
  }

  /** Whether that word was written to this very log. */
  public boolean observedHere() {
    return observedHere;
  }

  /** Whosever it is; 0 without an epoch record. */
  public long newestEpoch() {
    return newestEpoch;
  }

  /** The newest epoch in which this key could sign; 0 if it has voted on another log, or never. */
  public long ownEpoch() {
    return ownEpoch;
  }

  /** Why it is somebody else's log; empty if it is not. */
  public String foreign() {
    return foreign;
  }

  /** Why the node has halted (PROTOCOL §6.9); empty if it has not. */
  public String halted() {
    return halted;
  }

  private void take(long offset, VoteLogRecord record) throws DecodeException {
    switch (record.getEntryCase()) {
      case OPENED -> opened(record.getEpoch(), record.getOpened());
      case MESSAGE -> message(offset, record.getMessage());
      case PREPARED -> {
        if (record.getPrepared().getSequence() > decidedSequence) {
          prepared.add(CertificateCodec.fromProto(record.getPrepared()));
        }
      }
      case OBSERVING -> observing(record.getObserving());
      case HALTED -> halted = record.getHalted().getReason();
      case ENTRY_NOT_SET -> throw new DecodeException("a record without an entry");
    }
  }

  private void opened(long epoch, VoteLogOpened opened) {
    boolean own = Arrays.equals(opened.getConsensusKey().toByteArray(), key.toByteArray());
    boolean nobodys = Arrays.equals(opened.getConsensusKey().toByteArray(), NOBODY.toByteArray());
    if (!own && !nobodys && !key.equals(NOBODY)) {
      isForeign("epoch %d was opened by another consensus key".formatted(epoch));
    } else if (!Arrays.equals(opened.getGenesisHash().toByteArray(), genesisHash.toByteArray())) {
      isForeign("epoch %d was opened on another network".formatted(epoch));
    } else {
      newestEpoch = Math.max(newestEpoch, epoch);
      if (own) {
        ownEpoch = Math.max(ownEpoch, epoch);
      }
    }
  }

  private void observing(VoteLogObserving record) {
    observedHere = record.getTopicId().equals(topicId);
    boolean answered = observedHere && record.getSignsFrom() > 0;
    observing =
        Optional.of(
            new LogEntry.Observing(
                record.getReason(), answered ? record.getSignsFrom() : Long.MAX_VALUE));
  }

  private void message(long offset, ConsensusMessage proto) throws DecodeException {
    firstOffsets.add(proto.getSequence(), offset);
    var message = MessageCodec.fromProto(proto);
    if (key.equals(NOBODY)) {
      return;
    }
    if (!message.signer().equals(key)) {
      isForeign("offset %d carries another key's message".formatted(offset));
    } else if (message.sequence() > decidedSequence) {
      messages.add(message);
    }
  }

  private void isForeign(String why) {
    if (foreign.isEmpty()) {
      foreign = why;
    }
  }
}
