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
 * The ports of one masternode, all on 127.0.0.1: a block of 100. The masternodes of a devnet have
 * neighbouring blocks; its broker and database are in the first. Blocks are given out under a lock
 * and stay with the devnet's name, so that two devnets started in the same second do not collide.
 *
 * @param base the first port of the block
 */
public record PortPlan(int base) {
  /** PROTOCOL §1.2: the devnet's P2P port, with RPC and WebSocket after it. */
  public static final int FIRST_BASE = 24200;

  private static final int BLOCK = 100;
  private static final int BLOCKS = 70;

  /** The block of a devnet's masternode, counted from 1; this one is the first. */
  public PortPlan masternode(int number) {
    return new PortPlan(base + BLOCK * (number - 1));
  }

  /** Where the gateway takes peers' connections. */
  public int peers() {
    return base;
  }

  /** Where this masternode's gateway dials another one, counted from 1: the link between them. */
  public int link(int to) {
    return base + 60 + to;
  }

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

  /** Masternodes that a devnet has at most: what one machine can run. */
  public static int maximumMasternodes() {
    return 7;
  }

  /**
   * Runs {@code make} with a base of neighbouring blocks that no other devnet of this user has; one
   * at a time.
   */
  static DevnetSettings allocate(int blocks, IntFunction<DevnetSettings> make) {
    return locked(
        () -> {
          Set<Integer> taken = takenBases();
          return IntStream.rangeClosed(0, BLOCKS - blocks)
              .map(block -> FIRST_BASE + BLOCK * block)
              .filter(base -> bases(base, blocks).noneMatch(taken::contains))
              .filter(base -> bases(base, blocks).allMatch(PortPlan::isFree))
              .mapToObj(make)
              .findFirst()
              .orElseThrow(
                  () ->
                      new LauncherFailure(
                          "no %d blocks of 100 free ports from 24200 on are left"
                              .formatted(blocks)));
        });
  }

  private static IntStream bases(int first, int blocks) {
    return IntStream.range(0, blocks).map(block -> first + BLOCK * block);
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
            .map(DevnetSettings::read)
            .forEach(
                settings -> bases(settings.portBase(), settings.masternodes()).forEach(taken::add));
      } catch (IOException e) {
        throw new LauncherFailure("could not list " + devnets + ": " + e.getMessage(), e);
      }
    }
    return taken;
  }
}
