package io.timecoin.gateway.ingress.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Transactions as JSON, in the shape Bitcoin's tools know. */
public final class DecodedTransactions {
  private DecodedTransactions() {}

  public static ObjectNode of(Transaction transaction, Network network) {
    ObjectNode node = Json.object();
    node.put("txid", transaction.txid().toString());
    node.put("wtxid", transaction.wtxid().toString());
    node.put("version", Integer.toUnsignedLong(transaction.version()));
    node.put("size", transaction.size());
    node.put("locktime", Integer.toUnsignedLong(transaction.lockTime()));
    node.put("time", transaction.timestamp());
    ArrayNode inputs = node.putArray("vin");
    transaction.inputs().forEach(input -> inputs.add(input(input)));
    ArrayNode outputs = node.putArray("vout");
    for (int i = 0; i < transaction.outputs().size(); i++) {
      outputs.add(output(transaction.outputs().get(i), i, network));
    }
    return node;
  }

  private static ObjectNode input(Input input) {
    ObjectNode node = Json.object();
    node.put("txid", input.outpoint().txid().toString());
    node.put("vout", Integer.toUnsignedLong(input.outpoint().index()));
    ObjectNode script = node.putObject("scriptSig");
    script.put("hex", input.scriptSig().toString());
    ScriptSig.parse(input.scriptSig())
        .ifPresent(
            signed -> {
              script.put("pubkey", signed.key().toString());
              script.put("signature", signed.signature().toString());
            });
    node.put("sequence", Integer.toUnsignedLong(input.sequence()));
    return node;
  }

  private static ObjectNode output(Output output, int index, Network network) {
    ObjectNode node = Json.object();
    value(node, output.value());
    node.put("n", index);
    node.set("scriptPubKey", script(output, network));
    return node;
  }

  /** A value above 2^63-1 is possible in what decodes, and is shown as it is. */
  private static void value(ObjectNode node, long value) {
    if (value >= 0) {
      Json.amount(node, "value", "satoshi", value);
    } else {
      BigInteger satoshi = new BigInteger(Long.toUnsignedString(value));
      node.set("value", DecimalNode.valueOf(new BigDecimal(satoshi, Amounts.DECIMALS)));
      node.put("satoshi", satoshi);
    }
  }

  /** An output's script: hex, type and what it says. */
  public static ObjectNode script(Output output, Network network) {
    ObjectNode node = Json.object();
    node.put("hex", output.script().toString());
    switch (OutputScript.parse(output.script(), network)) {
      case OutputScript.PayToAddress(Address address) ->
          node.put("type", "address").put("address", address.toString());
      case OutputScript.Memo(String text) -> node.put("type", "memo").put("memo", text);
      case OutputScript.GenesisMark() -> node.put("type", "genesis");
      case OutputScript.Registration registration ->
          node.put("type", "registration").put("endpoint", registration.endpoint());
      case OutputScript.Unknown _ -> node.put("type", "nonstandard");
    }
    return node;
  }
}
