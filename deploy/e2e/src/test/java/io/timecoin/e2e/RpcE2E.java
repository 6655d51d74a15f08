package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every JSON-RPC method once, its answer compared with the stream replayed independently. */
final class RpcE2E {
  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("rpc", 1, Duration.ofSeconds(10));

  private static final long TIME = 100_000_000L;
  private static final int MOST = 9_999_999;

  private static final Address PAYEE = Purse.stranger();
  private static Transaction payment;

  private final Payments payments = new Payments(DEVNET.gateway());

  /** An answer and the chain as it was when it was given. */
  private record Answered(JsonNode answer, ChainState chain, ChainStream stream) {}

  @BeforeAll
  static void pay() {
    var payments = new Payments(DEVNET.gateway());
    payment = DEVNET.purse().payWithMemo(DEVNET.purse().coin(), PAYEE, 7 * TIME, "hello");
    payments.settle(payment);
    payments.awaitHeight(1, Duration.ofSeconds(30));
    payments.awaitState(payment.txid().toString(), java.util.Set.of("confirmed"));
  }

  /** Asks until no microblock came in between, so that the chain at that moment is known. */
  private Answered ask(String method, Object... parameters) {
    JsonNode answer =
        Poll.until(
            "a quiet moment",
            Payments.LIMIT,
            () -> {
              long before = payments.sequence();
              JsonNode given = DEVNET.gateway().call(method, parameters);
              lastSequence = before;
              return payments.sequence() == before ? Optional.of(given) : Optional.empty();
            });
    ChainStream stream = ChainStream.read(DEVNET).upTo(lastSequence);
    return new Answered(answer, stream.verified().state(), stream);
  }

  private long lastSequence;

  @Test
  void getblockchaininfo() {
    Answered asked = ask("getblockchaininfo");

    BlockHeader last = asked.chain().tip().lastBlock();
    assertThat(asked.answer().path("chain").textValue()).isEqualTo("devnet");
    assertThat(asked.answer().path("genesis_hash").textValue())
        .isEqualTo(DEVNET.genesis().hash().toString());
    assertThat(asked.answer().path("block_interval").asInt()).isEqualTo(10);
    assertThat(asked.answer().path("blocks").asLong()).isEqualTo(last.height());
    assertThat(asked.answer().path("bestblockhash").textValue()).isEqualTo(last.hash().toString());
    assertThat(asked.answer().path("sequence").asLong()).isEqualTo(asked.chain().tip().sequence());
    assertThat(asked.answer().path("digest").textValue())
        .isEqualTo(asked.chain().tip().digest().toString());
  }

  @Test
  void getblockcountAndHashes() {
    Answered count = ask("getblockcount");
    Answered best = ask("getbestblockhash");

    assertThat(count.answer().asLong()).isEqualTo(count.chain().tip().lastBlock().height());
    assertThat(best.answer().textValue())
        .isEqualTo(best.chain().tip().lastBlock().hash().toString());
    assertThat(DEVNET.gateway().call("getblockhash", 0).textValue())
        .isEqualTo(DEVNET.genesis().blockHash().toString());
    assertThat(refusal("getblockhash", 1_000_000).code()).isEqualTo(-8);
  }

  @Test
  void getblockAndGetblockheader() {
    BlockHeader first = seals().getFirst();
    String hash = first.hash().toString();

    JsonNode header = DEVNET.gateway().call("getblockheader", hash);
    JsonNode block = DEVNET.gateway().call("getblock", hash, 1);
    JsonNode whole = DEVNET.gateway().call("getblock", 1, 2);

    assertThat(header.path("height").asLong()).isEqualTo(1);
    assertThat(header.path("merkleroot").textValue()).isEqualTo(first.merkleRoot().toString());
    assertThat(header.path("reward_satoshi").asLong()).isEqualTo(first.blockReward());
    assertThat(DEVNET.gateway().call("getblockheader", hash, false).textValue())
        .isEqualTo(HexFormat.of().formatHex(first.encode()));
    List<String> txids =
        StreamSupport.stream(block.path("tx").spliterator(), false).map(JsonNode::asText).toList();
    assertThat(block.path("nTx").asLong()).isEqualTo(txids.size());
    assertThat(whole.path("tx").findValuesAsText("wtxid")).hasSameSizeAs(txids);
    assertThat(refusal("getblock", "ab".repeat(32)).code()).isEqualTo(-5);
  }

  private List<BlockHeader> seals() {
    return ChainStream.read(DEVNET).microblocks().stream()
        .map(microblock -> microblock.header())
        .map(MicroblockHeader::seal)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void getrawtransactionAndGettransactionAndDecoderawtransaction() {
    String txid = payment.txid().toString();

    JsonNode raw = DEVNET.gateway().call("getrawtransaction", txid);
    JsonNode known = DEVNET.gateway().call("gettransaction", txid);
    JsonNode decoded = DEVNET.gateway().call("decoderawtransaction", Payments.hex(payment));

    assertThat(raw.textValue()).isEqualTo(Payments.hex(payment));
    assertThat(known.path("txid").textValue()).isEqualTo(txid);
    assertThat(known.path("confirmations").asLong()).isPositive();
    assertThat(decoded.path("txid").textValue()).isEqualTo(txid);
    assertThat(decoded.path("wtxid").textValue()).isEqualTo(payment.wtxid().toString());
    assertThat(decoded.path("vout").path(0).path("value").decimalValue())
        .isEqualTo(new BigDecimal("7.00000000"));
    assertThat(decoded.path("vout").path(1).path("scriptPubKey").path("memo").textValue())
        .isEqualTo("hello");
    assertThat(refusal("getrawtransaction", "ab".repeat(32)).code()).isEqualTo(-5);
    assertThat(refusal("decoderawtransaction", "00").code()).isEqualTo(-22);
  }

  @Test
  void aCoinbaseIsATransactionToo() {
    JsonNode block = DEVNET.gateway().call("getblock", 1, 1);

    JsonNode coinbase =
        DEVNET.gateway().call("gettransaction", block.path("tx").path(0).textValue());

    assertThat(coinbase.path("coinbase").asBoolean()).isTrue();
    assertThat(coinbase.path("blockheight").asLong()).isEqualTo(1);
  }

  @Test
  void gettxout() {
    String txid = payment.txid().toString();
    String spent = payment.inputs().getFirst().outpoint().txid().toString();
    int spentIndex = payment.inputs().getFirst().outpoint().index();

    JsonNode unspent = DEVNET.gateway().call("gettxout", txid, 0);

    assertThat(unspent.path("satoshi").asLong()).isEqualTo(7 * TIME);
    assertThat(unspent.path("value").decimalValue()).isEqualTo(new BigDecimal("7.00000000"));
    assertThat(unspent.path("scriptPubKey").path("address").textValue())
        .isEqualTo(PAYEE.toString());
    assertThat(DEVNET.gateway().call("gettxout", spent, spentIndex).isNull()).isTrue();
  }

  @Test
  void gettxoutsetinfo() {
    Answered asked = ask("gettxoutsetinfo");

    assertThat(asked.answer().path("txouts").asInt()).isEqualTo(asked.chain().unspent().size());
    assertThat(asked.answer().path("total_satoshi").asLong()).isEqualTo(asked.chain().total());
    assertThat(asked.answer().path("total_amount").decimalValue())
        .isEqualTo(BigDecimal.valueOf(asked.chain().total(), 8));
    assertThat(asked.answer().path("state_commitment").textValue())
        .isEqualTo(asked.chain().commitment().commitment().toString());
  }

  @Test
  void getbalanceAndListunspent() {
    String owner = DEVNET.purse().owner().toString();

    Answered balance = ask("getbalance", owner);
    Answered unspent = ask("listunspent", 0, MOST, List.of(owner));

    List<UnspentOutput> owned = owned(unspent.chain(), DEVNET.purse().owner());
    assertThat(balance.answer().decimalValue())
        .isEqualTo(
            BigDecimal.valueOf(
                owned(balance.chain(), DEVNET.purse().owner()).stream()
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
        DEVNET
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
  void anIdleMempoolIsEmptyAndStandsOnTheChain() {
    Answered asked = ask("getmempoolinfo");

    assertThat(asked.answer().path("size").asInt()).isZero();
    assertThat(asked.answer().path("sequence").asLong()).isEqualTo(asked.chain().tip().sequence());
    assertThat(asked.answer().path("txouts").asInt()).isEqualTo(asked.chain().unspent().size());
    assertThat(DEVNET.gateway().call("getrawmempool")).isEmpty();
  }

  @Test
  void testmempoolacceptTellsWhatWouldBecomeOfTransactionsAndHandsNothingIn() {
    Transaction parent = DEVNET.purse().pay(DEVNET.purse().coin(), PAYEE, 2 * TIME);
    Transaction child = DEVNET.purse().pay(DEVNET.purse().output(parent, 1), PAYEE, TIME);
    Transaction rival = rivalOf(parent);

    JsonNode tried = testmempoolaccept(parent, child, rival);

    assertThat(tried.findValuesAsText("allowed")).containsExactly("true", "true", "false");
    assertThat(tried.path(0).path("wtxid").textValue()).isEqualTo(parent.wtxid().toString());
    assertThat(tried.path(0).path("size").asInt()).isEqualTo(parent.size());
    assertThat(tried.path(0).path("fee_satoshi").asLong()).isPositive();
    assertThat(tried.path(2).path("reject-reason").textValue()).isEqualTo("INPUT_LOCKED");
    assertThat(DEVNET.gateway().transaction(parent.txid().toString()).status()).isEqualTo(404);
    assertThat(testmempoolaccept(child).path(0).path("reject-reason").textValue())
        .isEqualTo("UNKNOWN_INPUT");
    payments.settle(parent);
    assertThat(testmempoolaccept(parent).path(0).path("final_sequence").asLong()).isPositive();
    assertThat(testmempoolaccept(child).path(0).path("allowed").asBoolean()).isTrue();
    assertThat(testmempoolaccept(rival).path(0).path("reject-reason").textValue())
        .isEqualTo("INPUT_SPENT");
    assertThat(testmempoolaccept(forged(child)).path(0).path("reject-reason").textValue())
        .isEqualTo("BAD_SIGNATURE");
  }

  private static JsonNode testmempoolaccept(Transaction... transactions) {
    return DEVNET
        .gateway()
        .call("testmempoolaccept", Stream.of(transactions).map(Payments::hex).toList());
  }

  /** Spends the same coin to somebody else. */
  private static Transaction rivalOf(Transaction payment) {
    long coin = 10_000 * TIME;
    UnspentOutput spent =
        new UnspentOutput(
            payment.inputs().getFirst().outpoint(),
            Output.payTo(DEVNET.purse().owner(), coin),
            0,
            false);
    return DEVNET.purse().pay(spent, PAYEE, 3 * TIME);
  }

  private static Transaction forged(Transaction payment) {
    Input input = payment.inputs().getFirst();
    byte[] script = input.scriptSig().toByteArray();
    script[script.length - 1] ^= 1;
    return payment.withInputs(List.of(input.with(ByteString.of(script))));
  }

  @Test
  void whatIsNotInTheMempoolHasNoEntry() {
    String txid = payment.txid().toString();

    for (String method :
        List.of("getmempoolentry", "getmempoolancestors", "getmempooldescendants")) {
      assertThat(refusal(method, txid).code()).isEqualTo(-5);
    }
    assertThat(DEVNET.gateway().call("getmempoolinfo").path("maxchain").asInt()).isEqualTo(25);
  }

  @Test
  void estimatesmartfeeKnowsThePaceOfTheMicroblocks() {
    for (int i = 0; i < 5; i++) {
      payments.settle(DEVNET.purse().pay(DEVNET.purse().coin(), PAYEE, TIME));
    }

    JsonNode estimate = DEVNET.gateway().call("estimatesmartfee", 10);

    assertThat(estimate.path("feerate_satoshi").asLong()).isGreaterThanOrEqualTo(1_000);
    assertThat(estimate.path("seconds").asLong()).isGreaterThanOrEqualTo(10);
    assertThat(estimate.has("errors")).isFalse();
  }

  @Test
  void theOperatorPrioritisesUntilTheTransactionIsFinal() {
    Transaction favoured = DEVNET.purse().pay(DEVNET.purse().coin(), PAYEE, TIME);
    String txid = favoured.txid().toString();

    assertThat(DEVNET.gateway().call("prioritisetransaction", txid, 5_000).asBoolean()).isTrue();

    JsonNode shown =
        Poll.until(
            "the priority", Payments.LIMIT, () -> Optional.ofNullable(priorities().get(txid)));
    assertThat(shown.path("fee_delta").asLong()).isEqualTo(5_000);
    assertThat(shown.path("in_mempool").asBoolean(true)).isFalse();
    payments.settle(favoured);
    Poll.untilTrue("it is forgotten", Payments.LIMIT, () -> !priorities().has(txid));
  }

  private static JsonNode priorities() {
    return DEVNET.gateway().call("getprioritisedtransactions");
  }

  @Test
  void validateaddressNamesTheDefect() {
    Function<String, JsonNode> validate =
        address -> DEVNET.gateway().call("validateaddress", address);
    String good = PAYEE.toString();
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

  @Test
  void finalityIsToldAtOnceAndAfterAWait() {
    String txid = payment.txid().toString();

    JsonNode now = DEVNET.gateway().call("gettransactionfinality", txid);
    JsonNode waited = DEVNET.gateway().call("waittransactionfinality", txid, 5);
    JsonNode never = DEVNET.gateway().call("waittransactionfinality", "ab".repeat(32), 1);

    assertThat(now.path("final").asBoolean()).isTrue();
    assertThat(waited.path("sequence").asLong()).isEqualTo(now.path("sequence").asLong());
    assertThat(never.path("final").asBoolean()).isFalse();
    assertThat(ChainStream.read(DEVNET).microblocks())
        .filteredOn(microblock -> microblock.header().sequence() == now.path("sequence").asLong())
        .singleElement()
        .matches(microblock -> microblock.transactions().contains(payment));
  }

  @Test
  void theCommitteeIsThatOfTheGenesisDocument() {
    Member member = DEVNET.genesis().committee().members().getFirst();

    JsonNode consensus = DEVNET.gateway().call("getconsensusinfo");
    JsonNode list = DEVNET.gateway().call("masternodelist");

    assertThat(consensus.path("consensus_key").textValue()).isEqualTo(member.key().toString());
    assertThat(consensus.path("role").textValue()).isEqualTo("member");
    assertThat(consensus.path("committee_hash").textValue())
        .isEqualTo(DEVNET.genesis().committee().hash().toString());
    assertThat(list).hasSize(1);
    assertThat(list.path(0).path("consensus_key").textValue()).isEqualTo(member.key().toString());
    assertThat(list.path(0).path("weight").asInt()).isEqualTo(member.weight());
  }

  @Test
  void aNodeWithoutPeersSaysSo() {
    JsonNode peers = DEVNET.gateway().call("getpeerinfo");
    assertThat(peers.isArray() && peers.isEmpty()).isTrue();
    assertThat(DEVNET.gateway().call("getevidence").isArray()).isTrue();
    assertThat(DEVNET.gateway().call("getnetworkinfo").path("connections").asInt(-1)).isZero();
    assertThat(DEVNET.gateway().call("getsyncinfo").path("syncing").asBoolean(true)).isFalse();
  }

  @Test
  void uptimeAndHelp() {
    assertThat(DEVNET.gateway().call("uptime").asLong()).isPositive();
    assertThat(DEVNET.gateway().call("help").toString()).contains("waittransactionfinality");
    assertThat(refusal("nosuchmethod").code()).isEqualTo(-32601);
  }

  @Test
  void restAndRpcTellTheSame() {
    String txid = payment.txid().toString();

    JsonNode rest = DEVNET.gateway().transaction(txid).body();
    JsonNode rpc = DEVNET.gateway().call("gettransaction", txid);

    assertThat(Hash256.fromHex(rest.path("blockHash").textValue()))
        .isEqualTo(Hash256.fromHex(rpc.path("blockhash").textValue()));
    assertThat(rest.path("height").asLong()).isEqualTo(rpc.path("blockheight").asLong());
    assertThat(rest.path("sequence").asLong()).isEqualTo(rpc.path("sequence").asLong());
    assertThat(rest.path("fee").asLong()).isEqualTo(rpc.path("fee_satoshi").asLong());
  }

  private static RpcFailure refusal(String method, Object... parameters) {
    return catchThrowableOfType(RpcFailure.class, () -> DEVNET.gateway().call(method, parameters));
  }
}
