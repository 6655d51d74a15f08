package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.config.PeerRoutes;
import io.timecoin.gateway.config.PeersSwitch;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.sync.SyncProgress;
import io.timecoin.gateway.tracking.ChainWatch;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getsyncinfo}: without peers nothing is ever missing. */
@Singleton
public final class GetSyncInfo implements RpcMethod {
  private final PeersSwitch peers;
  private final Instance<PeerRoutes> routes;
  private final ChainWatch chain;

  @Inject
  public GetSyncInfo(PeersSwitch peers, Instance<PeerRoutes> routes, ChainWatch chain) {
    this.peers = peers;
    this.routes = routes;
    this.chain = chain;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETSYNCINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return CompletableFuture.completedFuture(
        peers.isOn() ? json(routes.get().sync().progress()) : alone(chain.tip().sequence()));
  }

  static ObjectNode alone(long sequence) {
    return Json.object().put("syncing", false).put("peers", false).put("sequence", sequence);
  }

  static ObjectNode json(SyncProgress progress) {
    ArrayNode sources = Json.array();
    progress.sources().forEach(source -> sources.add(json(source)));
    ObjectNode node =
        Json.object()
            .put("syncing", progress.behind() > 0)
            .put("peers", true)
            .put("sequence", progress.sequence())
            .put("written", progress.written())
            .put("target", progress.target())
            .put("behind", progress.behind())
            .put("microblocks_per_second", progress.perSecond())
            .put("requests", progress.requests())
            .put("buffered_bytes", progress.bufferedBytes());
    node.set("sources", sources);
    return node;
  }

  private static ObjectNode json(SyncProgress.Source source) {
    return Json.object()
        .put("id", source.peer().id())
        .put("node_key", source.peer().nodeKey().toString())
        .put("claimed", source.claimed())
        .put("range", source.range())
        .put("rests", source.rests());
  }
}
