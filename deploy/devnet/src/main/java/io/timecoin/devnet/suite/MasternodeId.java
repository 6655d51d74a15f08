package io.timecoin.devnet.suite;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which masternode of a devnet, and what it calls its own: a single one has the names without a
 * number.
 *
 * @param number from 1 on, in the order of the genesis document's members
 * @param of how many there are
 */
public record MasternodeId(int number, int of) {
  private static final String KAFKA_PREFIX = "timecoin.";
  private static final String DATABASE = "timecoin";

  public MasternodeId {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("no masternode " + number + " of " + of);
    }
  }

  /** All masternodes of a devnet, in order. */
  public static List<MasternodeId> all(int of) {
    return IntStream.rangeClosed(1, of).mapToObj(number -> new MasternodeId(number, of)).toList();
  }

  /** All but this one. */
  public List<MasternodeId> others() {
    return all(of).stream().filter(other -> !other.equals(this)).toList();
  }

  public String name() {
    return "masternode-" + number;
  }

  /** Before the names of all its topics, groups and ids: two on one broker share no name. */
  public String kafkaPrefix() {
    return of == 1 ? KAFKA_PREFIX : KAFKA_PREFIX + "n" + number + ".";
  }

  /** Its ledger's database on the machine's one server. */
  public String database() {
    return of == 1 ? DATABASE : DATABASE + "_n" + number;
  }

  /** Where its keys, logs and configuration lie. */
  public MasternodeFolder folder(DevnetFolder devnet) {
    return new MasternodeFolder(
        of == 1 ? devnet.path() : devnet.masternodes().resolve(Integer.toString(number)));
  }

  /** Its block of ports; broker and database are in the first one's. */
  public PortPlan ports(PortPlan devnet) {
    return devnet.masternode(number);
  }
}
