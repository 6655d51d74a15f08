package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.util.HashSet;
import java.util.List;

/** The vote log of a devnet, as its readers see it. */
final class VoteLogs {
  private VoteLogs() {}

  /** No epoch speaks after a newer one's record, and nothing is signed twice. */
  static void assertOneVoice(RunningDevnet devnet) {
    List<VoteLogRecord> log = devnet.topics().values("consensus.outbound", VoteLogRecord.parser());
    assertThat(log.stream().map(VoteLogRecord::getEpoch)).isNotEmpty().isSorted();
    var places = new HashSet<List<Number>>();
    for (VoteLogRecord record : log) {
      if (record.hasMessage()) {
        var message = record.getMessage();
        var place = List.<Number>of(message.getType(), message.getSequence(), message.getRound());
        assertThat(places.add(place)).as("type, sequence, round %s once", place).isTrue();
      }
    }
  }
}
