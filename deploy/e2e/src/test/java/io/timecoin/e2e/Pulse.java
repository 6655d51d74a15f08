package io.timecoin.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes processes slow: they stand still (SIGSTOP) for five seconds, run for a fifth of one, and so
 * on, so that whoever asks them has an answer after five seconds, if at all.
 */
final class Pulse implements Fault {
  private static final Duration STILL = Duration.ofSeconds(5);
  private static final Duration RUNNING = Duration.ofMillis(200);

  private final Supplier<Long> root;
  private volatile boolean ending;
  private Thread thread;

  private Pulse(Supplier<Long> root) {
    this.root = root;
  }

  /** The process and all its children, as they are at each pulse. */
  static Pulse of(Supplier<Long> root) {
    return new Pulse(root);
  }

  @Override
  public void begin() {
    thread = Thread.ofPlatform().name("pulse").start(this::run);
  }

  private void run() {
    while (!ending) {
      List<Long> still = family();
      signal("STOP", still);
      pause(STILL);
      signal("CONT", still);
      pause(RUNNING);
    }
  }

  private List<Long> family() {
    return ProcessHandle.of(root.get()).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** In small steps, so that the end comes soon. */
  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!ending && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void end() throws InterruptedException {
    ending = true;
    thread.join();
  }

  private static void signal(String name, List<Long> processes) {
    if (processes.isEmpty()) {
      return;
    }
    var command = new ArrayList<String>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process)));
    try {
      // One that has ended meanwhile is no failure: the others have their signal.
      int unused = new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
