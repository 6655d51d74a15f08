package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SendingTest {
  private static final int COUNT = 2_000;

  @TempDir private Path folder;

  @Test
  void everythingIsSentOnceAndInOrderOfItsRequests() throws IOException {
    try (var gateway = new FakeGateway(0, _ -> true);
        SignedLoad load = InventedLoad.of(folder.resolve("load"), COUNT);
        var client = new Submission(Optional.empty())) {
      var fates = new Fates(COUNT);
      new OpenLoop(List.of(gateway.base()), load, fates, 20_000).run(client, () -> true);

      assertThat(gateway.taken)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, COUNT).mapToObj(load::wtxid).toList());
      assertThat(fates.sent()).isEqualTo(COUNT);
      assertThat(fates.acknowledged()).isEqualTo(COUNT);
      assertThat(fates.ended()).isZero();
    }
  }

  @Test
  void whatWasTurnedAwayIsSentAgain() throws IOException {
    try (var gateway = new FakeGateway(3, _ -> true);
        SignedLoad load = InventedLoad.of(folder.resolve("load"), 100);
        var client = new Submission(Optional.empty())) {
      var fates = new Fates(100);
      var loop = new OpenLoop(List.of(gateway.base()), load, fates, 10_000);
      loop.run(client, () -> true);

      assertThat(loop.retries()).isEqualTo(3);
      assertThat(fates.acknowledged()).isEqualTo(100);
      assertThat(gateway.taken).hasSize(100);
    }
  }

  @Test
  void whatIsRejectedAtOnceHasItsEnd() throws IOException {
    try (SignedLoad load = InventedLoad.of(folder.resolve("load"), 100);
        var gateway =
            new FakeGateway(
                0, wtxid -> !wtxid.equals(load.wtxid(7)) && !wtxid.equals(load.wtxid(70)));
        var client = new Submission(Optional.empty())) {
      var fates = new Fates(100);
      new OpenLoop(List.of(gateway.base()), load, fates, 10_000).run(client, () -> true);

      assertThat(fates.ended()).isEqualTo(2);
      assertThat(fates.withoutEnd()).hasSize(98).doesNotContain(7, 70);
    }
  }

  @Test
  void sendingEndsWhenItIsToldTo() throws IOException {
    try (var gateway = new FakeGateway(0, _ -> true);
        SignedLoad load = InventedLoad.of(folder.resolve("load"), COUNT);
        var client = new Submission(Optional.empty())) {
      var fates = new Fates(COUNT);
      var looks = new AtomicInteger();
      new OpenLoop(List.of(gateway.base()), load, fates, 1_000)
          .run(client, () -> looks.incrementAndGet() < 5);

      assertThat(fates.sent()).isLessThan(COUNT);
      assertThat(fates.acknowledged()).isEqualTo(fates.sent());
    }
  }

  @Test
  void aFloodComesFromManyAddressesWithSoundAndInvalidOnesInTurns() throws Exception {
    var invalid =
        new InvalidItems(
            List.of(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 42}),
            List.of(Sha256.hash(new byte[] {42})));
    try (SignedLoad load = InventedLoad.of(folder.resolve("load"), 20);
        var gateway = new FakeGateway(1, wtxid -> load.find(wtxid).isPresent())) {
      var fates = new Fates(20);
      var supply = new FloodSupply(20, 20);
      var invalidSupply = new InvalidSupply(invalid);
      var material = new FloodClient.Material(load, fates, supply, invalidSupply, 10);
      var tally = new FloodTally();
      try (var first = new FloodClient(1, gateway.base(), material, tally);
          var second = new FloodClient(200, gateway.base(), material, tally)) {
        // The first request is turned away, and what was in it comes with the next.
        for (FloodClient client : List.of(first, second, first)) {
          client.tick();
          client.awaitAnswers();
        }
      }

      assertThat(gateway.clients).containsExactlyInAnyOrder(address(1), address((byte) 200));
      assertThat(tally.requests()).containsEntry("503 BUSY", 1).containsEntry("202", 2);
      assertThat(tally.withoutRetryAfter()).isZero();
      assertThat(tally.payments()).isEqualTo(30);
      assertThat(fates.acknowledged()).isEqualTo(10);
      assertThat(fates.ended()).isZero();
      assertThat(gateway.taken).hasSize(20);
      assertThat(gateway.taken.get(0)).isIn(load.wtxid(0), load.wtxid(4));
      assertThat(gateway.taken.get(1)).isEqualTo(invalid.wtxids().getFirst());
      assertThat(invalidSupply.takenWtxids()).isEqualTo(invalid.wtxids());
    }
  }

  private static InetAddress address(int number) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) number});
  }
}
