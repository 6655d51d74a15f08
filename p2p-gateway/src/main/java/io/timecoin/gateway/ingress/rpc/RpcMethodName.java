package io.timecoin.gateway.ingress.rpc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every method, with its parameters in order (optional ones in brackets) and one sentence. */
public enum RpcMethodName {
  GETBLOCKCHAININFO("", "Network, height, last final sequence and its digest."),
  GETBLOCKCOUNT("", "Height of the last sealed block."),
  GETBESTBLOCKHASH("", "Hash of the last sealed block."),
  GETBLOCKHASH("height", "Hash of the block of a height."),
  GETBLOCK(
      "block [verbosity] [first] [limit]",
      "A block by hash or height: 0 header in hex, 1 with txids, 2 with transactions; in pages."),
  GETBLOCKHEADER("block [verbose]", "A block's header by hash or height, as object or hex."),
  GETRAWTRANSACTION(
      "txid [verbose]", "A transaction of the ledger or the mempool, in hex or decoded."),
  GETTRANSACTION("txid", "A transaction with its state, fee, block and decoded content."),
  SENDRAWTRANSACTION(
      "hexstring",
      "Hands in a transaction and waits up to 5 s until it is accepted; the answer is its txid."),
  DECODERAWTRANSACTION("hexstring", "Shows what a transaction in hex says."),
  GETTXOUT("txid n [include_mempool]", "An unspent output; null when it is spent or unknown."),
  GETTXOUTSETINFO("", "Number, sum and commitment of all unspent outputs; reads every one."),
  GETBALANCE("address", "Final balance of an address, in TIME."),
  LISTUNSPENT(
      "[minconf] [maxconf] addresses [include_unsafe] [query_options]",
      "Final unspent outputs of addresses that no transaction of the mempool spends."),
  GETMEMPOOLINFO("", "Size and bounds of the mempool."),
  GETRAWMEMPOOL("[verbose] [limit]", "Transactions of the mempool, best fee first."),
  GETMEMPOOLENTRY("txid", "A transaction of the mempool with its fees and its relatives."),
  GETMEMPOOLANCESTORS(
      "txid [verbose]", "What a transaction of the mempool stands on that is not final."),
  GETMEMPOOLDESCENDANTS("txid [verbose]", "What in the mempool stands on one of its transactions."),
  TESTMEMPOOLACCEPT(
      "rawtxs",
      "Whether transactions in hex, 1 to 25, would be let in, judged in their order; hands nothing"
          + " in."),
  ESTIMATESMARTFEE(
      "[conf_target]",
      "The fee per 1,000 bytes to be final within so many seconds, 1 unless given, by what waits"
          + " now."),
  PRIORITISETRANSACTION(
      "txid fee_delta",
      "Ranks a transaction as if it paid so many satoshi more, or fewer, for what this node"
          + " proposes and evicts."),
  GETPRIORITISEDTRANSACTIONS("", "What was prioritised in the last three hours and is not final."),
  VALIDATEADDRESS("address", "Whether a text is an address of this network; names the defect."),
  GETTRANSACTIONFINALITY("txid", "Whether a transaction is final, with the proof."),
  WAITTRANSACTIONFINALITY(
      "txid [timeout]", "Waits until a transaction has come to its end, at most 60 s."),
  GETCONSENSUSINFO("", "What this node's consensus is doing."),
  MASTERNODELIST("", "The committee: who decides, with which weight."),
  GETEVIDENCE("", "What members of the committee have signed twice, with both signatures."),
  GETPEERINFO("", "The peers this gateway is connected to."),
  GETNETWORKINFO("", "How this gateway takes part among peers, and how many there are."),
  ADDNODE(
      "node command",
      "Keeps host:port connected (add), no more (remove), or dials it once (onetry); until the"
          + " gateway ends."),
  DISCONNECTNODE(
      "[address] [nodeid]",
      "Ends the connection of a peer by its addr or node_key, or by its id, as getpeerinfo shows."),
  SETBAN(
      "subject command [bantime]",
      "Bans an IP address or a node key (add) for so many seconds, a day unless given, or lifts its"
          + " ban (remove)."),
  LISTBANNED("", "Who is banned, until when and why."),
  CLEARBANNED("", "Lifts all bans."),
  GETSYNCINFO("", "How far behind this node is, and from whom it fetches what is missing."),
  UPTIME("", "Seconds since this gateway started."),
  HELP("[command]", "All methods, or one.");

  private static final Map<String, RpcMethodName> BY_TEXT =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RpcMethodName::text, Function.identity()));

  private final String usage;
  private final String summary;

  RpcMethodName(String usage, String summary) {
    this.usage = usage;
    this.summary = summary;
  }

  public static Optional<RpcMethodName> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  /** As it is called. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of its parameters in order. */
  public List<String> parameters() {
    return usage.isEmpty()
        ? List.of()
        : Arrays.stream(usage.split(" ", -1))
            .map(word -> word.replace("[", "").replace("]", ""))
            .toList();
  }

  /** Name and parameters, as help shows them. */
  public String usage() {
    return usage.isEmpty() ? text() : text() + " " + usage;
  }

  public String summary() {
    return summary;
  }
}
