package io.timecoin.devnet.backends;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The backends of a Quarkus test: {@code @QuarkusTestResource(Backends.class)}, with the init
 * argument {@code postgres} = "false" for services without a database.
 *
 * <p>Every test class gets a prefix and a database of its own on the run's one broker and server
 * (see {@link TestBackends}), in the entries of {@link AssignedBackends#configuration()}. Fields of
 * a test of type {@link AssignedBackends} or {@link TestBackends} are filled in.
 */
public final class Backends implements QuarkusTestResourceLifecycleManager {
  private static final String POSTGRES = "postgres";

  private boolean wantsPostgres = true;
  private AssignedBackends assigned;

  /** The same backends for plain tests; {@link TestBackends} needs no Quarkus on the class path. */
  public static TestBackends shared() {
    return TestBackends.shared();
  }

  @Override
  public void init(Map<String, String> arguments) {
    wantsPostgres =
        switch (arguments.getOrDefault(POSTGRES, "true")) {
          case "true" -> true;
          case "false" -> false;
          default ->
              throw new IllegalArgumentException("init argument postgres must be true or false");
        };
  }

  @Override
  public Map<String, String> start() {
    CompletableFuture<Optional<PostgresDatabase>> database =
        wantsPostgres
            ? CompletableFuture.supplyAsync(() -> Optional.of(shared().newDatabase()))
            : CompletableFuture.completedFuture(Optional.empty());
    String kafka = shared().kafkaBootstrapServers();
    assigned = new AssignedBackends(kafka, shared().newPrefix(), database.join());
    return assigned.configuration();
  }

  /** What {@link #start} has assigned. */
  public AssignedBackends assigned() {
    return assigned;
  }

  /** The servers serve the next class too and end with the JVM. */
  @Override
  public void stop() {
    assigned = null;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(assigned, new TestInjector.MatchesType(AssignedBackends.class));
    injector.injectIntoFields(shared(), new TestInjector.MatchesType(TestBackends.class));
  }
}
