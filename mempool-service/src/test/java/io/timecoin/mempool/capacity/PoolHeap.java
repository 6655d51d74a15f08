package io.timecoin.mempool.capacity;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.messages.JournalMessages;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.node.VerifiedItem;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a runtime of its own runs: the whole domain takes payments of two inputs and two outputs as
 * the verifiers hand them over, its journal is written and read back, and the bytes are printed
 * that they take on the heap; then those that their ends take, once they have expired.
 */
final class PoolHeap {
  private static final int BATCH = 100;
  private static final long FEE = 300_000;

  private final TestChain chain = TestChain.ofMembers(1);
  private final ManyOutputs coins = new ManyOutputs();
  private final MempoolNode node;
  private long now = chain.tip().timeMillis() + 1_000;
  private long records;

  private PoolHeap(int outputs) {
    var table = new PackedUtxoTable(OutPointHash.drawn(new Random(1)), 0);
    for (int i = 0; i < outputs; i++) {
      table.create(coins.output(i));
    }
    var state = new FinalState(table, chain.state().commitment(), chain.tip());
    InstantSource clock = () -> Instant.ofEpochMilli(now);
    node =
        new MempoolNode(
            new ChainRules(chain.genesis()),
            state,
            PoolLimits.defaults(),
            clock,
            clock,
            Duration.ZERO);
    node.journalled(new JournalRecord(records++, 1, 0, true, List.of()));
    node.activate(1);
  }

  /**
   * Measures.
   *
   * @param arguments how many transactions, and beside how many outputs
   */
  public static void main(String[] arguments) throws Exception {
    int transactions = Integer.parseInt(arguments[0]);
    var heap = new PoolHeap(Integer.parseInt(arguments[1]));
    long before = UsedHeap.bytes();
    heap.fill(transactions);
    System.out.println("transactions " + heap.node.mempool().pool().size());
    System.out.println("canonical " + heap.node.mempool().pool().bytes());
    System.out.println("pool " + (UsedHeap.bytes() - before));
    heap.expire();
    System.out.println("left " + heap.node.mempool().pool().size());
    System.out.println("ends " + (UsedHeap.bytes() - before));
    System.out.println("outputs " + heap.node.state().table().size());
  }

  private void fill(int transactions) throws DecodeException, InvalidProtocolBufferException {
    for (int first = 0; first < transactions; first += BATCH) {
      List<VerifiedItem> items = new ArrayList<>();
      var provenance = provenance();
      for (int i = first; i < first + BATCH; i++) {
        // Decoded, as whatever comes from outside: it shares no part with another one.
        Transaction payment = Transaction.decode(payment(i).encode());
        items.add(new VerifiedItem.Good(new Submission(payment, provenance)));
      }
      now++;
      node.verified(items, first + BATCH);
      journal(node.endTurn());
    }
  }

  private void expire() throws DecodeException, InvalidProtocolBufferException {
    now += PoolLimits.defaults().expiry().toMillis() + 1;
    node.tick();
    journal(node.endTurn());
  }

  private Transaction payment(int number) {
    List<Input> inputs = new ArrayList<>();
    for (int coin = 2 * number; coin < 2 * number + 2; coin++) {
      var signature = new byte[Signature.SIZE];
      var scriptSig = new ScriptSig(coins.owner(coin).publicKey(), Signature.of(signature));
      inputs.add(new Input(ManyOutputs.outpoint(coin), scriptSig.encoded(), 0));
    }
    // No two pay alike, so that every place in the order is another one.
    long change = ManyOutputs.VALUE - FEE - number;
    return new Transaction(
        1,
        inputs,
        List.of(
            Output.payTo(chain.walletAddress(number % 10), ManyOutputs.VALUE),
            Output.payTo(chain.walletAddress((number + 1) % 10), change)),
        0,
        now / 1_000);
  }

  /** Of one batch, as it is read. */
  private Provenance provenance() throws InvalidProtocolBufferException {
    byte[] origin =
        Origin.newBuilder()
            .setKind(OriginKind.ORIGIN_KIND_CLIENT)
            .setGateway("gateway-1")
            .build()
            .toByteArray();
    return new Provenance(Origin.parseFrom(origin), now, now);
  }

  private void journal(Turn turn) throws DecodeException, InvalidProtocolBufferException {
    var batch = JournalBatch.newBuilder().setEpoch(1).setVerifiedOffset(turn.verifiedOffset());
    for (PoolChange change : turn.changes()) {
      switch (change) {
        case PoolChange.Entered(var entry, _) -> batch.addEntries(JournalMessages.admitted(entry));
        case PoolChange.Left(var notice) -> batch.addEntries(JournalMessages.left(notice));
        case PoolChange.Told _,
            PoolChange.Waits _,
            PoolChange.Waited _,
            PoolChange.SpenderWanted _ ->
            throw new IllegalStateException("neither in nor out: " + change);
      }
    }
    var read = JournalBatch.parseFrom(batch.build().toByteArray());
    node.journalled(JournalMessages.fromProto(read, records++));
  }
}
