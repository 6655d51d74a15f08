package io.timecoin.devnet.dlq;

import com.google.protobuf.ByteString;
import com.google.protobuf.Internal;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dead letter for a person: where and why, its message if it is one, its bytes. */
public final class LetterText {
  /** A record has up to 8 MiB; a screen has not. */
  private static final int MOST_LINES = 200;

  private static final int MOST_BYTES = 4_096;

  private LetterText() {}

  /** All lines. */
  public static List<String> of(StoredLetter stored) {
    DeadLetter letter = stored.letter();
    var lines = new ArrayList<String>();
    lines.add("dead letter  " + stored.place());
    lines.add("time         " + stored.at());
    lines.add("error        " + letter.getError());
    lines.add("detail       " + letter.getDetail());
    lines.add("failed in    %s (%s)".formatted(letter.getService(), letter.getInstance()));
    lines.add("at           " + Instant.ofEpochMilli(letter.getAtMillis()));
    lines.add(
        "record       %s partition %d offset %d"
            .formatted(letter.getTopic(), letter.getPartition(), letter.getOffset()));
    lines.add("key          " + (letter.hasKey() ? shown(letter.getKey()) : "none"));
    letter
        .getHeadersList()
        .forEach(
            header ->
                lines.add(
                    "header       %s = %s"
                        .formatted(
                            header.getKey(), header.hasValue() ? shown(header.getValue()) : "")));
    if (letter.hasValue()) {
      value(stored, lines);
    } else {
      lines.add("value        none");
    }
    return lines;
  }

  private static void value(StoredLetter stored, List<String> lines) {
    byte[] value = stored.letter().getValue().toByteArray();
    lines.add("value        %,d bytes".formatted(value.length));
    Optional<Message> message = decoded(stored, value);
    lines.add(
        message
            .map(decoded -> "as           " + decoded.getDescriptorForType().getFullName())
            .orElse("as           no Protobuf message of this topic"));
    message
        .map(decoded -> TextFormat.printer().printToString(decoded).lines().toList())
        .ifPresent(
            text -> {
              text.stream().limit(MOST_LINES).forEach(line -> lines.add("  " + line));
              if (text.size() > MOST_LINES) {
                lines.add("  … %,d lines more".formatted(text.size() - MOST_LINES));
              }
            });
    lines.addAll(HexDump.of(value, MOST_BYTES));
  }

  private static Optional<Message> decoded(StoredLetter stored, byte[] value) {
    try {
      Class<? extends Message> type = stored.source().valueType().orElseThrow();
      return Optional.of(
          Internal.getDefaultInstance(type).newBuilderForType().mergeFrom(value).build());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static String shown(ByteString bytes) {
    return TextFormat.escapeBytes(bytes);
  }
}
