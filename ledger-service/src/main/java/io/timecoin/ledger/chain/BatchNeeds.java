package io.timecoin.ledger.chain;

import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has to be read from the database before a batch can be applied. */
public record BatchNeeds(ChainRules rules, List<StreamedMicroblock> microblocks) {

  public BatchNeeds {
    microblocks = List.copyOf(microblocks);
  }

  /** Outpoints that transactions outside the batch created. */
  public Set<OutPoint> outpoints() {
    var created = new HashSet<>();
    var wanted = new HashSet<OutPoint>();
    for (StreamedMicroblock microblock : microblocks) {
      for (Transaction transaction : microblock.transactions()) {
        for (Input input : transaction.inputs()) {
          if (!created.contains(input.outpoint().txid())) {
            wanted.add(input.outpoint());
          }
        }
        created.add(transaction.txid());
      }
    }
    return wanted;
  }

  /**
   * Addresses whose balance may change: those of new outputs, of spent ones, and of the members,
   * who are paid by a seal.
   *
   * @param spent the stored outputs that were found for {@link #outpoints}
   */
  public Set<String> addresses(Collection<UnspentOutput> spent) {
    var addresses = new HashSet<String>();
    rules.committee().members().forEach(member -> addresses.add(member.reward().toString()));
    spent.forEach(output -> add(output.output(), addresses));
    for (StreamedMicroblock microblock : microblocks) {
      for (Transaction transaction : microblock.transactions()) {
        transaction.outputs().forEach(output -> add(output, addresses));
      }
    }
    return addresses;
  }

  private void add(Output output, Set<String> addresses) {
    output.addressText(rules.network()).ifPresent(addresses::add);
  }
}
