package io.timecoin.mempool.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.QueryError;
import io.timecoin.protocol.proto.internal.v1.Spent;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.OutPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * The ledger of a {@link TestChain}, as far as the mempool asks it: head, UTXO stream, spenders. It
 * speaks the real protocol over real HTTP, from memory. Whoever extends the chain holds its lock.
 */
public final class LedgerServer implements AutoCloseable {
  private final TestChain chain;
  private final HttpServer server;

  public LedgerServer(TestChain chain) {
    this.chain = chain;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/v1/chain", exchange -> answer(exchange, head()));
    server.createContext("/internal/v1/chain/utxos", this::utxos);
    server.createContext("/internal/v1/outpoints", this::outpoint);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private ChainHead head() {
    synchronized (chain) {
      return head(chain);
    }
  }

  /** The head of a chain as the ledger tells it. */
  public static ChainHead head(TestChain chain) {
    var tip = chain.tip();
    var head =
        ChainHead.newBuilder()
            .setSequence(tip.sequence())
            .setDigest(Hashes.toProto(tip.digest()))
            .setTimeMillis(tip.timeMillis())
            .setHeight(tip.lastBlock().height())
            .setBlockHash(Hashes.toProto(tip.lastBlock().hash()))
            .setBlockHeader(ByteString.copyFrom(tip.lastBlock().encode()))
            .setSealInputs(tip.sealInputs().toProto());
    if (tip.sequence() > 0) {
      head.setCertificate(
          ByteString.copyFrom(chain.microblocks().getLast().certificate().encode()));
    }
    return head.build();
  }

  private void utxos(HttpExchange exchange) throws IOException {
    var stream = new ByteArrayOutputStream();
    synchronized (chain) {
      var chunk = UtxoStreamChunk.newBuilder().setLast(true);
      chain.state().unspent().forEach(output -> chunk.addUtxos(utxo(output)));
      UtxoStreamStart.newBuilder()
          .setHead(head())
          .setLanes(ByteString.copyFrom(chain.state().commitment().lanes()))
          .setUtxoCount(chunk.getUtxosCount())
          .build()
          .writeDelimitedTo(stream);
      chunk.build().writeDelimitedTo(stream);
    }
    send(exchange, 200, stream.toByteArray());
  }

  /** An output as the ledger tells it. */
  public static Utxo utxo(UnspentOutput output) {
    return Utxo.newBuilder()
        .setTxid(Hashes.toProto(output.outpoint().txid()))
        .setIndex(output.outpoint().index())
        .setValue(output.output().value())
        .setScript(ByteString.copyFrom(output.output().script().toByteArray()))
        .setSequence(output.sequence())
        .setCoinbase(output.coinbase())
        .build();
  }

  private void outpoint(HttpExchange exchange) throws IOException {
    Path path = Path.of(exchange.getRequestURI().getPath());
    var outpoint =
        new OutPoint(
            Hash256.fromHex(path.getName(3).toString()),
            Integer.parseInt(path.getName(4).toString()));
    synchronized (chain) {
      var spender = chain.state().spender(outpoint);
      if (spender.isPresent() && spender.get() instanceof Spender.Final(var txid, long sequence)) {
        answer(
            exchange,
            OutpointState.newBuilder()
                .setSpent(Spent.newBuilder().setTxid(Hashes.toProto(txid)).setSequence(sequence))
                .build());
        return;
      }
    }
    send(exchange, 404, QueryError.newBuilder().setCode("NOT_FOUND").build().toByteArray());
  }

  private static void answer(HttpExchange exchange, Message message) throws IOException {
    send(exchange, 200, message.toByteArray());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
