package io.timecoin.protocol.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public schema only grows: whoever was built with any released version reads every later
 * record, and the other way round. Each release leaves a list of its fields beside this test.
 */
final class ChainSchemaTest {
  private static final Path VERSIONS = Path.of("src/test/resources/chain-schema");

  static List<Path> versions() {
    try (Stream<Path> files = Files.list(VERSIONS)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyFieldOfEveryVersionIsWhatItWas(Path version) throws IOException {
    List<String> released = Files.readAllLines(version);

    assertThat(released).isNotEmpty();
    assertThat(fields()).containsAll(released);
  }

  /** A field that is new is written down, so that it cannot change any more once it is released. */
  @Test
  void everyFieldIsInAVersion() {
    assertThat(versions().stream().flatMap(ChainSchemaTest::lines).toList()).containsAll(fields());
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws Exception {
    AddressRecord known = AddressRecord.newBuilder().setAddress("a").setCredit(7).build();
    byte[] later =
        known.toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(1_000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build()
            .toByteArray();

    AddressRecord read = AddressRecord.parseFrom(later);

    assertThat(read.getAddress()).isEqualTo("a");
    assertThat(read.getCredit()).isEqualTo(7);
  }

  private static Stream<String> lines(Path version) {
    try {
      return Files.readAllLines(version).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields() {
    return MicroblockRecord.getDescriptor().getFile().getMessageTypes().stream()
        .flatMap(message -> message.getFields().stream().map(field -> line(message, field)))
        .toList();
  }

  private static String line(Descriptor message, FieldDescriptor field) {
    String type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getFullName();
          case ENUM -> field.getEnumType().getFullName();
          case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
              field.getType().name().toLowerCase(Locale.ROOT);
        };
    String line =
        "%s %d %s %s".formatted(message.getName(), field.getNumber(), type, field.getName());
    if (field.isRepeated()) {
      line += " repeated";
    }
    return field.getRealContainingOneof() == null
        ? line
        : line + " oneof " + field.getRealContainingOneof().getName();
  }
}
