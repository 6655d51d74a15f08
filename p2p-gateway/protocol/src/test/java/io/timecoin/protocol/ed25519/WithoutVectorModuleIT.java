package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** A Java runtime that was started without the Vector API verifies batches all the same. */
class WithoutVectorModuleIT {
  private static final String FINISHED = "verified in plain Java";

  @Test
  void batchesAreVerifiedInPlainJava() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Verification.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).isEqualToIgnoringNewLines(FINISHED);
  }

  private static String classPath() {
    return List.of(Ed25519Verifier.class, WithoutVectorModuleIT.class, Ed25519.class).stream()
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What the other runtime runs. */
  static final class Verification {
    private Verification() {}

    public static void main(String[] args) {
      BatchVerification verification = BatchVerification.bestPresent();
      verification.warmUp(Duration.ofMillis(1), System::nanoTime);
      SignatureBatch batch = verification.newBatch(new SecureRandom());
      byte[] message = {1, 2, 3};
      for (int i = 0; i < 20; i++) {
        Ed25519KeyPair pair = Ed25519KeyPair.generate(new SecureRandom());
        batch.add(pair.publicKey(), 0, pair.sign(message), 0, message, 0, i == 7 ? 2 : 3);
      }
      boolean right = batch.verify().stream().boxed().toList().equals(List.of(7));
      System.out.println(
          right && !verification.areLanesPresent() ? FINISHED : "not as it should be");
    }
  }
}
