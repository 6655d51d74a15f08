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

/** The ledger's internal reads, called as another service does. */
public final class LedgerClient {
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  public LedgerClient(URI base) {
    this.base = base;
  }

  public <T extends Message> T get(String path, Parser<T> parser)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(path, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return parser.parseFrom(response.body());
  }

  public int status(String path) throws IOException, InterruptedException {
    return send(path, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  public QueryError error(String path) throws IOException, InterruptedException {
    return QueryError.parseFrom(send(path, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  public InputStream stream(String path) throws IOException, InterruptedException {
    return send(path, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  public String text(String path) throws IOException, InterruptedException {
    return send(path, HttpResponse.BodyHandlers.ofString()).body();
  }

  private <T> HttpResponse<T> send(String path, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), body);
  }
}
