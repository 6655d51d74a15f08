package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningFlagsTest {
  private static final String DIRECTIVES = "-XX:CompilerDirectivesFile=";

  /** A line of -XX:+PrintCompilation at the optimising level: time, number, five marks, level. */
  private static final Pattern OPTIMISED = Pattern.compile("^ *\\d+ +\\d+ [%s!bn ]{5} +4 ");

  @TempDir private Path sources;
  private AotCaches caches;

  @BeforeEach
  void buildTheVerifier() throws IOException {
    Path application = ServiceKind.VERIFIER.application(sources);
    Files.createDirectories(application);
    Files.writeString(application.resolve("quarkus-run.jar"), "jar");
    caches = new AotCaches(sources.resolve("aot"), sources);
  }

  @Test
  void oneMasternodeIsFullyOptimisedHoweverSmallTheMachine() {
    assertThat(flags(1, 1)).noneMatch(flag -> flag.startsWith(DIRECTIVES));
  }

  @Test
  void severalAreNotOnAMachineTooSmallForThem() {
    assertThat(flags(4, 2)).anyMatch(flag -> flag.startsWith(DIRECTIVES));
    assertThat(flags(4, 7)).anyMatch(flag -> flag.startsWith(DIRECTIVES));
    assertThat(flags(4, 8)).noneMatch(flag -> flag.startsWith(DIRECTIVES));
  }

  @Test
  void aCacheIsUsedEitherWay() throws IOException {
    Files.createDirectories(sources.resolve("aot"));
    String output = caches.trainingFlags(ServiceKind.VERIFIER).getFirst();
    Files.writeString(Path.of(output.substring(output.indexOf('=') + 1)), "trained");
    assertThat(caches.keep(ServiceKind.VERIFIER, true)).isTrue();

    assertThat(flags(4, 2)).containsAll(flags(1, 2)).hasSize(flags(1, 2).size() + 2);
    assertThat(flags(1, 2)).anyMatch(flag -> flag.startsWith("-XX:AOTCache="));
  }

  /** What it compiled is what the JVM says it did: only signatures at the optimising level. */
  @Test
  void signaturesAloneAreOptimised() throws Exception {
    RunningFlags crowded = running(4, 2);
    crowded.prepare();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(crowded.of(ServiceKind.VERIFIER));
    command.addAll(List.of("-XX:+PrintCompilation", "-cp", System.getProperty("java.class.path")));
    command.add(Signatures.class.getName());
    Path log = sources.resolve("jvm.log");

    Process jvm =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(jvm.exitValue()).as("%s", log).isZero();
    List<String> optimised =
        Files.readAllLines(log).stream().filter(line -> OPTIMISED.matcher(line).find()).toList();
    assertThat(optimised).isNotEmpty().allMatch(line -> line.contains(".ed25519."));
  }

  /** Checks signatures until they are worth optimising. */
  static final class Signatures {
    private static final int CHECKS = 2_000;

    private Signatures() {}

    public static void main(String[] arguments) {
      KeyPair pair = KeyPair.fromSeed(new byte[32]);
      byte[] key = pair.publicKey().toByteArray();
      byte[] message = new byte[100];
      byte[] signature = pair.sign(message).toByteArray();
      var verifier = new Ed25519Verifier();
      for (int i = 0; i < CHECKS; i++) {
        if (!verifier.verify(key, signature, message)) {
          System.exit(1);
        }
      }
    }
  }

  private RunningFlags running(int masternodes, int processors) {
    return RunningFlags.of(
        caches, masternodes, processors, sources.resolve("compiler-directives.json"));
  }

  private List<String> flags(int masternodes, int processors) {
    return running(masternodes, processors).of(ServiceKind.VERIFIER);
  }
}
