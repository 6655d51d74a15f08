package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * An operating-system lock on a file, held until closed or until this process ends in any way. The
 * file itself stays: deleting it would let two processes lock two files of the same name.
 */
public final class ExclusiveFile implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private ExclusiveFile(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock if it is free; empty when another process, or another place in this one, has it.
   */
  public static Optional<ExclusiveFile> tryLock(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<ExclusiveFile> taken = tryLock(channel);
      if (taken.isEmpty()) {
        channel.close();
      }
      return taken;
    } catch (IOException e) {
      throw new BackendFailure("Could not lock " + file + ": " + e.getMessage(), e);
    }
  }

  private static Optional<ExclusiveFile> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock()).map(lock -> new ExclusiveFile(channel, lock));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /** Waits until the lock is free, without a limit: for work done once per machine. */
  public static ExclusiveFile await(Path file) {
    while (true) {
      Optional<ExclusiveFile> taken = tryLock(file);
      if (taken.isPresent()) {
        return taken.get();
      }
      Pause.briefly();
    }
  }

  public boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BackendFailure("Could not release a file lock: " + e.getMessage(), e);
    }
  }
}
