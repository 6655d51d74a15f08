package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.control.ControlClient;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.RunState;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option by which every command says which devnet it means. */
final class DevnetName {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "devnet",
      // So that `cli --name X send` and `cli send --name X` mean the same.
      scope = ScopeType.INHERIT,
      description = "which devnet; each has its own folder and ports (default: ${DEFAULT-VALUE})")
  private String name = "devnet";

  DevnetFolder folder() {
    return DevnetFolder.of(name);
  }

  /** The running devnet's state, or one sentence. */
  RunState running() {
    DevnetFolder folder = folder();
    return RunState.read(folder)
        .filter(state -> isAlive(state.supervisorPid()))
        .orElseThrow(
            () ->
                new LauncherFailure(
                    "devnet \"%s\" is not running; start it with `deploy/timecoin up`"
                        .formatted(folder.name())));
  }

  /** Gives the running devnet an order and tells what it did. */
  void order(String... words) {
    running();
    System.out.println(new ControlClient(folder().control()).give(List.of(words)));
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
