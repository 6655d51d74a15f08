package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import io.timecoin.protocol.proto.internal.v1.TransactionPlace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Several reads of one snapshot: what they say holds at one and the same sequence. */
@ApplicationScoped
public class ViewQuery {
  private final SnapshotReads snapshots;

  @Inject
  public ViewQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  /** What these addresses hold, and where these transactions are final, in the order asked. */
  public Uni<LedgerView> view(List<Address> addresses, List<Hash256> txids) {
    return snapshots.read(
        session ->
            Lookups.state(session)
                .chain(
                    state ->
                        balances(session, addresses)
                            .chain(
                                balances ->
                                    places(session, txids)
                                        .map(
                                            places ->
                                                answer(
                                                    state, addresses, balances, txids, places)))));
  }

  private static Uni<Map<String, BalanceEntity>> balances(
      Mutiny.StatelessSession session, List<Address> addresses) {
    if (addresses.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createQuery("from BalanceEntity where address in (:addresses)", BalanceEntity.class)
        .setParameter("addresses", addresses.stream().map(Address::toString).toList())
        .getResultList()
        .map(
            rows -> {
              var found = new HashMap<String, BalanceEntity>();
              rows.forEach(row -> found.put(row.address, row));
              return found;
            });
  }

  private static Uni<Map<Hash256, Long>> places(
      Mutiny.StatelessSession session, List<Hash256> txids) {
    if (txids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createQuery(
            "select txid, sequence from TransactionEntity where txid in (:txids)", Object[].class)
        .setParameter("txids", txids.stream().map(Hash256::toByteArray).toList())
        .getResultList()
        .map(
            rows -> {
              var found = new HashMap<Hash256, Long>();
              rows.forEach(row -> found.put(Hash256.of((byte[]) row[0]), (Long) row[1]));
              return found;
            });
  }

  private static LedgerView answer(
      StateEntity state,
      List<Address> addresses,
      Map<String, BalanceEntity> balances,
      List<Hash256> txids,
      Map<Hash256, Long> places) {
    var view =
        LedgerView.newBuilder()
            .setSequence(state.sequence)
            .setDigest(Protobufs.bytes(state.digest));
    for (Address address : addresses) {
      var balance =
          AddressBalance.newBuilder().setAddress(address.toString()).setSequence(state.sequence);
      Optional.ofNullable(balances.get(address.toString()))
          .ifPresent(row -> balance.setBalance(row.balance).setUtxoCount(row.utxoCount));
      view.addBalances(balance);
    }
    for (Hash256 txid : txids) {
      var place = TransactionPlace.newBuilder().setTxid(Protobufs.bytes(txid.toByteArray()));
      Optional.ofNullable(places.get(txid)).ifPresent(place::setSequence);
      view.addTransactions(place);
    }
    return view.build();
  }
}
