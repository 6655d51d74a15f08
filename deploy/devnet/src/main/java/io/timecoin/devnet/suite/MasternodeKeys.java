package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.peer.NodeStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The keys of one masternode, as files.
 *
 * @param consensus by which it votes
 * @param reward whose address the blocks pay
 * @param node by which its gateway is known to peers (PROTOCOL §9)
 */
record MasternodeKeys(MasternodeFolder folder, KeyPair consensus, KeyPair reward, KeyPair node) {
  private static final int STATEMENT_DAYS = 365;

  static MasternodeKeys create(MasternodeFolder folder) {
    return new MasternodeKeys(
        folder,
        KeyFiles.create(consensusFile(folder)),
        KeyFiles.create(rewardFile(folder)),
        KeyFiles.create(nodeFile(folder)));
  }

  /** A devnet made before there were peers gets its node key now. */
  static MasternodeKeys read(MasternodeFolder folder) {
    return new MasternodeKeys(
        folder,
        KeyFiles.read(consensusFile(folder)),
        KeyFiles.read(rewardFile(folder)),
        Files.exists(nodeFile(folder))
            ? KeyFiles.read(nodeFile(folder))
            : KeyFiles.create(nodeFile(folder)));
  }

  private static Path consensusFile(MasternodeFolder folder) {
    return folder.keys().resolve("consensus.key");
  }

  private static Path rewardFile(MasternodeFolder folder) {
    return folder.keys().resolve("reward.key");
  }

  private static Path nodeFile(MasternodeFolder folder) {
    return folder.keys().resolve("node.key");
  }

  Path consensusFile() {
    return consensusFile(folder);
  }

  Path nodeFile() {
    return nodeFile(folder);
  }

  /** Where {@link #stateNode} writes. */
  Path statementFile() {
    return folder.keys().resolve("node.statement");
  }

  /**
   * Signs anew, at every start, that the gateway's node key speaks for this member: a devnet that
   * is continued after years has a statement that holds.
   */
  void stateNode(Hash256 genesisHash, Instant now) {
    NodeStatement statement =
        NodeStatement.sign(
            genesisHash, node.publicKey(), consensus, now.plus(STATEMENT_DAYS, ChronoUnit.DAYS));
    try {
      Files.writeString(statementFile(), statement.toHex() + "\n");
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + statementFile() + ": " + e.getMessage(), e);
    }
  }
}
