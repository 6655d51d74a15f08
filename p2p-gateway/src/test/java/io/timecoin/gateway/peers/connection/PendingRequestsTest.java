package io.timecoin.gateway.peers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.gateway.peers.PeerRequestException;
import io.timecoin.gateway.peers.connection.PendingRequests.Outcome;
import io.timecoin.protocol.proto.p2p.v1.GetProposal;
import io.timecoin.protocol.proto.p2p.v1.GetTransactions;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Proposal;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What one peer was asked, and the order of its tasks. */
class PendingRequestsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static PeerMessage question() {
    return PeerMessage.newBuilder()
        .setGetTransactions(GetTransactions.getDefaultInstance())
        .build();
  }

  private static PeerMessage answer(long id) {
    return PeerMessage.newBuilder()
        .setRequestId(id)
        .setTransactions(Transactions.getDefaultInstance())
        .build();
  }

  private static void assertFailed(CompletableFuture<PeerMessage> result, String why) {
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(PeerRequestException.class)
        .hasMessageContaining(why);
  }

  @Test
  void anAnswerIsForItsQuestionOnly() {
    var requests = new PendingRequests(4);
    var first = new CompletableFuture<PeerMessage>();
    var second = new CompletableFuture<PeerMessage>();
    long one = requests.open(question(), SECOND, 0, first).orElseThrow().getRequestId();
    long two =
        requests
            .open(
                PeerMessage.newBuilder().setGetProposal(GetProposal.getDefaultInstance()).build(),
                SECOND,
                0,
                second)
            .orElseThrow()
            .getRequestId();

    assertThat(requests.answered(answer(two))).as("of another kind").isEqualTo(Outcome.UNASKED);
    assertThat(requests.answered(answer(9))).isEqualTo(Outcome.UNASKED);
    assertThat(requests.answered(answer(one))).isEqualTo(Outcome.TAKEN);
    assertThat(requests.answered(answer(one))).as("twice").isEqualTo(Outcome.UNASKED);
    var found = PeerMessage.newBuilder().setRequestId(two);
    assertThat(requests.answered(found.setProposal(Proposal.getDefaultInstance()).build()))
        .isEqualTo(Outcome.TAKEN);
    assertThat(first).isCompletedWithValue(answer(one));
    assertThat(second).isCompleted();
  }

  @Test
  void nothingIsAnAnswerToEverything() {
    var requests = new PendingRequests(4);
    var result = new CompletableFuture<PeerMessage>();
    long id = requests.open(question(), SECOND, 0, result).orElseThrow().getRequestId();
    var nothing = PeerMessage.newBuilder().setRequestId(id);
    assertThat(requests.answered(nothing.setNotFound(NotFound.getDefaultInstance()).build()))
        .isEqualTo(Outcome.TAKEN);
  }

  @Test
  void whatComesAfterItsDeadlineIsLateNotUnasked() {
    var requests = new PendingRequests(4);
    var result = new CompletableFuture<PeerMessage>();
    long id = requests.open(question(), SECOND, 0, result).orElseThrow().getRequestId();
    requests.expire(SECOND.toNanos() - 1);
    assertThat(result).isNotDone();
    requests.expire(SECOND.toNanos());
    assertFailed(result, "no answer in time");
    assertThat(requests.answered(answer(id))).isEqualTo(Outcome.LATE);
    assertThat(requests.answered(answer(id))).isEqualTo(Outcome.UNASKED);
  }

  @Test
  void openRequestsAreBoundedAndFailWithTheConnection() {
    var requests = new PendingRequests(2);
    var results = new ArrayList<CompletableFuture<PeerMessage>>();
    for (int i = 0; i < 3; i++) {
      results.add(new CompletableFuture<>());
      boolean opened = requests.open(question(), SECOND, 0, results.getLast()).isPresent();
      assertThat(opened).isEqualTo(i < 2);
    }
    assertFailed(results.get(2), "2 requests are open already");
    requests.close();
    assertFailed(results.get(0), "the peer is gone");
    assertFailed(results.get(1), "the peer is gone");
    var later = new CompletableFuture<PeerMessage>();
    assertThat(requests.open(question(), SECOND, 0, later)).isEmpty();
    assertFailed(later, "the peer is gone");
  }

  @Test
  void tasksRunInOrderAndABugStopsNone() {
    var done = new ArrayList<Integer>();
    var bugs = new ArrayList<Throwable>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var serial = new Serial(threads, bugs::add);
      for (int i = 0; i < 10_000; i++) {
        int number = i;
        serial.execute(
            () -> {
              done.add(number);
              if (number == 5_000) {
                throw new IllegalStateException("a bug");
              }
            });
      }
      var last = new CompletableFuture<Void>();
      serial.execute(() -> last.complete(null));
      last.join();
    }
    assertThat(done).hasSize(10_000).isSorted();
    assertThat(bugs).hasSize(1);
  }
}
