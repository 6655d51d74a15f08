package io.timecoin.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The public topics as a reader of committed records sees them, held against the chain itself. */
public record PublishedEvents(ChainStream stream, TestChain chain) {

  /** Every event of the chain is there, once, in order, and proves itself. */
  public void assertOnceAndComplete() throws Exception {
    assertTransactions();
    assertBlocks();
    assertEntries();
  }

  private void assertTransactions() throws Exception {
    Set<ByteString> txids = new HashSet<>();
    for (var record : stream.read(Topic.CHAIN_TRANSACTIONS)) {
      var event = TransactionRecord.parseFrom(record.value());
      assertThat(record.key()).isEqualTo(event.getTxid().toByteArray());
      assertThat(txids.add(event.getTxid())).isTrue();
      assertProves(event, chain.microblocks().get((int) event.getSequence() - 1));
    }
    assertThat(txids)
        .hasSize(chain.microblocks().stream().mapToInt(each -> each.transactions().size()).sum());
  }

  private void assertBlocks() throws Exception {
    long height = 0;
    for (var record : stream.read(Topic.CHAIN_BLOCKS)) {
      var event = BlockRecord.parseFrom(record.value());
      assertThat(event.getHeight()).isEqualTo(height++);
      if (event.getHeight() > 0) {
        assertThat(chain.microblocks().get((int) event.getLastSequence() - 1).header().seal())
            .map(seal -> ByteString.copyFrom(seal.encode()))
            .contains(event.getHeader());
      }
    }
    assertThat(height).isEqualTo(chain.tip().lastBlock().height() + 1);
  }

  private void assertEntries() throws Exception {
    Map<String, Long> balances = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (var record : stream.read(Topic.CHAIN_ADDRESSES)) {
      var event = AddressRecord.parseFrom(record.value());
      String address = event.getAddress();
      assertThat(event.getEntryNumber()).isEqualTo(numbers.getOrDefault(address, 0L) + 1);
      assertThat(event.getBalanceAfter())
          .isEqualTo(balances.getOrDefault(address, 0L) + event.getCredit() - event.getDebit());
      balances.put(address, event.getBalanceAfter());
      numbers.put(address, event.getEntryNumber());
    }
    assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(chain.state().unspent().stream().mapToLong(each -> each.output().value()).sum());
  }

  /** The event's path leads to its microblock. */
  public static void assertProves(TransactionRecord record, CertifiedMicroblock microblock)
      throws Exception {
    MicroblockHeader header = microblock.header();
    var proof =
        new MerkleProof(
            record.getPosition(),
            record.getTransactionCount(),
            record.getMerklePathList().stream().map(PublishedEvents::hash).toList());
    var transaction = Transaction.decode(record.getTransaction().toByteArray());
    assertThat(proof.leadsTo(transaction.wtxid(), header.transactionRoot())).isTrue();
    assertThat(hash(record.getMicroblockDigest())).isEqualTo(header.digest());
    assertThat(record.getSequence()).isEqualTo(header.sequence());
    assertThat(record.getMicroblockTimeMillis()).isEqualTo(header.timeMillis());
    assertThat(record.getTransactionCount()).isEqualTo(header.transactionCount());
  }

  private static Hash256 hash(ByteString bytes) {
    return Hash256.of(bytes.toByteArray());
  }
}
