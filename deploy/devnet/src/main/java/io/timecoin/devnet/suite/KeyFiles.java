package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Secret keys as files: 64 hexadecimal digits of the seed, readable by their owner only. An
 * existing file is never written over.
 */
public final class KeyFiles {
  private KeyFiles() {}

  /**
   * Reads a key.
   *
   * @throws LauncherFailure when there is none, or the file holds something else
   */
  public static KeyPair read(Path file) {
    try {
      return KeyPair.fromSeed(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new LauncherFailure("could not read the key file " + file, e);
    } catch (IllegalArgumentException e) {
      throw new LauncherFailure(file + " is no key file: it needs 64 hexadecimal digits", e);
    }
  }

  /** Makes a new key and writes it. */
  public static KeyPair create(Path file) {
    KeyPair key = KeyPair.generate(new SecureRandom());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          HexFormat.of().formatHex(key.seed()) + "\n",
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
      return key;
    } catch (IOException e) {
      throw new LauncherFailure("could not write the key file " + file + ": " + e.getMessage(), e);
    }
  }
}
