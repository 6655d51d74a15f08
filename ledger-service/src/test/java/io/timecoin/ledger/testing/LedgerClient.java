package io.timecoin.ledger.testing;

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
import java.net.http.HttpResponse.BodyHandlers;

/** The ledger's internal reads, called as another service does. */
public final class LedgerClient {
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  public LedgerClient(URI base) {
    this.base = base;
  }

  public <T extends Message> T get(String path, Parser<T> parser)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(path, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return parser.parseFrom(response.body());
  }

  /** The answer to a question with a body. */
  public <T extends Message> T ask(String path, Message question, Parser<T> parser)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(post(path, question), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return parser.parseFrom(response.body());
  }

  /** The status of the answer to a question with a body. */
  public int status(String path, Message question) throws IOException, InterruptedException {
    return http.send(post(path, question), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest post(String path, Message question) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Content-Type", "application/x-protobuf")
        .POST(HttpRequest.BodyPublishers.ofByteArray(question.toByteArray()))
        .build();
  }

  public int status(String path) throws IOException, InterruptedException {
    return send(path, BodyHandlers.discarding()).statusCode();
  }

  public QueryError error(String path) throws IOException, InterruptedException {
    return QueryError.parseFrom(send(path, BodyHandlers.ofByteArray()).body());
  }

  public InputStream stream(String path) throws IOException, InterruptedException {
    return send(path, BodyHandlers.ofInputStream()).body();
  }

  public String text(String path) throws IOException, InterruptedException {
    return send(path, BodyHandlers.ofString()).body();
  }

  private <T> HttpResponse<T> send(String path, BodyHandler<T> body)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), body);
  }
}
