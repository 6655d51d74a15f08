package io.timecoin.gateway.lifecycle;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.peer.NodeStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The member's statement as it stands in its file. One that others would refuse is not used, and
 * the log says why; a file that is renewed is read without a restart.
 */
final class StatementFile implements Supplier<Optional<NodeStatement>> {
  private static final Logger LOG = Logger.getLogger(StatementFile.class);
  private static final int MOST_BYTES = 4_096;

  /** Time enough to renew it. */
  private static final Duration WARNING = Duration.ofDays(7);

  private final Path file;
  private final Hash256 genesisHash;
  private final Committee committee;
  private final PublicKey nodeKey;
  private volatile Optional<NodeStatement> current = Optional.empty();
  private String lastDefect = "";

  StatementFile(Path file, Hash256 genesisHash, Committee committee, PublicKey nodeKey) {
    this.file = file;
    this.genesisHash = genesisHash;
    this.committee = committee;
    this.nodeKey = nodeKey;
  }

  @Override
  public Optional<NodeStatement> get() {
    return current;
  }

  /** Reads the file again; what was good before stays when the file is not. */
  synchronized void read(Instant now) {
    String defect = "";
    try {
      if (Files.size(file) > MOST_BYTES) {
        defect = "it is too long";
      } else {
        NodeStatement statement = NodeStatement.fromHex(Files.readString(file));
        defect = defect(statement, now);
        if (defect.isEmpty()) {
          current = Optional.of(statement);
          defect = warning(statement, now);
        }
      }
    } catch (IOException | DecodeException e) {
      defect = e.toString();
    }
    if (!defect.equals(lastDefect)) {
      lastDefect = defect;
      if (!defect.isEmpty()) {
        LOG.warnf("TC-GW-110: the statement %s (timecoin.peers.statement-file): %s", file, defect);
      }
    }
  }

  private String defect(NodeStatement statement, Instant now) {
    if (!statement.nodeKey().equals(nodeKey)) {
      return "it is for node key %s, not %s".formatted(statement.nodeKey(), nodeKey);
    }
    if (!statement.isSigned(genesisHash, new Ed25519Verifier())) {
      return "it is not signed by its consensus key for this network";
    }
    if (!committee.contains(statement.consensusKey())) {
      return "its consensus key %s is not in the committee".formatted(statement.consensusKey());
    }
    return statement.isExpired(now) ? "it has expired" : "";
  }

  private static String warning(NodeStatement statement, Instant now) {
    return statement.isExpired(now.plus(WARNING))
        ? "it ends at Unix second %d: renew it".formatted(statement.validUntilSeconds())
        : "";
  }
}
