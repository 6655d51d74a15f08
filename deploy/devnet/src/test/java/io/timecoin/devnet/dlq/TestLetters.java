package io.timecoin.devnet.dlq;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.proto.internal.v1.RecordHeader;
import io.timecoin.protocol.topics.Topic;
import java.time.Instant;

/** Dead letters to look at. */
public final class TestLetters {
  private TestLetters() {}

  /** Of a record of tx.inbound with key "k" and header h = v. */
  public static DeadLetter.Builder letter(ByteString value) {
    return DeadLetter.newBuilder()
        .setTopic("tx.inbound")
        .setPartition(3)
        .setOffset(17)
        .setKey(ByteString.copyFromUtf8("k"))
        .setValue(value)
        .setError("NOT_PROTOBUF")
        .setDetail("no batch")
        .setService("verifier-service")
        .setInstance("verifier-1")
        .setAtMillis(1_000)
        .addHeaders(RecordHeader.newBuilder().setKey("h").setValue(ByteString.copyFromUtf8("v")));
  }

  public static StoredLetter stored(DeadLetter letter) {
    return new StoredLetter(Topic.TX_INBOUND, 5, Instant.ofEpochMilli(2_000), letter);
  }
}
