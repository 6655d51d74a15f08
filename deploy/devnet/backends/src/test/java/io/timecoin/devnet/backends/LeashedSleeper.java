package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The main class of a parent with one child that does nothing for long. */
final class LeashedSleeper {
  private LeashedSleeper() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    Leash child =
        Leash.start(
            LeashedCommand.of(List.of("sleep", "600"), folder, folder.resolve("sleep.log")));
    System.out.println(child.pid());
    new CountDownLatch(1).await();
  }
}
