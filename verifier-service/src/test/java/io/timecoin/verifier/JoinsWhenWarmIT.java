package io.timecoin.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.kit.health.Phase;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.KafkaSettings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;

/**
 * Named for what was seen: a verifier that started joined its group at once, was given half of the
 * partitions, and their payments waited for 4 to 6 s until it was fast.
 */
@QuarkusTest
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(GenesisResource.class)
@TestProfile(JoinsWhenWarmIT.LongWarmUp.class)
class JoinsWhenWarmIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Long enough for the group to be looked at before it is over. */
  public static final class LongWarmUp implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("timecoin.verifier.warm-up", "8s");
    }
  }

  @Inject KafkaSettings settings;
  @Inject ServiceState state;

  @Test
  void itJoinsItsGroupWhenItIsWarm() throws Exception {
    try (Admin admin = Admin.create(settings.admin("test"))) {
      int looks = 0;
      int members = membersIn(admin);
      while (state.phase() instanceof Phase.Starting) {
        assertThat(members).isZero();
        looks++;
        TimeUnit.MILLISECONDS.sleep(100);
        members = membersIn(admin);
      }
      assertThat(looks).as("looks before it was warm").isPositive();

      long end = System.nanoTime() + DEADLINE.toNanos();
      while (members == 0 && System.nanoTime() - end < 0) {
        TimeUnit.MILLISECONDS.sleep(50);
        members = membersIn(admin);
      }
      assertThat(members).isEqualTo(1);
      assertThat(state.phase()).isEqualTo(new Phase.Warm());
    }
  }

  private int membersIn(Admin admin) throws InterruptedException {
    String group = settings.prefixed("verifier");
    try {
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .get(group)
          .get()
          .members()
          .size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new AssertionError(e);
    }
  }
}
