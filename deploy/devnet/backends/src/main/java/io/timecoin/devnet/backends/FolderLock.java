package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The exclusive use of a devnet's folder: of two launchers at once the second gets one sentence.
 * Held until closed or until this process ends in any way.
 */
public final class FolderLock implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final String OWNER = ".owner";

  private final Path folder;
  private final ExclusiveFile file;

  private FolderLock(Path folder, ExclusiveFile file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Takes the folder, creating it when needed.
   *
   * @throws BackendFailure when another process uses it, with that process's id
   */
  public static FolderLock take(Path folder) {
    return tryTake(folder)
        .orElseThrow(
            () ->
                new BackendFailure(
                    "The folder %s is in use by process %s; give this devnet another name or stop that one."
                        .formatted(folder, owner(folder))));
  }

  /** Takes the folder if nobody has it. */
  public static Optional<FolderLock> tryTake(Path folder) {
    return ExclusiveFile.tryLock(folder.resolve(LOCK)).map(file -> owned(folder, file));
  }

  private static FolderLock owned(Path folder, ExclusiveFile file) {
    try {
      Files.writeString(folder.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
      return new FolderLock(folder, file);
    } catch (IOException e) {
      file.close();
      throw new BackendFailure("Could not write in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String owner(Path folder) {
    try {
      return Files.readString(folder.resolve(OWNER));
    } catch (IOException e) {
      return "(unknown)";
    }
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    file.close();
  }
}
