package io.timecoin.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.proto.internal.v1.VoteLogObserving;
import io.timecoin.protocol.proto.internal.v1.VoteLogOpened;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class VoteLogContentTest {
  private static final PublicKey KEY = KeyPair.fromSeed(new byte[32]).publicKey();

  private final VoteLogContent content = content(KEY);
  private long offset;

  @Test
  void theNewestWordOnALostLogCounts() {
    take(content, observing("lost", 0, "id"));
    assertThat(content.observing()).contains(new LogEntry.Observing("lost", Long.MAX_VALUE));
    take(content, observing("lost", 12, "id"));

    assertThat(content.observing()).contains(new LogEntry.Observing("lost", 12));
    assertThat(content.observedHere()).isTrue();
  }

  @Test
  void inACopyOfTheLogTheAnswerMeansNothing() {
    take(content, observing("lost", 12, "another"));

    assertThat(content.observing()).contains(new LogEntry.Observing("lost", Long.MAX_VALUE));
    assertThat(content.observedHere()).isFalse();
  }

  @Test
  void anEpochWithoutAKeyIsNobodysAndNotForeign() {
    take(content, opened(3, VoteLogContent.NOBODY));

    assertThat(content.foreign()).isEmpty();
    assertThat(content.newestEpoch()).isEqualTo(3);
    assertThat(content.ownEpoch()).isZero();
    take(content, opened(4, KEY));
    assertThat(content.ownEpoch()).isEqualTo(4);
  }

  @Test
  void anotherKeysEpochIsForeignForAMemberAndNotForANodeWithoutKey() {
    var other = KeyPair.fromSeed(ByteString.copyFromUtf8("x".repeat(32)).toByteArray());
    take(content, opened(3, other.publicKey()));
    assertThat(content.foreign()).isNotEmpty();

    var nobodys = content(VoteLogContent.NOBODY);
    take(nobodys, opened(3, KEY));
    take(nobodys, message());
    assertThat(nobodys.foreign()).isEmpty();
    assertThat(nobodys.messages()).isEmpty();
    assertThat(nobodys.firstOffsets()).containsOnlyKeys(7L);
  }

  private static VoteLogContent content(PublicKey key) {
    return new VoteLogContent(key, Hash256.ZERO, "id", 0);
  }

  private void take(VoteLogContent target, VoteLogRecord record) {
    target.take(
        List.of(new ConsumerRecord<>("log", 0, offset++, new byte[0], record.toByteArray())));
  }

  private static VoteLogRecord observing(String reason, long signsFrom, String topicId) {
    return VoteLogRecord.newBuilder()
        .setEpoch(1)
        .setObserving(
            VoteLogObserving.newBuilder()
                .setReason(reason)
                .setSignsFrom(signsFrom)
                .setTopicId(topicId))
        .build();
  }

  private static VoteLogRecord opened(long epoch, PublicKey key) {
    return VoteLogRecord.newBuilder()
        .setEpoch(epoch)
        .setOpened(
            VoteLogOpened.newBuilder()
                .setConsensusKey(ByteString.copyFrom(key.toByteArray()))
                .setGenesisHash(ByteString.copyFrom(Hash256.ZERO.toByteArray())))
        .build();
  }

  private static VoteLogRecord message() {
    return VoteLogRecord.newBuilder()
        .setEpoch(1)
        .setMessage(
            MessageCodec.toProto(
                new Ballot(
                    VoteType.PREPARE,
                    7,
                    0,
                    Hash256.ZERO,
                    KEY,
                    Signature.of(new byte[Signature.SIZE]))))
        .build();
  }
}
