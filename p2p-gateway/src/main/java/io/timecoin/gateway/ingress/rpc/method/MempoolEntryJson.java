package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import java.util.List;

/** Transactions of the pool among their relatives, as people read them. */
final class MempoolEntryJson {
  private static final long KILOBYTE = 1_000;

  private MempoolEntryJson() {}

  /** The txids, or an object that has each entry under its txid. */
  static JsonNode all(MempoolEntries entries, boolean verbose) {
    if (!verbose) {
      ArrayNode txids = Json.array();
      entries.getEntriesList().forEach(entry -> txids.add(Json.hex(entry.getTxid())));
      return txids;
    }
    ObjectNode all = Json.object();
    entries.getEntriesList().forEach(entry -> all.set(Json.hex(entry.getTxid()), of(entry)));
    return all;
  }

  static ObjectNode of(MempoolEntry entry) {
    ObjectNode node = Json.object();
    node.put("wtxid", Json.hex(entry.getWtxid()));
    node.put("state", entry.getProposed() ? "proposed" : "accepted");
    node.put("size", entry.getSize());
    node.put("time", entry.getSinceMillis() / 1_000);
    Json.amount(node, "fee", "fee_satoshi", entry.getFee());
    Json.amount(node, "modifiedfee", "modifiedfee_satoshi", entry.getRankedFee());
    Json.amount(node, "feerate", "feerate_satoshi", perKilobyte(entry.getFee(), entry.getSize()));
    node.put("ancestorcount", entry.getAncestorCount());
    node.put("ancestorsize", entry.getAncestorSize());
    Json.amount(node, "ancestorfees", "ancestorfees_satoshi", entry.getAncestorFee());
    node.put("descendantcount", entry.getDescendantCount());
    node.put("descendantsize", entry.getDescendantSize());
    Json.amount(node, "descendantfees", "descendantfees_satoshi", entry.getDescendantFee());
    put(node.putArray("depends"), entry.getParentsList());
    put(node.putArray("spentby"), entry.getChildrenList());
    return node;
  }

  /** Satoshi per 1,000 bytes, rounded down; the highest number for what is above it. */
  private static long perKilobyte(long fee, int size) {
    return fee > Long.MAX_VALUE / KILOBYTE ? Long.MAX_VALUE : fee * KILOBYTE / Math.max(1, size);
  }

  private static void put(ArrayNode array, List<ByteString> txids) {
    txids.forEach(txid -> array.add(Json.hex(txid)));
  }
}
