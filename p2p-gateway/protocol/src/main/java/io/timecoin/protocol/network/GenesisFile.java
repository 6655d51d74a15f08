package io.timecoin.protocol.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The file form of a genesis document: one line of lower-case hexadecimal digits of its canonical
 * encoding, so that two operators can compare files as well as hashes.
 */
public final class GenesisFile {
  private static final Pattern ONE_LINE = Pattern.compile("[0-9a-f]+\\n?");
  private static final int MAX_SIZE = 2 * GenesisDocument.MAX_SIZE + 1;

  private GenesisFile() {}

  /**
   * Reads and validates the document of a file.
   *
   * @throws IOException if the file cannot be read
   * @throws GenesisException if what it holds is no sound document
   */
  public static GenesisDocument read(Path file) throws IOException, GenesisException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(new String(in.readNBytes(MAX_SIZE + 1), StandardCharsets.ISO_8859_1));
    }
  }

  /** Parses the text of a file. */
  public static GenesisDocument parse(String text) throws GenesisException {
    String digits = text.stripTrailing();
    if (text.length() > MAX_SIZE || !ONE_LINE.matcher(text).matches() || digits.length() % 2 != 0) {
      throw new GenesisException(
          GenesisError.NOT_HEX,
          "a genesis file is one line of lower-case hexadecimal digits of at most 1 MiB");
    }
    return GenesisDocument.decode(HexFormat.of().parseHex(digits));
  }

  /** The text of a document's file, with its line feed. */
  public static String format(GenesisDocument document) {
    return HexFormat.of().formatHex(document.encode()) + "\n";
  }

  /** Writes a document's file, replacing one that is there. */
  public static void write(Path file, GenesisDocument document) throws IOException {
    Files.writeString(file, format(document), StandardCharsets.US_ASCII);
  }
}
