package io.timecoin.protocol.block;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says which field of a wrong seal is wrong: what a person needs to find a diverging node. */
final class SealComparison {

  private record Field(String name, Function<BlockHeader, Object> value) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("version", BlockHeader::version),
          new Field("height", BlockHeader::height),
          new Field("previous hash", BlockHeader::previousHash),
          new Field("timestamp", BlockHeader::timestamp),
          new Field("block reward", BlockHeader::blockReward),
          new Field("merkle root", BlockHeader::merkleRoot),
          new Field("coverage", BlockHeader::coverage));

  private SealComparison() {}

  static Optional<String> firstDifference(BlockHeader expected, BlockHeader claimed) {
    return FIELDS.stream()
        .filter(field -> !field.value().apply(expected).equals(field.value().apply(claimed)))
        .findFirst()
        .map(
            field ->
                "%s is %s, not %s"
                    .formatted(
                        field.name(), field.value().apply(claimed), field.value().apply(expected)));
  }
}
