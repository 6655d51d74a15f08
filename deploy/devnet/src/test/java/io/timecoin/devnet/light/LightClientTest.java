package io.timecoin.devnet.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.light.SealChain;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that serves a chain, honestly or not. */
final class LightClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HexFormat HEX = HexFormat.of();
  private static final int PAGE = 2;

  private final TestChain chain = TestChain.ofMembers(4);
  private final Served node = new Served();
  private Transaction early;
  private Transaction late;

  /** What a node says; a test may change any of it. */
  private static final class Served implements ProofSource {
    private final Map<Hash256, Transaction> bodies = new HashMap<>();
    private final Map<Hash256, ObjectNode> told = new HashMap<>();
    private List<CertifiedMicroblock> sealing = List.of();

    void take(CertifiedMicroblock microblock) {
      List<Hash256> leaves = microblock.transactions().stream().map(Transaction::wtxid).toList();
      for (int position = 0; position < leaves.size(); position++) {
        Transaction transaction = microblock.transactions().get(position);
        bodies.put(transaction.txid(), transaction);
        ObjectNode view = proven(microblock);
        view.put("state", "final").put("position", position);
        var path = view.putArray("merklePath");
        MerkleTree.proof(leaves, position).siblings().forEach(each -> path.add(each.toString()));
        told.put(transaction.txid(), view);
      }
    }

    @Override
    public JsonNode transaction(Hash256 txid) {
      return told.get(txid);
    }

    @Override
    public String raw(Hash256 txid) {
      return HEX.formatHex(bodies.get(txid).encode());
    }

    @Override
    public JsonNode seals(long from) {
      var items = JSON.createArrayNode();
      sealing.stream().skip(from - 1).limit(PAGE).forEach(each -> items.add(proven(each)));
      return items;
    }

    private static ObjectNode proven(CertifiedMicroblock microblock) {
      return JSON.createObjectNode()
          .put("microblockHeader", HEX.formatHex(microblock.header().encode()))
          .put("certificate", HEX.formatHex(microblock.certificate().encode()));
    }
  }

  /** Five blocks of a payment each, and a payment after the last one. */
  @BeforeEach
  void grow() {
    for (int i = 0; i < 5; i++) {
      early = i == 2 ? pay(i) : early;
      chain.append(i == 2 ? early : pay(i));
      chain.appendSeal();
    }
    late = pay(5);
    chain.append(late);
    chain.microblocks().forEach(node::take);
    node.sealing =
        chain.microblocks().stream().filter(each -> each.header().seal().isPresent()).toList();
  }

  @Test
  void aConfirmedPaymentIsProvenWithItsBlock() {
    ProvenPayment proven = prove(early);

    assertThat(proven.sequence()).isEqualTo(5);
    assertThat(proven.height()).contains(3L);
    assertThat(proven.blockHash())
        .contains(chain.microblocks().get(5).header().seal().orElseThrow().hash().toString());
    assertThat(proven.seals()).isEqualTo(3);
    assertThat(proven.weight()).isEqualTo(proven.totalWeight());
    assertThat(proven.pays())
        .anySatisfy(
            share -> {
              assertThat(share.to()).isEqualTo(chain.walletAddress(3).toString());
              assertThat(share.amount()).isEqualByComparingTo("0.02");
            });
    assertThat(proven.text()).contains("confirmed by block 3");
  }

  @Test
  void aPaymentAfterTheLastSealIsProvenToo() {
    ProvenPayment proven = prove(late);

    assertThat(proven.sequence()).isEqualTo(11);
    assertThat(proven.seals()).isEqualTo(5);
    assertThat(proven.height()).isEmpty();
    assertThat(proven.json()).doesNotContainKey("height").containsEntry("sequence", 11L);
    assertThat(proven.text()).contains("no block that this node shows confirms it yet");
  }

  @Test
  void aCoinbaseIsProvenByTheSealThatMadeIt() throws Exception {
    var seals = new SealChain(chain.genesis());
    Transaction _ = extend(seals, 0);
    Transaction coinbase = extend(seals, 1);
    confirmed(coinbase);

    ProvenPayment proven = prove(coinbase);

    assertThat(proven.height()).contains(2L);
    assertThat(proven.sequence()).isEqualTo(4);
  }

  @Test
  void whatGenesisHasNeedsNoProof() {
    Transaction coinbase = chain.genesis().coinbase();
    confirmed(coinbase);

    assertThat(prove(coinbase).sequence()).isZero();
    assertThat(prove(coinbase).text()).contains("part of the genesis document");
  }

  @Test
  void aCoinbaseThatNoSealMakesIsNotProven() {
    var invented =
        new Transaction(1, List.of(), chain.genesis().coinbase().outputs(), 9, 1_764_547_201);
    confirmed(invented);

    assertUnproven("no seal that the node shows pays it", invented);
  }

  @Test
  void aNodeThatOnlySaysFinalIsNotBelieved() {
    node.told.get(early.txid()).remove(List.of("certificate", "microblockHeader"));

    assertUnproven("it is final, and gives no proof", early);
  }

  @Test
  void anotherTransactionIsNotTakenForIt() {
    node.bodies.put(early.txid(), late);

    assertUnproven("serves another transaction", early);
  }

  @Test
  void anotherPlaceOrPathIsNotTaken() {
    node.told.get(early.txid()).put("position", 7);
    assertUnproven("path does not lead", early);
    node.told.get(early.txid()).remove("position");
    assertUnproven("path does not lead", early);
    node.told.get(early.txid()).putArray("merklePath").add("no hash");
    assertUnproven("is no hash", early);
  }

  @Test
  void whatIsNoHeaderOrCertificateIsNamed() {
    node.told.get(early.txid()).put("certificate", "00ff");
    assertUnproven("the certificate is none", early);
    node.told.get(early.txid()).put("microblockHeader", "xyz");
    assertUnproven("the microblock header is none", early);
  }

  @Test
  void aCertificateWithoutQuorumProvesNothing() {
    CertifiedMicroblock microblock = chain.microblocks().get(4);
    Certificate few = chain.certify(microblock.header(), 0, chain.memberKeys().subList(0, 2));
    node.told.get(early.txid()).put("certificate", HEX.formatHex(few.encode()));

    assertUnproven("sequence 5", early);
  }

  @Test
  void aSealLeftOutIsNoticed() {
    node.sealing = without(1);

    assertUnproven("does not follow the block of height 1", late);
  }

  @Test
  void aNodeThatHidesTheNewestSealsKeepsOnlyTheConfirmationBack() {
    node.sealing = node.sealing.subList(0, 2);

    assertThat(prove(early).height()).isEmpty();
  }

  private List<CertifiedMicroblock> without(int place) {
    return IntStream.range(0, node.sealing.size())
        .filter(each -> each != place)
        .mapToObj(node.sealing::get)
        .toList();
  }

  private Transaction extend(SealChain seals, int place) throws Exception {
    CertifiedMicroblock sealing = node.sealing.get(place);
    return seals.extend(sealing.header(), sealing.certificate());
  }

  private void confirmed(Transaction coinbase) {
    node.bodies.put(coinbase.txid(), coinbase);
    node.told.put(coinbase.txid(), JSON.createObjectNode().put("state", "confirmed"));
  }

  private ProvenPayment prove(Transaction transaction) {
    return new LightClient(node, chain.genesis()).prove(transaction.txid());
  }

  private void assertUnproven(String detail, Transaction transaction) {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> prove(transaction))
        .withMessageStartingWith("not proven: ")
        .withMessageContaining(detail);
  }

  private Transaction pay(int wallet) {
    return chain.pay(chain.wallet(wallet), chain.walletAddress(wallet + 1), 2_000_000);
  }
}
