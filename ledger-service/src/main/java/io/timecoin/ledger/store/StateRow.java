package io.timecoin.ledger.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.UtxoTotals;
import io.timecoin.ledger.chain.VoteLogMark;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.transaction.ByteString;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** The one row of ledger_state, with the header of its block. */
final class StateRow {
  static final String SELECT =
      """
      SELECT s.*, b.header AS block_header
      FROM ledger_state s JOIN block b ON b.height = s.height
      """;

  /**
   * Holds the row against other writers until the database transaction ends. Without the join: one
   * that had to wait would look for the block of the new height in its old snapshot.
   */
  static final String LOCK = "SELECT sequence FROM ledger_state FOR UPDATE";

  static final String INSERT =
      """
      INSERT INTO ledger_state (genesis_hash, sequence, digest, time_millis, height, seal_inputs,
        lanes, utxo_count, utxo_total, next_number, vote_log_topic_id, vote_log_epoch,
        microblocks_offset)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  static final String UPDATE =
      """
      UPDATE ledger_state SET genesis_hash = $1, sequence = $2, digest = $3, time_millis = $4,
        height = $5, seal_inputs = $6, lanes = $7, utxo_count = $8, utxo_total = $9,
        next_number = $10, vote_log_topic_id = $11, vote_log_epoch = $12, microblocks_offset = $13
      """;

  private StateRow() {}

  static LedgerState read(Row row) {
    try {
      return new LedgerState(
          Columns.hash(row.getBuffer("genesis_hash")),
          row.getLong("sequence"),
          Columns.hash(row.getBuffer("digest")),
          row.getLong("time_millis"),
          BlockHeader.decode(row.getBuffer("block_header").getBytes()),
          SealInputs.fromProto(
              io.timecoin.protocol.proto.internal.v1.SealInputs.parseFrom(
                  row.getBuffer("seal_inputs").getBytes())),
          ByteString.of(row.getBuffer("lanes").getBytes()),
          new UtxoTotals(row.getLong("utxo_count"), row.getLong("utxo_total")),
          row.getLong("next_number"),
          new VoteLogMark(row.getString("vote_log_topic_id"), row.getLong("vote_log_epoch")),
          row.getLong("microblocks_offset"));
    } catch (DecodeException | InvalidProtocolBufferException e) {
      throw new IllegalStateException("the row of ledger_state is damaged", e);
    }
  }

  static Tuple write(LedgerState state) {
    return Tuple.tuple()
        .addValue(Columns.bytes(state.genesisHash()))
        .addValue(state.sequence())
        .addValue(Columns.bytes(state.digest()))
        .addValue(state.timeMillis())
        .addValue(state.height())
        .addValue(Buffer.buffer(state.sealInputs().toProto().toByteArray()))
        .addValue(Buffer.buffer(state.lanes().toByteArray()))
        .addValue(state.utxos().count())
        .addValue(state.utxos().value())
        .addValue(state.nextNumber())
        .addValue(state.voteLog().topicId())
        .addValue(state.voteLog().epoch())
        .addValue(state.microblocksOffset());
  }
}
