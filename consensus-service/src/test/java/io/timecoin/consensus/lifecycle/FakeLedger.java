package io.timecoin.consensus.lifecycle;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** Answers where a ledger stands, over HTTP. */
public final class FakeLedger implements AutoCloseable {
  private final HttpServer server;
  private volatile ChainHead head;

  public FakeLedger(GenesisDocument genesis) throws IOException {
    BlockHeader header = genesis.header();
    head =
        ChainHead.newBuilder()
            .setSequence(0)
            .setDigest(ByteString.copyFrom(genesis.hash().toByteArray()))
            .setTimeMillis(genesis.timeMillis())
            .setBlockHash(ByteString.copyFrom(header.hash().toByteArray()))
            .setBlockHeader(ByteString.copyFrom(header.encode()))
            .build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/internal/v1/chain",
        exchange -> {
          byte[] body = head.toByteArray();
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  ChainHead head() {
    return head;
  }

  void stand(ChainHead other) {
    head = other;
  }

  /** Stands at the end of these microblocks, all there are since genesis. */
  void standAt(GenesisDocument genesis, List<CertifiedMicroblock> microblocks) {
    var last = microblocks.getLast().header();
    var block =
        microblocks.stream()
            .flatMap(microblock -> microblock.header().seal().stream())
            .reduce(genesis.header(), (_, later) -> later);
    stand(
        head.toBuilder()
            .setSequence(last.sequence())
            .setDigest(ByteString.copyFrom(last.digest().toByteArray()))
            .setTimeMillis(last.timeMillis())
            .setHeight(block.height())
            .setBlockHash(ByteString.copyFrom(block.hash().toByteArray()))
            .setBlockHeader(ByteString.copyFrom(block.encode()))
            .build());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
