package io.timecoin.e2e;

import io.timecoin.devnet.backends.LogTail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system in memory of its own, small enough to be filled. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
  private static final int MEBIBYTE = 1 << 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Why nothing can be mounted here; empty if it can. */
  static Optional<String> refusal() {
    try {
      Path tried = Files.createTempDirectory("timecoin-mount");
      try {
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", tried.toString());
        run("umount", tried.toString());
        return Optional.empty();
      } finally {
        Files.delete(tried);
      }
    } catch (IOException e) {
      return Optional.of("mounting a tmpfs is not permitted here: " + e.getMessage());
    }
  }

  /** Puts what is in a folder, which nobody uses now, on a new one in its place. */
  static SmallDisk under(Path folder, int mebibytes) throws IOException {
    Path before = folder.resolveSibling(folder.getFileName() + ".before");
    Files.move(folder, before);
    Files.createDirectory(folder);
    run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    run("cp", "-a", "--sparse=always", before + "/.", folder.toString());
    run("rm", "-r", before.toString());
    return new SmallDisk(folder);
  }

  /** Writes until nothing more fits. */
  void fill() {
    byte[] block = new byte[MEBIBYTE];
    for (int size = MEBIBYTE; size > 0; size /= 4) {
      try (OutputStream out = Files.newOutputStream(ballast(size))) {
        while (true) {
          out.write(block, 0, size);
        }
      } catch (IOException e) {
        // Full for blocks of this size; what is left takes smaller ones.
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  void free() {
    try {
      for (int size = MEBIBYTE; size > 0; size /= 4) {
        Files.deleteIfExists(ballast(size));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast(int size) {
    return folder.resolve("ballast-" + size);
  }

  /** Nobody uses it any more. */
  @Override
  public void close() {
    try {
      run("umount", "--lazy", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... command) throws IOException {
    Path said = Files.createTempFile("timecoin-mount", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + LogTail.read(said, 3));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(said);
    }
  }
}
