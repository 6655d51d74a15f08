package io.timecoin.protocol.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The file with the figures that PROTOCOL's rules must produce. */
public final class Vectors {
  private Vectors() {}

  /** The whole of {@code vectors/protocol.json}. */
  public static JsonNode protocol() {
    try (var file = Vectors.class.getResourceAsStream("/vectors/protocol.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
