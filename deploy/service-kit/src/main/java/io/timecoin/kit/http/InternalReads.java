package io.timecoin.kit.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.timecoin.protocol.proto.internal.v1.QueryError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reads of one other service of this masternode, by HTTP with a deadline. Whatever goes wrong is a
 * {@link QueryException}; a service that is down, slow or answers nonsense is UNAVAILABLE.
 *
 * <p>Of several instances the one that answered last is asked first; where it is down or answers
 * 503, as a standby does, the others are asked in turn, each with its share of the deadline.
 */
public final class InternalReads implements AutoCloseable {
  private static final int UNAVAILABLE = 503;
  private static final String OCTETS = "application/octet-stream";

  /** A stream's sender may be busy with something longer than a question: its collector, a disk. */
  private static final int SILENT_DEADLINES = 10;

  private final List<URI> bases;
  private final Duration deadline;
  private final Duration share;
  private final HttpClient client;
  private final AtomicInteger preferred = new AtomicInteger();

  /**
   * @param bases one for each instance, e.g. {@code http://127.0.0.1:8084}; at least one
   * @param deadline of a whole read, connecting included; of a stream: until it begins, and then it
   *     is given up after ten times as long without a byte
   */
  public InternalReads(List<URI> bases, Duration deadline) {
    if (bases.isEmpty()) {
      throw new IllegalArgumentException("no instance to read from");
    }
    this.bases = List.copyOf(bases);
    this.deadline = deadline;
    this.share = deadline.dividedBy(bases.size());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(share)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** One message; fails with a QueryException. For event loops and many reads at once. */
  public <M extends Message> CompletableFuture<M> getAsync(String path, Parser<M> parser) {
    return answerAsync(base -> request(base, path, ProtobufBody.MEDIA_TYPE))
        .thenApply(answer -> parse(answer, parser));
  }

  /** The answer to a question too long for a path, which changes nothing either. */
  public <M extends Message> CompletableFuture<M> askAsync(
      String path, Message question, Parser<M> parser) {
    return answerAsync(base -> question(base, path, question))
        .thenApply(answer -> parse(answer, parser));
  }

  /** The raw bytes of an octet-stream read; errors as in {@link #getAsync}. */
  public CompletableFuture<byte[]> bytesAsync(String path) {
    return answerAsync(base -> request(base, path, OCTETS)).thenApply(InternalReads::checked);
  }

  private CompletableFuture<Answer<byte[]>> answerAsync(Function<URI, HttpRequest> request) {
    return askAsync(request, preferred.get(), 1)
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw unavailable(bases.get(preferred.get()), failure);
              }
              return answer;
            });
  }

  private CompletableFuture<Answer<byte[]>> askAsync(
      Function<URI, HttpRequest> request, int instance, int attempt) {
    URI base = bases.get(instance);
    return client
        .sendAsync(request.apply(base), HttpResponse.BodyHandlers.ofByteArray())
        .handle((response, failure) -> new Attempt(Optional.ofNullable(response), failure))
        .thenCompose(
            made -> {
              if (made.isAnswer()) {
                preferred.set(instance);
              } else if (attempt < bases.size()) {
                return askAsync(request, after(instance), attempt + 1);
              }
              return made.response()
                  .map(response -> CompletableFuture.completedFuture(new Answer<>(base, response)))
                  .orElseGet(
                      () -> CompletableFuture.failedFuture(unavailable(base, made.failure())));
            });
  }

  /** What came of asking one instance; a failure where there is no response. */
  private record Attempt(Optional<HttpResponse<byte[]>> response, Throwable failure) {
    boolean isAnswer() {
      return response.isPresent() && response.get().statusCode() != UNAVAILABLE;
    }
  }

  /**
   * One message.
   *
   * @param path absolute, with query, already encoded
   * @throws QueryException as answered, or UNAVAILABLE
   */
  public <M extends Message> M get(String path, Parser<M> parser) throws InterruptedException {
    return parse(
        ask(path, ProtobufBody.MEDIA_TYPE, HttpResponse.BodyHandlers.ofByteArray()), parser);
  }

  /** The raw bytes of an octet-stream read; errors as in {@link #get}. */
  public byte[] bytes(String path) throws InterruptedException {
    return checked(ask(path, OCTETS, HttpResponse.BodyHandlers.ofByteArray()));
  }

  /**
   * A long answer, read as it comes; the caller closes it. Reading it may fail with IOException.
   * Errors before its beginning as in {@link #get}.
   */
  public InputStream stream(String path) throws InterruptedException {
    Answer<InputStream> answer =
        ask(path, "application/x-protobuf-stream", HttpResponse.BodyHandlers.ofInputStream());
    if (answer.response().statusCode() == 200) {
      return new WatchedStream(answer.response().body(), deadline.multipliedBy(SILENT_DEADLINES));
    }
    try (InputStream body = answer.response().body()) {
      throw error(answer.base(), answer.response().statusCode(), body.readNBytes(64 * 1024));
    } catch (IOException e) {
      throw unavailable(answer.base(), e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** Which instance answered, and what. */
  private record Answer<B>(URI base, HttpResponse<B> response) {}

  private <B> Answer<B> ask(String path, String mediaType, BodyHandler<B> body)
      throws InterruptedException {
    int instance = preferred.get();
    for (int attempt = 1; ; attempt++) {
      URI base = bases.get(instance);
      boolean last = attempt == bases.size();
      try {
        HttpResponse<B> response = client.send(request(base, path, mediaType), body);
        if (response.statusCode() != UNAVAILABLE) {
          preferred.set(instance);
          return new Answer<>(base, response);
        }
        if (last) {
          return new Answer<>(base, response);
        }
        discard(response.body());
      } catch (IOException e) {
        if (last) {
          throw unavailable(base, e);
        }
      }
      instance = after(instance);
    }
  }

  private static void discard(Object body) throws IOException {
    if (body instanceof InputStream stream) {
      stream.close();
    }
  }

  private int after(int instance) {
    return (instance + 1) % bases.size();
  }

  private HttpRequest request(URI base, String path, String mediaType) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(share)
        .header("Accept", mediaType)
        .GET()
        .build();
  }

  private HttpRequest question(URI base, String path, Message question) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(share)
        .header("Accept", ProtobufBody.MEDIA_TYPE)
        .header("Content-Type", ProtobufBody.MEDIA_TYPE)
        .POST(HttpRequest.BodyPublishers.ofByteArray(question.toByteArray()))
        .build();
  }

  private static byte[] checked(Answer<byte[]> answer) {
    HttpResponse<byte[]> response = answer.response();
    if (response.statusCode() != 200) {
      throw error(answer.base(), response.statusCode(), response.body());
    }
    return response.body();
  }

  private static <M extends Message> M parse(Answer<byte[]> answer, Parser<M> parser) {
    try {
      return parser.parseFrom(checked(answer));
    } catch (InvalidProtocolBufferException e) {
      throw unavailable(answer.base(), e);
    }
  }

  private static QueryException error(URI base, int status, byte[] body) {
    try {
      QueryError error = QueryError.parseFrom(body);
      return Arrays.stream(QueryErrorCode.values())
          .filter(code -> code.name().equals(error.getCode()))
          .findFirst()
          .map(code -> new QueryException(code, error.getDetail()))
          .orElseGet(() -> QueryException.unavailable(base + " answered HTTP " + status));
    } catch (InvalidProtocolBufferException e) {
      return QueryException.unavailable(base + " answered HTTP " + status);
    }
  }

  private static QueryException unavailable(URI base, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof QueryException known
        ? known
        : QueryException.unavailable(base + " does not answer: " + cause);
  }
}
