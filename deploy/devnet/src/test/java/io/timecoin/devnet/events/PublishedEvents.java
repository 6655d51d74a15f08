package io.timecoin.devnet.events;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.chain.ChainVerdict;
import io.timecoin.protocol.chain.ChainVerifier;
import io.timecoin.protocol.chain.TransactionEffect;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a ledger publishes of a chain, made by its schema alone; the lists may be changed. */
final class PublishedEvents {
  final List<CertifiedMicroblock> microblocks;
  final List<TransactionRecord> transactions = new ArrayList<>();
  final List<BlockRecord> blocks = new ArrayList<>();
  final List<AddressRecord> addresses = new ArrayList<>();

  private final GenesisDocument genesis;
  private final Map<String, AddressRecord> last = new HashMap<>();
  private long count;
  private long fees;

  PublishedEvents(TestChain chain) {
    genesis = chain.genesis();
    microblocks = new ArrayList<>(chain.microblocks());
    block(genesis.header(), genesis.coinbase());
    apply(TransactionEffect.ofCoinbase(genesis.coinbase(), 0), 0, genesis.timeMillis());
    var verifier = new ChainVerifier(genesis);
    for (CertifiedMicroblock microblock : microblocks) {
      publish(microblock, (ChainVerdict.Extended) verifier.accept(microblock));
    }
  }

  /** Verifies these events, all of them or from a later sequence on. */
  EventReport verify(long from) throws EventDefectException {
    var range = new ProvenRange(genesis, from);
    for (CertifiedMicroblock microblock : microblocks) {
      if (microblock.header().sequence() >= from) {
        range.take(microblock);
      }
    }
    var transactionEvents = new TransactionEvents(range);
    for (TransactionRecord event : transactions) {
      transactionEvents.take(event.getTxid(), event);
    }
    transactionEvents.end();
    var blockEvents = new BlockEvents(range);
    for (BlockRecord event : blocks) {
      blockEvents.take(event);
    }
    blockEvents.end();
    var addressEvents = new AddressEvents(range);
    for (AddressRecord event : addresses) {
      addressEvents.take(event.getAddressBytes(), event);
    }
    addressEvents.end();
    return EventReport.of(range, transactionEvents, addressEvents, blockEvents);
  }

  private void publish(CertifiedMicroblock microblock, ChainVerdict.Extended verdict) {
    MicroblockHeader header = microblock.header();
    List<Hash256> leaves = microblock.transactions().stream().map(Transaction::wtxid).toList();
    for (int position = 0; position < leaves.size(); position++) {
      Transaction transaction = microblock.transactions().get(position);
      var event =
          TransactionRecord.newBuilder()
              .setTxid(bytes(transaction.txid()))
              .setWtxid(bytes(transaction.wtxid()))
              .setTransaction(ByteString.copyFrom(transaction.encode()))
              .setSequence(header.sequence())
              .setMicroblockDigest(bytes(header.digest()))
              .setMicroblockTimeMillis(header.timeMillis())
              .setPosition(position)
              .setTransactionCount(leaves.size());
      MerkleTree.proof(leaves, position)
          .siblings()
          .forEach(sibling -> event.addMerklePath(bytes(sibling)));
      transactions.add(event.build());
    }
    count += leaves.size();
    fees += verdict.microblock().fees();
    verdict
        .microblock()
        .effects()
        .forEach(effect -> apply(effect, header.sequence(), header.timeMillis()));
    verdict.microblock().seal().ifPresent(seal -> seal(seal, header));
  }

  private void seal(Seal seal, MicroblockHeader header) {
    apply(
        TransactionEffect.ofCoinbase(seal.coinbase(), header.sequence()),
        header.sequence(),
        header.timeMillis());
    block(seal.header(), seal.coinbase());
    count = 0;
    fees = 0;
  }

  private void block(BlockHeader header, Transaction coinbase) {
    blocks.add(
        BlockRecord.newBuilder()
            .setHeight(header.height())
            .setBlockHash(bytes(header.hash()))
            .setHeader(ByteString.copyFrom(header.encode()))
            .setCoinbase(ByteString.copyFrom(coinbase.encode()))
            .setFirstSequence(header.firstSequence())
            .setLastSequence(header.lastSequence())
            .setTransactionCount(count)
            .setFees(fees)
            .build());
  }

  private void apply(TransactionEffect effect, long sequence, long timeMillis) {
    effect.spent().forEach(output -> change(effect, output, false, sequence, timeMillis));
    effect.created().forEach(output -> change(effect, output, true, sequence, timeMillis));
  }

  private void change(
      TransactionEffect effect,
      UnspentOutput output,
      boolean credit,
      long sequence,
      long timeMillis) {
    String address = new String(output.output().script().toByteArray(), StandardCharsets.US_ASCII);
    AddressRecord before = last.getOrDefault(address, AddressRecord.getDefaultInstance());
    long value = output.output().value();
    var event =
        AddressRecord.newBuilder()
            .setAddress(address)
            .setEntryNumber(before.getEntryNumber() + 1)
            .setBalanceAfter(before.getBalanceAfter() + (credit ? value : -value))
            .setTxid(bytes(effect.transaction().txid()))
            .setOutpointTxid(bytes(output.outpoint().txid()))
            .setOutpointIndex(output.outpoint().index())
            .setSequence(sequence)
            .setMicroblockTimeMillis(timeMillis);
    AddressRecord made = (credit ? event.setCredit(value) : event.setDebit(value)).build();
    last.put(address, made);
    addresses.add(made);
  }

  static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }
}
