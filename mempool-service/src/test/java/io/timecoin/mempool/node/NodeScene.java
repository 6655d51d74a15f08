package io.timecoin.mempool.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.messages.JournalMessages;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.proposal.Draft;
import io.timecoin.mempool.proposal.DraftRequest;
import io.timecoin.mempool.proposal.ListedValue;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.client.PaymentBuilder;
import io.timecoin.protocol.client.PaymentException;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.JournalEntry;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One chain, one journal and the lives of the service on them, in memory. */
final class NodeScene {
  final TestChain chain;
  final List<JournalRecord> journal = new ArrayList<>();
  final Map<Hash256, Outcome> told = new LinkedHashMap<>();
  long now;

  /** By how much the wall clock has been set. */
  long clockStep;

  /** Between a value and a draft on it, of nodes made from now on. */
  Duration draftInterval = Duration.ZERO;

  private long verified;

  private final PoolLimits limits;

  NodeScene(TestChain chain) {
    this(chain, PoolLimits.defaults());
  }

  NodeScene(TestChain chain, PoolLimits limits) {
    this.chain = chain;
    this.limits = limits;
    this.now = chain.tip().timeMillis() + 1_000;
  }

  /** A life that begins with the chain's state as the ledger would give it now. */
  MempoolNode follower() {
    var table = new PackedUtxoTable(OutPointHash.drawn(new Random(1)), 1_000);
    chain.state().unspent().forEach(table::create);
    var state = new FinalState(table, chain.state().commitment(), chain.tip());
    InstantSource clock = () -> Instant.ofEpochMilli(now + clockStep);
    InstantSource ages = () -> Instant.ofEpochMilli(now);
    return new MempoolNode(
        new ChainRules(chain.genesis()), state, limits, clock, ages, draftInterval);
  }

  /** The same, having followed the journal and taken over. */
  MempoolNode active() {
    MempoolNode node = follower();
    journal.forEach(node::journalled);
    takeOver(node);
    return node;
  }

  List<UnknownEnd> takeOver(MempoolNode node) {
    long epoch = node.journal().epoch() + 1;
    append(node, epoch, 0, true, List.of());
    return node.activate(epoch);
  }

  /** Hands transactions in and ends the turn. */
  Turn submit(MempoolNode node, Transaction... transactions) {
    return submit(node, Provenance.UNKNOWN, transactions);
  }

  Turn submit(MempoolNode node, Provenance provenance, Transaction... transactions) {
    for (Transaction transaction : transactions) {
      take(node, new VerifiedItem.Good(new Submission(transaction, provenance)));
    }
    return endTurn(node);
  }

  /** A verdict of a verifier arrives. */
  void take(MempoolNode node, VerifiedItem item) {
    verified++;
    node.verified(List.of(item), verified);
  }

  /** From a peer with this node key. */
  static Provenance from(PublicKey peer) {
    var origin =
        Origin.newBuilder()
            .setKind(OriginKind.ORIGIN_KIND_PEER)
            .setPeer(ByteString.copyFrom(peer.toByteArray()));
    return new Provenance(origin.build(), 1, 2);
  }

  /** Of a microblock that is being synced. */
  static Provenance synced() {
    return new Provenance(Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_SYNC).build(), 1, 2);
  }

  /** Another copy: the same txid with another signature. */
  static Transaction copyOf(Transaction transaction) {
    return transaction.withInputs(
        transaction.inputs().stream()
            .map(
                input -> {
                  byte[] scriptSig = input.scriptSig().toByteArray();
                  scriptSig[ScriptSig.SIZE - 1] ^= 1;
                  return input.with(io.timecoin.protocol.transaction.ByteString.of(scriptSig));
                })
            .toList());
  }

  /** A microblock as others know it before they have its bodies. */
  static VerdictRequest asValue(Microblock microblock, int round) {
    return asValue(microblock, round, VerdictRequest.Standing.PROPOSED);
  }

  static VerdictRequest asValue(
      Microblock microblock, int round, VerdictRequest.Standing standing) {
    return new VerdictRequest(
        round,
        new ListedValue(
            microblock.header(),
            microblock.transactions().stream().map(Transaction::wtxid).toList()),
        standing);
  }

  /** Ends a turn: the journal is written and read back, everybody is told. */
  Turn endTurn(MempoolNode node) {
    Turn turn = node.endTurn();
    List<JournalChange> changes = new ArrayList<>();
    turn.carried().forEach(carried -> changes.add(asRead(JournalMessages.admitted(carried))));
    for (PoolChange change : turn.changes()) {
      switch (change) {
        case PoolChange.Entered(var entry, _) -> {
          changes.add(asRead(JournalMessages.admitted(entry)));
          told.put(entry.wtxid(), new Outcome.Accepted(entry.fee()));
        }
        case PoolChange.Left(var notice) -> {
          changes.add(asRead(JournalMessages.left(notice)));
          told.put(notice.wtxid(), notice.outcome());
        }
        case PoolChange.Waits waits -> changes.add(asRead(JournalMessages.waits(waits)));
        case PoolChange.Waited(var notice) -> {
          changes.add(asRead(JournalMessages.waited(notice)));
          told.put(notice.wtxid(), notice.outcome());
        }
        case PoolChange.Told(var notice) -> told.put(notice.wtxid(), notice.outcome());
        case PoolChange.SpenderWanted(var wtxid, int index, _) ->
            node.spenderFound(wtxid, index, Optional.empty());
      }
    }
    if (!changes.isEmpty()) {
      append(node, turn.epoch(), turn.verifiedOffset(), false, changes);
    }
    return turn;
  }

  private void append(
      MempoolNode node, long epoch, long offset, boolean opens, List<JournalChange> changes) {
    var record = new JournalRecord(journal.size(), epoch, offset, opens, changes);
    journal.add(record);
    node.journalled(record);
  }

  /** As a reader would see it. */
  private static JournalChange asRead(JournalEntry entry) {
    try {
      var batch = JournalBatch.newBuilder().addEntries(entry).build();
      return JournalMessages.fromProto(JournalBatch.parseFrom(batch.toByteArray()), 0)
          .changes()
          .getFirst();
    } catch (DecodeException | InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  Transaction payment(int wallet) {
    return payment(wallet, 700_000_000);
  }

  Transaction payment(int wallet, long satoshi) {
    return chain.pay(chain.wallet(wallet), chain.walletAddress(9), satoshi);
  }

  /** A payment with another timestamp, Unix seconds. */
  Transaction paymentAt(int wallet, long timestampSeconds) {
    try {
      return new PaymentBuilder(Network.DEVNET, chain.walletAddress(wallet))
          .from(chain.unspentOf(chain.walletAddress(wallet)))
          .pay(chain.walletAddress(9), 700_000_000)
          .build(timestampSeconds)
          .sign(chain.genesisHash(), List.of(chain.wallet(wallet)));
    } catch (PaymentException e) {
      throw new AssertionError(e);
    }
  }

  /** One of about 54,000 bytes that spends nothing that exists. */
  Transaction large(int number) {
    var input =
        new Input(
            new OutPoint(new Hash256(number, 1, 1, 1), 0),
            io.timecoin.protocol.transaction.ByteString.of(new byte[ScriptSig.SIZE]),
            0);
    Output output = Output.payTo(chain.walletAddress(9), 1_000);
    return new Transaction(
        1, List.of(input), Collections.nCopies(Limits.MAX_OUTPUTS, output), 0, now / 1_000);
  }

  /** Spends what a payment to wallet 9 has created, final or not. */
  Transaction childOf(Transaction parent) {
    List<UnspentOutput> outputs =
        UnspentOutput.createdBy(parent, 1, false).stream()
            .filter(created -> created.output().equals(parent.outputs().getFirst()))
            .toList();
    return chain.pay(chain.wallet(9), outputs, chain.walletAddress(8), 600_000_000);
  }

  DraftRequest draftRequest(int round) {
    return new DraftRequest(1, chain.tip().sequence() + 1, chain.tip().digest(), round, false);
  }

  /** The only answer of a turn, which is a draft. */
  static Draft draft(Turn turn) {
    assertThat(turn.answers()).hasSize(1);
    return (Draft) turn.answers().getFirst();
  }

  /** The node stands where the chain stands, with the same UTXO set. */
  void assertSameState(MempoolNode node) {
    assertThat(node.state().tip()).isEqualTo(chain.tip());
    assertThat(node.state().commitment()).isEqualTo(chain.state().commitment().commitment());
    assertThat(node.state().table().size()).isEqualTo(chain.state().unspent().size());
  }
}
