package io.timecoin.devnet.route;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One of many clients that send at their pace whatever they are told: half of each request is
 * sound, half invalid, in turns. Comes from an address of its own.
 */
final class FloodClient implements AutoCloseable {
  /** Requests of one client that wait for an answer at once; what is due beyond is left out. */
  private static final int MAX_REQUESTS = 4;

  private final URI door;
  private final Material material;
  private final FloodTally tally;
  private final Submission client;
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);

  /** What all clients send. */
  record Material(
      SignedLoad load, Fates fates, FloodSupply supply, InvalidSupply invalid, int perRequest) {}

  /**
   * A client.
   *
   * @param number 1 to 250, the last part of its address
   */
  FloodClient(int number, URI gateway, Material material, FloodTally tally) {
    this.door = Submission.door(gateway);
    this.material = material;
    this.tally = tally;
    this.client = new Submission(Optional.of(address(number)));
  }

  private static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) number});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** Sends one request, unless too many have no answer yet; returns at once. */
  void tick() {
    if (requests.tryAcquire()) {
      Thread.ofVirtual().start(this::send);
    }
  }

  private void send() {
    try {
      List<Integer> sound = material.supply().take(material.perRequest() / 2);
      List<Integer> invalid = material.invalid().take(material.perRequest() / 2);
      long now = System.nanoTime();
      sound.forEach(payment -> material.fates().sent(payment, now));
      Submission.Answer answer = client.send(door, body(sound, invalid));
      tally.answered(answer, sound.size() + invalid.size(), (System.nanoTime() - now) / 1e6);
      if (answer.isTaken()) {
        material.invalid().taken(invalid);
        for (int i = 0; i < sound.size(); i++) {
          take(sound.get(i), answer.rejected().contains(2 * i));
        }
      } else {
        sound.forEach(material.supply()::refused);
      }
    } finally {
      requests.release();
    }
  }

  private void take(int payment, boolean isRejected) {
    material.fates().acknowledged(payment, payment + 1);
    if (isRejected) {
      material.fates().ended(payment);
    } else {
      material.supply().acknowledged(payment);
    }
  }

  /** A sound one and an invalid one in turn. */
  private byte[] body(List<Integer> sound, List<Integer> invalid) {
    var body = new ByteArrayOutputStream(material.perRequest() * 400);
    body.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(sound.size() + (long) invalid.size())
            .array());
    for (int i = 0; i < invalid.size(); i++) {
      if (i < sound.size()) {
        body.writeBytes(material.load().item(sound.get(i)));
      }
      body.writeBytes(material.invalid().item(invalid.get(i)));
    }
    return body.toByteArray();
  }

  /** Returns when every request has an answer. */
  void awaitAnswers() {
    requests.acquireUninterruptibly(MAX_REQUESTS);
    requests.release(MAX_REQUESTS);
  }

  @Override
  public void close() {
    client.close();
  }
}
