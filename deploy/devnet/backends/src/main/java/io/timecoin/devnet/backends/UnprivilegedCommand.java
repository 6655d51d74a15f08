package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where this process is root (containers, build machines) the
 * command runs through {@code unshare --user}: in a user namespace of its own without a mapping it
 * sees itself as nobody, while the kernel still takes it for the owner of the files it makes.
 */
final class UnprivilegedCommand {
  private static final boolean ROOT = isRoot();

  private UnprivilegedCommand() {}

  static List<String> of(List<String> command) {
    if (!ROOT) {
      return command;
    }
    var wrapped = new ArrayList<>(List.of("unshare", "--user"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      // Not a Linux, so there is no unshare either: PostgreSQL itself says whether it may run.
      return false;
    }
  }
}
