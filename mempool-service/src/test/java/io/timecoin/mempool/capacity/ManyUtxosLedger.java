package io.timecoin.mempool.capacity;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.mempool.service.LedgerServer;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.timecoin.protocol.testing.TestChain;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A ledger that streams as many outputs as wanted, in frames as large as the real one's, over real
 * HTTP. It makes them as they are taken and keeps none.
 */
final class ManyUtxosLedger implements AutoCloseable {
  private static final int CHUNK = 2_000;

  private final TestChain chain = TestChain.ofMembers(1);
  private final ManyOutputs outputs = new ManyOutputs();
  private final long count;
  private final HttpServer server;

  ManyUtxosLedger(long count) {
    this.count = count;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/v1/chain/utxos", this::stream);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        var body = new BufferedOutputStream(exchange.getResponseBody(), 1 << 18)) {
      write(
          body,
          UtxoStreamStart.newBuilder()
              .setHead(LedgerServer.head(chain))
              .setLanes(ByteString.copyFrom(chain.state().commitment().lanes()))
              .setUtxoCount(count)
              .build());
      for (long first = 0; first < count; first += CHUNK) {
        var chunk = UtxoStreamChunk.newBuilder();
        for (long i = first; i < Math.min(count, first + CHUNK); i++) {
          chunk.addUtxos(LedgerServer.utxo(outputs.output(i)));
        }
        write(body, chunk.build());
      }
      write(body, UtxoStreamChunk.newBuilder().setLast(true).build());
    }
  }

  private static void write(OutputStream body, MessageLite message) throws IOException {
    message.writeDelimitedTo(body);
  }
}
