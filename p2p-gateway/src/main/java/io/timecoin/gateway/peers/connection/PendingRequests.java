package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.PeerRequestException;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage.ContentCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What one peer was asked and has not answered; bounded, each with its deadline. Thread-safe. */
public final class PendingRequests {
  /** Answers that come after their deadline are no misdeed while their numbers are remembered. */
  private static final int REMEMBERED = 256;

  private static final Map<ContentCase, ContentCase> ANSWERS =
      Map.of(
          ContentCase.GET_TRANSACTIONS, ContentCase.TRANSACTIONS,
          ContentCase.GET_PROPOSAL, ContentCase.PROPOSAL,
          ContentCase.GET_MICROBLOCKS, ContentCase.MICROBLOCKS,
          ContentCase.GET_PEERS, ContentCase.PEERS,
          ContentCase.STATUS_QUESTION, ContentCase.STATUS_ANSWER);

  private final int most;
  private final Map<Long, Open> open = new HashMap<>();
  private final Set<Long> late = new LinkedHashSet<>();
  private long lastId;
  private boolean closed;

  /** What became of an answer. */
  public enum Outcome {
    TAKEN,
    /** Its deadline had passed. */
    LATE,
    /** Nobody asked, or for something else. */
    UNASKED
  }

  private record Open(
      ContentCase answer, long deadlineNanos, CompletableFuture<PeerMessage> result) {}

  /**
   * @param most open at once
   */
  public PendingRequests(int most) {
    this.most = most;
  }

  /** Whether messages of this kind, with a number, are answers. */
  public static boolean isAnswer(ContentCase content) {
    return content == ContentCase.NOT_FOUND || ANSWERS.containsValue(content);
  }

  /** What a question is answered with; empty for what is no question. */
  public static Optional<ContentCase> answerTo(ContentCase question) {
    return Optional.ofNullable(ANSWERS.get(question));
  }

  /**
   * Opens a request.
   *
   * @return the question with its number; empty when too many are open, and then, or when the
   *     connection is gone, the result has failed
   */
  public Optional<PeerMessage> open(
      PeerMessage question,
      Duration deadline,
      long nowNanos,
      CompletableFuture<PeerMessage> result) {
    ContentCase answer =
        answerTo(question.getContentCase())
            .orElseThrow(
                () -> new IllegalArgumentException(question.getContentCase() + " asks nothing"));
    String refused = null;
    PeerMessage numbered = question;
    synchronized (this) {
      if (closed) {
        refused = "the peer is gone";
      } else if (open.size() >= most) {
        refused = "%d requests are open already".formatted(most);
      } else {
        lastId++;
        open.put(lastId, new Open(answer, nowNanos + deadline.toNanos(), result));
        numbered = question.toBuilder().setRequestId(lastId).build();
      }
    }
    if (refused != null) {
      result.completeExceptionally(new PeerRequestException(refused));
      return Optional.empty();
    }
    return Optional.of(numbered);
  }

  /** Gives an answer to whoever asked. */
  public Outcome answered(PeerMessage answer) {
    Open request;
    synchronized (this) {
      request = open.get(answer.getRequestId());
      if (request == null) {
        return late.remove(answer.getRequestId()) ? Outcome.LATE : Outcome.UNASKED;
      }
      if (answer.getContentCase() != request.answer()
          && answer.getContentCase() != ContentCase.NOT_FOUND) {
        return Outcome.UNASKED;
      }
      open.remove(answer.getRequestId());
    }
    request.result().complete(answer);
    return Outcome.TAKEN;
  }

  /** Fails what has waited too long. */
  public void expire(long nowNanos) {
    var expired = new ArrayList<Open>();
    synchronized (this) {
      open.entrySet()
          .removeIf(
              entry -> {
                boolean over = entry.getValue().deadlineNanos() - nowNanos <= 0;
                if (over) {
                  expired.add(entry.getValue());
                  remember(entry.getKey());
                }
                return over;
              });
    }
    fail(expired, "no answer in time");
  }

  /** A question did not leave: its lane was full. */
  public void unsent(long id) {
    Open request;
    synchronized (this) {
      request = open.remove(id);
    }
    if (request != null) {
      fail(List.of(request), "too much waits to be sent to this peer");
    }
  }

  /** The connection is gone: fails all there are and all to come. */
  public void close() {
    List<Open> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open.values());
      open.clear();
    }
    fail(all, "the peer is gone");
  }

  private void remember(long id) {
    late.add(id);
    if (late.size() > REMEMBERED) {
      late.remove(late.iterator().next());
    }
  }

  private static void fail(List<Open> requests, String why) {
    requests.forEach(
        request -> request.result().completeExceptionally(new PeerRequestException(why)));
  }
}
