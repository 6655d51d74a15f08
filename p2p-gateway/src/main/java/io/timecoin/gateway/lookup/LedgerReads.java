package io.timecoin.gateway.lookup;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import io.timecoin.protocol.proto.internal.v1.ViewQuestion;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.concurrent.CompletableFuture;

/** What the ledger answers; each read fails with a ReadException. */
public interface LedgerReads {
  CompletableFuture<ChainHead> head();

  /**
   * A block with a page of its txids.
   *
   * @param heightOrHash decimal height, or the block hash in hex
   * @param first index of the page's first txid; the coinbase has 0
   */
  CompletableFuture<Block> block(String heightOrHash, long first, int limit);

  CompletableFuture<FinalTransaction> transaction(Hash256 txid);

  CompletableFuture<OutpointState> outpoint(OutPoint outpoint);

  CompletableFuture<AddressBalance> balance(Address address);

  /** A page of an address's unspent outputs; the cursor is empty for the first one. */
  CompletableFuture<UtxoPage> utxos(Address address, String cursor, int limit);

  /**
   * Changes of an address's balance, newest first; maybe none.
   *
   * @param before number of an entry; those before it are answered
   */
  CompletableFuture<AddressHistory> history(Address address, long before, int limit);

  /** Final microblocks from a sequence on, as many as there are, 4 MiB at most; maybe none. */
  CompletableFuture<MicroblockRange> microblocks(long from, int limit);

  /**
   * Public events as their topic carries them, in final order, 1 MiB of values at most; maybe none.
   *
   * @param from the first sequence
   * @param index of the first event among the topic's of that sequence
   */
  CompletableFuture<EventRange> events(Topic topic, long from, int index, int limit);

  /** Certified headers that carry a seal, from a height on; maybe none. */
  CompletableFuture<SealRange> seals(long from, int limit);

  /** Several reads that hold at one sequence; at most 100 of each kind. */
  CompletableFuture<LedgerView> view(ViewQuestion question);

  /** Recomputed from all rows: may take long. */
  CompletableFuture<UtxoSetInfo> utxoSet();
}
