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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Reads of one other service of this masternode, by HTTP with a deadline. Whatever goes wrong is a
 * {@link QueryException}; a service that is down, slow or answers nonsense is UNAVAILABLE.
 */
public final class InternalReads implements AutoCloseable {
  private final URI base;
  private final Duration deadline;
  private final HttpClient client;

  /**
   * @param base e.g. {@code http://127.0.0.1:8084}
   * @param deadline of a whole read, connecting included; of a stream: until it begins
   */
  public InternalReads(URI base, Duration deadline) {
    this.base = base;
    this.deadline = deadline;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(deadline)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** One message; fails with a QueryException. For event loops and many reads at once. */
  public <M extends Message> CompletableFuture<M> getAsync(String path, Parser<M> parser) {
    return client
        .sendAsync(request(path, ProtobufBody.MEDIA_TYPE), HttpResponse.BodyHandlers.ofByteArray())
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw unavailable(failure);
              }
              return parse(checked(response, response.body()), parser);
            });
  }

  /**
   * One message.
   *
   * @param path absolute, with query, already encoded
   * @throws QueryException as answered, or UNAVAILABLE
   */
  public <M extends Message> M get(String path, Parser<M> parser) throws InterruptedException {
    HttpResponse<byte[]> response =
        send(request(path, ProtobufBody.MEDIA_TYPE), HttpResponse.BodyHandlers.ofByteArray());
    return parse(checked(response, response.body()), parser);
  }

  /** The raw bytes of an octet-stream read; errors as in {@link #get}. */
  public byte[] bytes(String path) throws InterruptedException {
    HttpResponse<byte[]> response =
        send(request(path, "application/octet-stream"), HttpResponse.BodyHandlers.ofByteArray());
    return checked(response, response.body());
  }

  /**
   * A long answer, read as it comes; the caller closes it. Reading it may fail with IOException.
   * Errors before its beginning as in {@link #get}.
   */
  public InputStream stream(String path) throws InterruptedException {
    HttpResponse<InputStream> response =
        send(
            request(path, "application/x-protobuf-stream"),
            HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw error(response.statusCode(), body.readNBytes(64 * 1024));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(String path, String mediaType) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(deadline)
        .header("Accept", mediaType)
        .GET()
        .build();
  }

  private <B> HttpResponse<B> send(HttpRequest request, BodyHandler<B> body)
      throws InterruptedException {
    try {
      return client.send(request, body);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private byte[] checked(HttpResponse<?> response, byte[] body) {
    if (response.statusCode() != 200) {
      throw error(response.statusCode(), body);
    }
    return body;
  }

  private <M extends Message> M parse(byte[] body, Parser<M> parser) {
    try {
      return parser.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw unavailable(e);
    }
  }

  private QueryException error(int status, byte[] body) {
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

  private QueryException unavailable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return QueryException.unavailable(base + " does not answer: " + cause);
  }
}
