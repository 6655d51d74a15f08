package io.timecoin.devnet.backends;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Ports on 127.0.0.1 for servers to be started soon.
 *
 * <p>Taken below the range from which operating systems serve outgoing connections (from 32,768 on
 * Linux), so that no client of anything takes the port while its server restarts, and locked by a
 * file per port until released or until this process ends, so that two processes picking at once
 * get different ones.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 1_000;

  private final Path folder;
  private final RandomGenerator random;
  private final Map<Integer, ExclusiveFile> held = new ConcurrentHashMap<>();

  public FreePorts(Path folder, RandomGenerator random) {
    this.folder = folder;
    this.random = random;
  }

  /** The ports shared by everything this user runs on this machine. */
  public static FreePorts ofThisMachine() {
    return Machine.PORTS;
  }

  /** A port nobody listens on and nobody else has picked. */
  public int pick() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(FIRST, END);
      if (reserve(port)) {
        return port;
      }
    }
    throw new BackendFailure("No free port between %d and %d on 127.0.0.1.".formatted(FIRST, END));
  }

  /** The given port, or a picked one for 0. */
  public int pickIfZero(int port) {
    return port == 0 ? pick() : port;
  }

  private boolean reserve(int port) {
    Optional<ExclusiveFile> lock = ExclusiveFile.tryLock(folder.resolve(port + ".lock"));
    if (lock.isEmpty()) {
      return false;
    }
    if (!isFree(port)) {
      lock.get().close();
      return false;
    }
    held.put(port, lock.get());
    return true;
  }

  /** Gives a picked port back; others are left alone. */
  public void release(int port) {
    ExclusiveFile lock = held.remove(port);
    if (lock != null) {
      lock.close();
    }
  }

  /** Whether nobody listens on this port of 127.0.0.1 now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(Loopback.at(port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static final class Machine {
    static final FreePorts PORTS =
        new FreePorts(LocalFolders.shared("ports"), RandomGenerator.getDefault());
  }
}
