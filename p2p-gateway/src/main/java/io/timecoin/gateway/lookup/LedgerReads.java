package io.timecoin.gateway.lookup;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
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

  /** Final microblocks from a sequence on, as many as there are, 4 MiB at most; maybe none. */
  CompletableFuture<MicroblockRange> microblocks(long from, int limit);

  /** Recomputed from all rows: may take long. */
  CompletableFuture<UtxoSetInfo> utxoSet();
}
