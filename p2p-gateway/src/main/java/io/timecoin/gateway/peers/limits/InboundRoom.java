package io.timecoin.gateway.peers.limits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The memory that all peers together may fill with frames that have not come whole or have not been
 * worked off. Where it does not suffice, whoever has held some of it for longest without a member's
 * statement must go, and a member only when there is nobody else: honest frames come whole within
 * moments, and those who send many large ones slowly make room for them. Thread-safe.
 */
public final class InboundRoom {
  /** So little is not counted: most frames are small, and connections are few. */
  private static final int FREE = 64 << 10;

  private final long most;

  /** Those who hold some of it, the earliest first. */
  private final Set<Share> holders = new LinkedHashSet<>();

  private long held;

  /**
   * @param most bytes
   */
  public InboundRoom(long most) {
    this.most = most;
  }

  /**
   * For one more connection.
   *
   * @param isMember whether it speaks for a member by now
   * @param giveUp frees what the connection holds, at once; called at most once
   */
  public Share enter(BooleanSupplier isMember, Runnable giveUp) {
    return new Share(isMember, giveUp);
  }

  /** Bytes that are held now. */
  public synchronized long held() {
    return held;
  }

  /** What one connection holds. */
  public final class Share {
    private final BooleanSupplier isMember;
    private final Runnable giveUp;
    private int unfinished;
    private int waiting;
    private int counted;
    private boolean left;

    private Share(BooleanSupplier isMember, Runnable giveUp) {
      this.isMember = isMember;
      this.giveUp = giveUp;
    }

    /** So much has come of a frame that has not ended; 0 once it has. */
    public void unfinished(int bytes) {
      settle(bytes, 0);
    }

    /** A frame has come whole, or, negative, has been worked off. */
    public void waiting(int bytes) {
      settle(-1, bytes);
    }

    /** The connection is gone. */
    public void leave() {
      synchronized (InboundRoom.this) {
        left = true;
        remove(this);
      }
    }

    private void settle(int nowUnfinished, int moreWaiting) {
      List<Share> mustGo;
      synchronized (InboundRoom.this) {
        if (left) {
          return;
        }
        unfinished = nowUnfinished < 0 ? unfinished : nowUnfinished;
        waiting += moreWaiting;
        count(this, unfinished + waiting);
        mustGo = makeRoom();
      }
      // Not under the lock: it runs in the connection's own locks.
      mustGo.forEach(share -> share.giveUp.run());
    }
  }

  private void count(Share share, int bytes) {
    if (bytes <= FREE) {
      remove(share);
      return;
    }
    held += bytes - share.counted;
    share.counted = bytes;
    boolean _ = holders.add(share);
  }

  private void remove(Share share) {
    held -= share.counted;
    share.counted = 0;
    boolean _ = holders.remove(share);
  }

  private List<Share> makeRoom() {
    List<Share> mustGo = new ArrayList<>();
    while (held > most) {
      Share share = next().orElseThrow();
      share.left = true;
      remove(share);
      mustGo.add(share);
    }
    return mustGo;
  }

  private Optional<Share> next() {
    return holders.stream()
        .filter(share -> !share.isMember.getAsBoolean())
        .findFirst()
        .or(() -> holders.stream().findFirst());
  }
}
