package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.internal.v1.Block;

/** Blocks as JSON. */
final class BlockJson {
  private BlockJson() {}

  /** The header's fields, and where the block stands in the chain. */
  static ObjectNode header(Block block, long tipHeight) {
    BlockRecord record = block.getRecord();
    BlockHeader header = ChainHeads.header(record.getHeader());
    ObjectNode node = Json.object();
    node.put("hash", Json.hex(record.getBlockHash()));
    node.put("confirmations", Math.max(1, tipHeight - header.height() + 1));
    node.put("height", header.height());
    node.put("version", header.version());
    node.put("merkleroot", header.merkleRoot().toString());
    node.put("time", header.timestamp());
    node.put("mediantime", header.timestamp());
    node.put("nTx", block.getTxidCount());
    Json.amount(node, "reward", "reward_satoshi", header.blockReward());
    Json.amount(node, "fees", "fees_satoshi", record.getFees());
    header
        .coverage()
        .ifPresent(
            covered -> {
              node.put("first_sequence", covered.firstSequence());
              node.put("last_sequence", covered.lastSequence());
              node.put("state_commitment", covered.stateCommitment().toString());
              node.put("committee_hash", covered.committeeHash().toString());
              node.put("previousblockhash", header.previousHash().toString());
            });
    if (!block.getNextHash().isEmpty()) {
      node.put("nextblockhash", Json.hex(block.getNextHash()));
    }
    return node;
  }
}
