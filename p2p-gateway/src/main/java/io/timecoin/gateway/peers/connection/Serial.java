package io.timecoin.gateway.peers.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Runs tasks one after the other, in order, on threads that many share. */
public final class Serial implements Executor {
  /** Then another connection gets its turn. */
  private static final int TURN = 32;

  private final Executor threads;
  private final Consumer<Throwable> onBug;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  public Serial(Executor threads, Consumer<Throwable> onBug) {
    this.threads = threads;
    this.onBug = onBug;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::run);
  }

  private void run() {
    for (int i = 0; i < TURN; i++) {
      Runnable task;
      synchronized (tasks) {
        task = tasks.poll();
        if (task == null) {
          running = false;
          return;
        }
      }
      try {
        task.run();
      } catch (RuntimeException e) {
        onBug.accept(e);
      }
    }
    threads.execute(this::run);
  }
}
