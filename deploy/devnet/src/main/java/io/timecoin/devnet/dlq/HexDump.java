package io.timecoin.devnet.dlq;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes as people read them: offset, 16 in hexadecimal, the same as ASCII. */
final class HexDump {
  private static final int PER_LINE = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private HexDump() {}

  /**
   * The lines.
   *
   * @param most bytes shown; a last line says how many are not
   */
  static List<String> of(byte[] bytes, int most) {
    var lines = new ArrayList<String>();
    int shown = Math.min(bytes.length, most);
    for (int from = 0; from < shown; from += PER_LINE) {
      int to = Math.min(from + PER_LINE, shown);
      lines.add(
          "%08x  %-47s  %s"
              .formatted(from, HEX.formatHex(bytes, from, to), ascii(bytes, from, to)));
    }
    if (bytes.length > shown) {
      lines.add("… %,d bytes more".formatted(bytes.length - shown));
    }
    return lines;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
    }
    return text.toString();
  }
}
