package io.timecoin.protocol.ed25519.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated code in the tree is what its generator writes. */
class FieldLanesSourceTest {
  @Test
  void generatedCodeIsUpToDate() {
    assertThat(Path.of("src/main/java/io/timecoin/protocol/ed25519/vector/FieldLanes.java"))
        .content()
        .isEqualTo(FieldLanesSource.source());
  }
}
