package io.timecoin.consensus.ingress;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.voting.Inbox;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads consensus.inbound: peers' votes and proposals, none of them believed yet. */
public record ConsensusMessageConsumer(Inbox inbox, BadRecords badRecords)
    implements RecordHandler {

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (var record : records) {
      try {
        var received = ReceivedConsensusMessage.parseFrom(record.value());
        inbox.put(new Input.MessageReceived(MessageCodec.fromProto(received.getMessage())));
      } catch (InvalidProtocolBufferException e) {
        badRecords.putAside(record, "NOT_PROTOBUF", e.getMessage());
      } catch (DecodeException e) {
        badRecords.putAside(record, "MALFORMED", e.getMessage());
      }
    }
  }
}
