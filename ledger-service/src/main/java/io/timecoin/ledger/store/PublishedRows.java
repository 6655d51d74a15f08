package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.AddressEntry;
import io.timecoin.ledger.chain.LedgerRows.BlockRow;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL adds to a run of microblocks to make their events.
 *
 * @param digests of the applied sequences, genesis not among them
 * @param blocks sealed by one of the sequences, in order
 * @param entries in final order
 */
public record PublishedRows(
    Map<Long, Hash256> digests, List<BlockRow> blocks, List<AddressEntry> entries) {}
