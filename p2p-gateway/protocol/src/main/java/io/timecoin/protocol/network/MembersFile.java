package io.timecoin.protocol.network;

import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The first members of a public network as a text file (PROTOCOL §1.3): one line each with tier,
 * consensus key in hex, owner address, reward address and endpoint, separated by spaces. Empty
 * lines and those that begin with # are skipped. The order of lines is the document's order.
 */
public final class MembersFile {
  private static final int FIELDS = 5;

  private MembersFile() {}

  /**
   * Reads the members of a file.
   *
   * @throws IOException if it cannot be read
   * @throws GenesisException with the number of the first line that is none
   */
  public static List<GenesisMember> read(Path file) throws IOException, GenesisException {
    return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
  }

  /** Parses the lines of a file. */
  public static List<GenesisMember> parse(List<String> lines) throws GenesisException {
    var members = new ArrayList<GenesisMember>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        members.add(parse(line, i + 1));
      }
    }
    return List.copyOf(members);
  }

  private static GenesisMember parse(String line, int number) throws GenesisException {
    String[] fields = line.split("\\s+", -1);
    if (fields.length != FIELDS) {
      throw new GenesisException(
          GenesisError.BAD_MEMBER_LINE,
          "line " + number + " has " + fields.length + " fields, not " + FIELDS);
    }
    try {
      return new GenesisMember(
          Tier.valueOf(fields[0].toUpperCase(Locale.ROOT)),
          PublicKey.fromHex(fields[1]),
          fields[2],
          fields[3],
          fields[4]);
    } catch (IllegalArgumentException e) {
      throw new GenesisException(
          GenesisError.BAD_MEMBER_LINE, "line " + number + ": " + e.getMessage());
    }
  }
}
