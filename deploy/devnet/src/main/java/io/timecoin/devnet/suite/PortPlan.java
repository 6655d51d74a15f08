package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.ExclusiveFile;
import io.timecoin.devnet.backends.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ports of one devnet, all on 127.0.0.1: a block of 100. Blocks are given out under a lock and
 * stay with the devnet's name, so that two devnets started in the same second do not collide.
 *
 * @param base the first port of the block
 */
public record PortPlan(int base) {
  /** PROTOCOL §1.2: the devnet's P2P port, with RPC and WebSocket after it. */
  public static final int FIRST_BASE = 24200;

  private static final int BLOCK = 100;
  private static final int BLOCKS = 70;

  public int rpc() {
    return base + 1;
  }

  /** The HTTP port of a service; verifiers beyond the first take the ports after it. */
  public int http(ServiceKind kind, int index) {
    return switch (kind) {
      case GATEWAY -> rpc() + index;
      case MEMPOOL -> base + 10 + index;
      case CONSENSUS -> base + 13 + index;
      case LEDGER -> base + 16 + index;
      case VERIFIER -> base + 20 + index;
    };
  }

  public int kafka() {
    return base + 90;
  }

  public int kafkaController() {
    return base + 91;
  }

  public int postgres() {
    return base + 92;
  }

  /** Verifiers that fit into the block. */
  public static int maximumVerifiers() {
    return 24;
  }

  /** Standbys that fit into the block. */
  public static int maximumStandbys() {
    return 2;
  }

  /** Runs {@code make} with a base that no other devnet of this user has; one at a time. */
  static DevnetSettings allocate(IntFunction<DevnetSettings> make) {
    return locked(
        () -> {
          Set<Integer> taken = takenBases();
          return IntStream.range(0, BLOCKS)
              .map(block -> FIRST_BASE + BLOCK * block)
              .filter(base -> !taken.contains(base) && isFree(base))
              .mapToObj(make)
              .findFirst()
              .orElseThrow(
                  () -> new LauncherFailure("no block of 100 free ports from 24200 on is left"));
        });
  }

  private static boolean isFree(int base) {
    return IntStream.range(base, base + BLOCK).allMatch(FreePorts::isFree);
  }

  private static <T> T locked(Supplier<T> work) {
    Path lock = DevnetFolder.home().resolve("ports.lock");
    try {
      Files.createDirectories(lock.getParent());
    } catch (IOException e) {
      throw new LauncherFailure("could not create " + lock.getParent() + ": " + e.getMessage(), e);
    }
    try (var held = ExclusiveFile.await(lock)) {
      if (!held.isHeld()) {
        throw new LauncherFailure("could not lock " + lock);
      }
      return work.get();
    }
  }

  private static Set<Integer> takenBases() {
    var taken = new HashSet<Integer>();
    Path devnets = DevnetFolder.home().resolve("devnets");
    if (Files.isDirectory(devnets)) {
      try (Stream<Path> folders = Files.list(devnets)) {
        folders
            .map(path -> new DevnetFolder(path.getFileName().toString(), path))
            .filter(DevnetFolder::exists)
            .forEach(folder -> taken.add(DevnetSettings.read(folder).portBase()));
      } catch (IOException e) {
        throw new LauncherFailure("could not list " + devnets + ": " + e.getMessage(), e);
      }
    }
    return taken;
  }
}
