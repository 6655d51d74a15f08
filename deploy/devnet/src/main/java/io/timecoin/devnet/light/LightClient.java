package io.timecoin.devnet.light;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.light.PaymentProof;
import io.timecoin.protocol.light.SealChain;
import io.timecoin.protocol.light.UnprovenException;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Proves one payment from the genesis document on: the seals one after the other, each of which
 * names the committee that decides what follows it, up to the payment's certificate. A node that
 * lies is found out; one that hides the newest seals can only keep a confirmation back.
 */
public final class LightClient {
  private static final HexFormat HEX = HexFormat.of();
  private static final int TIME_DECIMALS = 8;

  private final ProofSource source;
  private final GenesisDocument genesis;

  /** A client of this node. */
  public LightClient(GatewayClient gateway, GenesisDocument genesis) {
    this(ProofSource.of(gateway), genesis);
  }

  LightClient(ProofSource source, GenesisDocument genesis) {
    this.source = source;
    this.genesis = genesis;
  }

  /**
   * Proves it.
   *
   * @throws LauncherFailure naming what is missing or wrong
   */
  public ProvenPayment prove(Hash256 txid) {
    try {
      return proven(txid);
    } catch (UnprovenException e) {
      throw new LauncherFailure("not proven: " + e.getMessage(), e);
    }
  }

  private ProvenPayment proven(Hash256 txid) throws UnprovenException {
    JsonNode told = source.transaction(txid);
    Transaction transaction = transaction(txid);
    if (transaction.equals(genesis.coinbase())) {
      return ofGenesis(transaction);
    }
    if (told.has("certificate")) {
      return payment(proof(told, transaction));
    }
    if (transaction.inputs().isEmpty()) {
      return coinbase(transaction);
    }
    throw new UnprovenException(
        "the node says that it is %s, and gives no proof"
            .formatted(told.path("state").asText("unknown")));
  }

  private Transaction transaction(Hash256 txid) throws UnprovenException {
    Transaction transaction = decoded("the transaction", source.raw(txid), Transaction::decode);
    if (!transaction.txid().equals(txid)) {
      throw new UnprovenException("the node serves another transaction, " + transaction.txid());
    }
    return transaction;
  }

  private PaymentProof proof(JsonNode told, Transaction transaction) throws UnprovenException {
    MicroblockHeader header =
        decoded(
            "the microblock header",
            told.path("microblockHeader").asText(),
            MicroblockHeader::decode);
    Certificate certificate =
        decoded("the certificate", told.path("certificate").asText(), Certificate::decode);
    var siblings = new ArrayList<Hash256>();
    for (JsonNode sibling : told.path("merklePath")) {
      siblings.add(hash(sibling.asText()));
    }
    var path =
        new MerkleProof(told.path("position").asLong(-1), header.transactionCount(), siblings);
    return new PaymentProof(transaction, header, certificate, path);
  }

  private ProvenPayment payment(PaymentProof proof) throws UnprovenException {
    var seals = new SealChain(genesis);
    var walk = new Walk(seals);
    Optional<Seal> confirming = Optional.empty();
    while (confirming.isEmpty()) {
      Optional<Seal> next = walk.next();
      if (next.isEmpty()) {
        break;
      }
      if (next.get().header().sequence() >= proof.header().sequence()) {
        confirming = next;
      } else {
        Transaction _ = seals.extend(next.get().header(), next.get().certificate());
      }
    }
    long weight = proof.verify(seals);
    long total = seals.committee().totalWeight();
    Optional<BlockHeader> block = Optional.empty();
    if (confirming.isPresent()) {
      Transaction _ = seals.extend(confirming.get().header(), confirming.get().certificate());
      block = Optional.of(seals.last());
    }
    return new ProvenPayment(
        proof.transaction().txid().toString(),
        proof.header().sequence(),
        weight,
        total,
        seals.last().height(),
        block.map(BlockHeader::height),
        block.map(header -> header.hash().toString()),
        pays(proof.transaction()));
  }

  /** Every node makes the same one of a certified header. */
  private ProvenPayment coinbase(Transaction wanted) throws UnprovenException {
    var seals = new SealChain(genesis);
    var walk = new Walk(seals);
    while (true) {
      Seal next =
          walk.next()
              .orElseThrow(() -> new UnprovenException("no seal that the node shows pays it"));
      long weight = seals.requireCertified(next.header(), next.certificate());
      if (seals.extend(next.header(), next.certificate()).equals(wanted)) {
        return new ProvenPayment(
            wanted.txid().toString(),
            next.header().sequence(),
            weight,
            seals.committee().totalWeight(),
            seals.last().height(),
            Optional.of(seals.last().height()),
            Optional.of(seals.last().hash().toString()),
            pays(wanted));
      }
    }
  }

  private ProvenPayment ofGenesis(Transaction coinbase) {
    return new ProvenPayment(
        coinbase.txid().toString(),
        0,
        0,
        genesis.committee().totalWeight(),
        0,
        Optional.of(0L),
        Optional.of(genesis.blockHash().toString()),
        pays(coinbase));
  }

  private record Seal(MicroblockHeader header, Certificate certificate) {}

  /** Seals as they are served, page by page, each asked for after the last one proven. */
  private final class Walk {
    private final SealChain seals;
    private List<Seal> page = List.of();
    private int taken;

    Walk(SealChain seals) {
      this.seals = seals;
    }

    Optional<Seal> next() throws UnprovenException {
      if (taken == page.size()) {
        page = read(source.seals(seals.last().height() + 1));
        taken = 0;
      }
      return taken == page.size() ? Optional.empty() : Optional.of(page.get(taken++));
    }

    private List<Seal> read(JsonNode items) throws UnprovenException {
      var read = new ArrayList<Seal>();
      for (JsonNode item : items) {
        read.add(
            new Seal(
                decoded(
                    "a seal's header",
                    item.path("microblockHeader").asText(),
                    MicroblockHeader::decode),
                decoded(
                    "a seal's certificate",
                    item.path("certificate").asText(),
                    Certificate::decode)));
      }
      return read;
    }
  }

  private List<ProvenPayment.Share> pays(Transaction transaction) {
    return transaction.outputs().stream().filter(Output::isUtxo).map(this::share).toList();
  }

  private ProvenPayment.Share share(Output output) {
    return new ProvenPayment.Share(
        output
            .addressText(genesis.network())
            .orElseGet(() -> HEX.formatHex(output.script().toByteArray())),
        BigDecimal.valueOf(output.value(), TIME_DECIMALS));
  }

  private interface Decoder<T> {
    T decode(byte[] bytes) throws DecodeException;
  }

  private static <T> T decoded(String what, String hex, Decoder<T> decoder)
      throws UnprovenException {
    try {
      return decoder.decode(HEX.parseHex(hex));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new UnprovenException(what + " is none: " + e.getMessage());
    }
  }

  private static Hash256 hash(String hex) throws UnprovenException {
    try {
      return Hash256.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw new UnprovenException("the Merkle path has something that is no hash");
    }
  }
}
