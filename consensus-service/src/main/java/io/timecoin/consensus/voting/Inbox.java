package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What has arrived and is not taken in yet. Bounded: whoever puts more waits, which holds its poll
 * loop back.
 */
public final class Inbox {
  /** Inputs: some drafts of 4 MiB must fit the heap. */
  private static final int CAPACITY = 64;

  /** Inputs that share one atomic write: bounds its size and the wait of the first. */
  private static final int LARGEST_GROUP = 32;

  private final ArrayBlockingQueue<Input> inputs = new ArrayBlockingQueue<>(CAPACITY);

  public void put(Input input) throws InterruptedException {
    inputs.put(input);
  }

  /** What is here, at most a group; waits at most so long for the first. */
  List<Input> take(long waitNanos) throws InterruptedException {
    var first = inputs.poll(waitNanos, TimeUnit.NANOSECONDS);
    if (first == null) {
      return List.of();
    }
    var group = new ArrayList<Input>();
    group.add(first);
    inputs.drainTo(group, LARGEST_GROUP - 1);
    return group;
  }
}
