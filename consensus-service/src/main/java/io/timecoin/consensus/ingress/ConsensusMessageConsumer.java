package io.timecoin.consensus.ingress;

import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.voting.Inbox;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
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
        var received =
            RecordValue.parse(record.value(), ReceivedConsensusMessage.getDefaultInstance());
        inbox.put(new Input.MessageReceived(MessageCodec.fromProto(received.getMessage())));
      } catch (BadRecordException e) {
        badRecords.putAside(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        badRecords.putAside(record, "MALFORMED", e.getMessage());
      }
    }
  }
}
