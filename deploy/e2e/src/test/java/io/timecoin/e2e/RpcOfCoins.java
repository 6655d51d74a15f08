package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Coins and addresses as JSON-RPC tells them. */
abstract class RpcOfCoins {
  private static final int MOST = 9_999_999;
  private final RpcScene scene;
  private final RunningDevnet devnet;

  RpcOfCoins(RpcScene scene) {
    this.scene = scene;
    this.devnet = scene.devnet();
  }

  @Test
  void gettxout() {
    String txid = scene.payment().txid().toString();
    String spent = scene.payment().inputs().getFirst().outpoint().txid().toString();
    int spentIndex = scene.payment().inputs().getFirst().outpoint().index();

    JsonNode unspent = devnet.gateway().call("gettxout", txid, 0);

    assertThat(unspent.path("satoshi").asLong()).isEqualTo(7 * RpcScene.TIME);
    assertThat(unspent.path("value").decimalValue()).isEqualTo(new BigDecimal("7.00000000"));
    assertThat(unspent.path("scriptPubKey").path("address").textValue())
        .isEqualTo(RpcScene.PAYEE.toString());
    assertThat(devnet.gateway().call("gettxout", spent, spentIndex).isNull()).isTrue();
  }

  @Test
  void gettxoutsetinfo() {
    RpcScene.Answered asked = scene.ask("gettxoutsetinfo");

    assertThat(asked.answer().path("txouts").asInt()).isEqualTo(asked.chain().unspent().size());
    assertThat(asked.answer().path("total_satoshi").asLong()).isEqualTo(asked.chain().total());
    assertThat(asked.answer().path("total_amount").decimalValue())
        .isEqualTo(BigDecimal.valueOf(asked.chain().total(), 8));
    assertThat(asked.answer().path("state_commitment").textValue())
        .isEqualTo(asked.chain().commitment().commitment().toString());
  }

  @Test
  void getbalanceAndListunspent() {
    String owner = devnet.purse().owner().toString();

    RpcScene.Answered balance = scene.ask("getbalance", owner);
    RpcScene.Answered unspent = scene.ask("listunspent", 0, MOST, List.of(owner));

    List<UnspentOutput> owned = owned(unspent.chain(), devnet.purse().owner());
    assertThat(balance.answer().decimalValue())
        .isEqualTo(
            BigDecimal.valueOf(
                owned(balance.chain(), devnet.purse().owner()).stream()
                    .mapToLong(output -> output.output().value())
                    .sum(),
                8));
    assertThat(unspent.answer()).hasSize(owned.size());
    for (JsonNode coin : unspent.answer()) {
      assertThat(owned)
          .anyMatch(
              output ->
                  output.outpoint().txid().toString().equals(coin.path("txid").textValue())
                      && output.outpoint().index() == coin.path("vout").asInt()
                      && output.output().value() == coin.path("satoshi").asLong());
    }
    JsonNode three =
        devnet
            .gateway()
            .call("listunspent", 0, MOST, List.of(owner), true, Map.of("maximumCount", 3));
    assertThat(three).hasSize(3);
  }

  private static List<UnspentOutput> owned(ChainState chain, Address owner) {
    ByteString script = ByteString.ofAscii(owner.toString());
    return chain.unspent().stream()
        .filter(output -> output.output().script().equals(script))
        .toList();
  }

  @Test
  void validateaddressNamesTheDefect() {
    Function<String, JsonNode> validate =
        address -> devnet.gateway().call("validateaddress", address);
    String good = RpcScene.PAYEE.toString();
    char last = good.charAt(good.length() - 1);
    String mistyped = good.substring(0, good.length() - 1) + (last == 'a' ? 'b' : 'a');

    assertThat(validate.apply(good).path("isvalid").asBoolean()).isTrue();
    assertThat(validate.apply(mistyped).path("error_code").textValue()).isEqualTo("CHECKSUM");
    assertThat(validate.apply("BTC0abc").path("error_code").textValue()).isEqualTo("PREFIX");
    assertThat(validate.apply("TIME1" + good.substring(5)).path("error_code").textValue())
        .isEqualTo("NETWORK");
    assertThat(validate.apply("TIME0l").path("error_code").textValue()).isEqualTo("ALPHABET");
    assertThat(validate.apply("TIME0abc").path("error_code").textValue()).isEqualTo("LENGTH");
  }
}
