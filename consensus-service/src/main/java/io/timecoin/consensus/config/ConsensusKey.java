package io.timecoin.consensus.config;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** The key this node votes with, or the reason why it only follows. */
public sealed interface ConsensusKey {

  /** A member's key. */
  record MemberKey(KeyPair pair) implements ConsensusKey {}

  /** No vote is possible. */
  record None(String reason) implements ConsensusKey {}

  /** Reads the key file; whatever is wrong with it is a reason, never an exception. */
  static ConsensusKey read(Optional<Path> file, Committee committee) {
    if (file.isEmpty()) {
      return new None("TC-CON-010: timecoin.consensus.key-file is not set: this node follows only");
    }
    try {
      var pair = KeyPair.fromSeed(HexFormat.of().parseHex(Files.readString(file.get()).strip()));
      return committee.contains(pair.publicKey())
          ? new MemberKey(pair)
          : new None(
              "TC-CON-011: the key %s of %s is no member of the committee: this node follows only"
                  .formatted(pair.publicKey(), file.get()));
    } catch (IOException e) {
      return new None("TC-CON-012: the key file cannot be read: " + e);
    } catch (IllegalArgumentException e) {
      // The message could quote the secret.
      return new None("TC-CON-013: %s does not hold 64 hexadecimal digits".formatted(file.get()));
    }
  }
}
