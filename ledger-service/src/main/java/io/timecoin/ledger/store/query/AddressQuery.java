package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What an address holds. An address that was never paid holds nothing; it is no error. */
@ApplicationScoped
public class AddressQuery {
  private static final String FIRST_PAGE = "from UtxoEntity where script = :script";
  private static final String ORDER = " order by txid, outputIndex";
  private static final String AFTER =
      " and (txid > :txid or (txid = :txid and outputIndex > :index))";

  private static final String HISTORY =
      "from AddressEntryEntity where address = :address and entryNumber < :before"
          + " order by entryNumber desc";

  private final SnapshotReads snapshots;

  @Inject
  public AddressQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  public Uni<AddressBalance> balance(Address address) {
    return snapshots.read(
        session ->
            Lookups.state(session)
                .chain(
                    state ->
                        session
                            .createQuery(
                                "from BalanceEntity where address = :address", BalanceEntity.class)
                            .setParameter("address", address.toString())
                            .getSingleResultOrNull()
                            .map(row -> answer(address, state, Optional.ofNullable(row)))));
  }

  /**
   * One page, in order of outpoints.
   *
   * @param cursor of the page before, or empty
   * @param limit how many at most, 1 or more
   */
  public Uni<UtxoPage> utxos(Address address, String cursor, int limit) {
    Optional<UtxoCursor> after = UtxoCursor.parse(cursor);
    return snapshots.read(
        session ->
            Lookups.state(session)
                .chain(
                    state ->
                        page(session, address, after, limit)
                            .map(rows -> answer(state, rows, limit))));
  }

  /**
   * Its changes, newest first. An entry's number never changes: it is the cursor.
   *
   * @param before number of an entry; those before it are answered
   * @param limit how many at most, 1 or more
   */
  public Uni<AddressHistory> history(Address address, long before, int limit) {
    return snapshots.read(
        session ->
            Lookups.state(session)
                .chain(
                    state ->
                        session
                            .createQuery(HISTORY, AddressEntryEntity.class)
                            .setParameter("address", address.toString())
                            .setParameter("before", before)
                            .setMaxResults(limit)
                            .getResultList()
                            .chain(
                                entries ->
                                    Lookups.times(session, entries)
                                        .map(times -> answer(state, entries, times)))));
  }

  private static AddressHistory answer(
      StateEntity state, List<AddressEntryEntity> entries, Map<Long, Long> times) {
    var history = AddressHistory.newBuilder().setSequence(state.sequence);
    entries.forEach(entry -> history.addEntries(Protobufs.entry(entry, times.get(entry.sequence))));
    return history.build();
  }

  private static Uni<List<UtxoEntity>> page(
      Mutiny.StatelessSession session, Address address, Optional<UtxoCursor> after, int limit) {
    var query =
        session
            .createQuery(FIRST_PAGE + (after.isPresent() ? AFTER : "") + ORDER, UtxoEntity.class)
            .setParameter("script", address.toString().getBytes(StandardCharsets.US_ASCII))
            // One more shows whether there is a next page.
            .setMaxResults(limit + 1);
    after.ifPresent(
        cursor ->
            query
                .setParameter("txid", cursor.last().txid().toByteArray())
                .setParameter("index", cursor.last().index()));
    return query.getResultList();
  }

  private static UtxoPage answer(StateEntity state, List<UtxoEntity> rows, int limit) {
    var page = UtxoPage.newBuilder().setSequence(state.sequence);
    rows.stream().limit(limit).map(Protobufs::utxo).forEach(page::addUtxos);
    if (rows.size() > limit) {
      UtxoEntity last = rows.get(limit - 1);
      page.setNextCursor(
          new UtxoCursor(new OutPoint(Hash256.of(last.txid), last.outputIndex)).toString());
    }
    return page.build();
  }

  private static AddressBalance answer(
      Address address, StateEntity state, Optional<BalanceEntity> row) {
    var answer =
        AddressBalance.newBuilder().setAddress(address.toString()).setSequence(state.sequence);
    row.ifPresent(found -> answer.setBalance(found.balance).setUtxoCount(found.utxoCount));
    return answer.build();
  }
}
