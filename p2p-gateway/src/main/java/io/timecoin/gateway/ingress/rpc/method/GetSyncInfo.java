package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.config.PeerRoutes;
import io.timecoin.gateway.config.PeersSwitch;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.sync.SyncProgress;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getsyncinfo}. */
@Singleton
public final class GetSyncInfo implements RpcMethod {
  private final PeersSwitch peers;
  private final Instance<PeerRoutes> routes;

  @Inject
  public GetSyncInfo(PeersSwitch peers, Instance<PeerRoutes> routes) {
    this.peers = peers;
    this.routes = routes;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETSYNCINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    var json = Json.object().put("peers_configured", peers.isOn());
    if (peers.isOn()) {
      SyncProgress progress = routes.get().sync().progress();
      json.put("sequence", progress.sequence())
          .put("target", progress.target())
          .put("behind", progress.behind())
          .put("handed_on", progress.written())
          .put("microblocks_per_second", progress.perSecond())
          .put("requests", progress.requests())
          .put("buffered_bytes", progress.bufferedBytes());
      var sources = json.putArray("sources");
      for (SyncProgress.Source source : progress.sources()) {
        sources
            .addObject()
            .put("id", source.peer().id())
            .put("addr", source.peer().address())
            .put("claimed", source.claimed())
            .put("range", source.range())
            .put("rests", source.rests());
      }
    }
    return CompletableFuture.completedFuture(json);
  }
}
