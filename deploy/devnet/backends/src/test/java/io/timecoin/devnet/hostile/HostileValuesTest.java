package io.timecoin.devnet.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.timecoin.devnet.hostile.HostileValue.Fate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostileValuesTest {
  private static final int LARGEST = 100_000;

  /** Any message with nesting and text will do. */
  private final Message valid =
      FieldDescriptorProto.getDescriptor().getFile().toProto().toBuilder().setName("x").build();

  @Test
  void oneSeedMakesTheSameValues() {
    assertThat(new HostileValues(7).of(valid, LARGEST, 200))
        .isEqualTo(new HostileValues(7).of(valid, LARGEST, 200));
    assertThat(new HostileValues(8).mutated(valid, LARGEST, 50))
        .isNotEqualTo(new HostileValues(7).mutated(valid, LARGEST, 50));
  }

  @Test
  void whatIsHarmlessIsTheMessageAndAsLargeAsMayBe() throws InvalidProtocolBufferException {
    List<HostileValue> harmless = new HostileValues(1).harmless(valid, LARGEST);
    for (HostileValue value : harmless) {
      FileDescriptorProto read = FileDescriptorProto.parseFrom(value.bytes());
      assertThat(
              read.toBuilder()
                  .setUnknownFields(com.google.protobuf.UnknownFieldSet.getDefaultInstance())
                  .build())
          .isEqualTo(valid);
    }
    assertThat(harmless.getLast().bytes()).hasSize(LARGEST);
  }

  @Test
  void mutationsAreManyAndNoneIsTooLarge() {
    Set<Integer> different = new HashSet<>();
    for (HostileValue value : new HostileValues(3).mutated(valid, LARGEST, 500)) {
      assertThat(value.bytes()).hasSizeLessThanOrEqualTo(LARGEST);
      assertThat(value.fate()).isEqualTo(Fate.NONSENSE);
      different.add(java.util.Arrays.hashCode(value.bytes()));
    }
    assertThat(different).hasSizeGreaterThan(300);
  }
}
