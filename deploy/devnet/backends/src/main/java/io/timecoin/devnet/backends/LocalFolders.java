package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders outside the source tree. */
final class LocalFolders {
  private LocalFolders() {}

  /** For what dies with the machine's uptime: locks and data of tests; one set per user. */
  static Path shared(String name) {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "timecoin-" + System.getProperty("user.name"), name);
  }

  /**
   * For what can be made again but takes time: system property {@code launcher.cache}, else the
   * user's cache folder.
   */
  static Path cache(String name) {
    String chosen = System.getProperty("launcher.cache");
    if (chosen != null) {
      return Path.of(chosen, name);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("timecoin").resolve(name);
  }

  /** Deletes a folder and all in it; what cannot be deleted stays. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
