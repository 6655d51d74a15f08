package io.timecoin.devnet.suite;

import java.util.List;

/**
 * How the process of a service is started.
 *
 * @param jvmFlags beside the service's own
 * @param niceness 0 to 19: how much it stands back for other processes (nice(1))
 */
public record ProcessOptions(List<String> jvmFlags, int niceness) {
  public ProcessOptions {
    jvmFlags = List.copyOf(jvmFlags);
  }

  /** An ordinary process. */
  public static ProcessOptions ofFlags(List<String> jvmFlags) {
    return new ProcessOptions(jvmFlags, 0);
  }
}
