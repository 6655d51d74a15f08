package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningOptionsTest {
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  @TempDir private Path sources;
  private AotCaches caches;

  @BeforeEach
  void buildTheServices() throws IOException {
    for (ServiceKind kind : ServiceKind.values()) {
      Path application = kind.application(sources);
      Files.createDirectories(application);
      Files.writeString(application.resolve("quarkus-run.jar"), "jar");
    }
    caches = new AotCaches(sources.resolve("aot"), sources);
  }

  @Test
  void oneMasternodeIsFullyOptimisedHoweverSmallTheMachine() {
    assertThat(flags(1, 1)).doesNotContain(QUICK);
  }

  @Test
  void severalAreNotOnAMachineTooSmallForThem() {
    assertThat(flags(4, 2)).contains(QUICK);
    assertThat(flags(4, 7)).contains(QUICK);
    assertThat(flags(4, 8)).doesNotContain(QUICK);
  }

  @Test
  void masternodesCountOfWhichSomethingStartsOrRuns() {
    List<List<String>> all = List.of(List.of("a1", "a2"), List.of("b1", "b2"), List.of("c1", "c2"));

    // As at a devnet's start: nothing runs, everything begins.
    assertThat(RunningOptions.running(all, List.of("a1", "a2", "b1", "b2", "c1", "c2"), _ -> false))
        .isEqualTo(3);
    // As after a death: the others run, or some of them, or nobody does.
    assertThat(RunningOptions.running(all, List.of("a1"), Set.of("b1", "c2")::contains))
        .isEqualTo(3);
    assertThat(RunningOptions.running(all, List.of("a1"), Set.of("a2", "c2")::contains))
        .isEqualTo(2);
    assertThat(RunningOptions.running(all, List.of("a1", "a2"), _ -> false)).isEqualTo(1);
    // Two nodes at once, whichever of them is the first.
    assertThat(RunningOptions.running(all, List.of("a1", "b1"), _ -> false)).isEqualTo(2);
    // A process that the devnet does not know.
    assertThat(RunningOptions.running(all, List.of("twin"), Set.of("a1")::contains)).isEqualTo(1);
  }

  @Test
  void aVerifierWithoutTheOptimisingCompilerComputesInPlainJava() {
    String plainJava = "-Dtimecoin.verifier.lanes=false";

    assertThat(flags(4, 2)).contains(plainJava);
    assertThat(flags(1, 2)).doesNotContain(plainJava);
    assertThat(new RunningOptions(caches, 2).of(ServiceKind.GATEWAY, 4).jvmFlags())
        .doesNotContain(plainJava);
  }

  @Test
  void agreementComesFirstWhereProcessorsAreFew() {
    var few = new RunningOptions(caches, 2);

    assertThat(few.of(ServiceKind.CONSENSUS, 4).niceness()).isZero();
    assertThat(few.of(ServiceKind.MEMPOOL, 4).niceness()).isPositive();
    assertThat(few.of(ServiceKind.LEDGER, 4).niceness()).isLessThan(10);
    assertThat(few.of(ServiceKind.VERIFIER, 4).niceness()).isEqualTo(10);
    assertThat(few.of(ServiceKind.VERIFIER, 1).niceness()).isZero();
    assertThat(new RunningOptions(caches, 8).of(ServiceKind.VERIFIER, 4).niceness()).isZero();
  }

  @Test
  void aCacheIsUsedEitherWay() throws IOException {
    Files.createDirectories(sources.resolve("aot"));
    String output = caches.trainingFlags(ServiceKind.VERIFIER).getFirst();
    Files.writeString(Path.of(output.substring(output.indexOf('=') + 1)), "trained");
    assertThat(caches.keep(ServiceKind.VERIFIER, true)).isTrue();

    assertThat(flags(4, 2)).startsWith(flags(1, 2).toArray(String[]::new));
    assertThat(flags(1, 2)).anyMatch(flag -> flag.startsWith("-XX:AOTCache="));
  }

  private List<String> flags(int masternodes, int processors) {
    return new RunningOptions(caches, processors).of(ServiceKind.VERIFIER, masternodes).jvmFlags();
  }
}
