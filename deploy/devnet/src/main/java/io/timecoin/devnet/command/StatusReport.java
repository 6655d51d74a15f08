package io.timecoin.devnet.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.suite.HealthProbe.Readiness;
import io.timecoin.devnet.suite.RunState;
import io.timecoin.devnet.suite.RunState.RunningService;
import io.timecoin.devnet.suite.ServiceKind;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What {@code status} prints, in ARCHITECTURE's form.
 *
 * @param readiness asks the service on a port
 * @param gateway the JSON-RPC of the gateway on a port
 */
record StatusReport(IntFunction<Readiness> readiness, IntFunction<Rpc> gateway) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A gateway before peers were known to it. */
  private static final int METHOD_NOT_FOUND = -32601;

  /** Calls a method without parameters. */
  interface Rpc {
    JsonNode call(String method);
  }

  ObjectNode of(RunState state) {
    ObjectNode all = JSON.createObjectNode();
    var masternodes = all.putArray("masternodes");
    state.masternodes().forEach(number -> masternode(state, number, masternodes.addObject()));
    state.links().forEach(all.putArray("links")::add);
    all.put("phase", state.phase().name().toLowerCase(Locale.ROOT));
    return all;
  }

  private void masternode(RunState state, int number, ObjectNode shown) {
    shown.put("name", "masternode-" + number);
    chain(state, number, shown);
    var services = shown.putArray("services");
    for (RunningService service : state.services(number)) {
      Readiness said = readiness.apply(service.port());
      ObjectNode one = services.addObject();
      one.put("name", service.name());
      one.put("pid", service.pid());
      one.put("port", service.port());
      one.put("ready", said.ready());
      said.reasons().forEach(one.putArray("reasons")::add);
    }
  }

  /** The chain as the gateway tells it; null where it does not answer. */
  private void chain(RunState state, int number, ObjectNode shown) {
    JsonNode info = JSON.nullNode();
    JsonNode set = JSON.nullNode();
    JsonNode consensus = JSON.nullNode();
    int peers = 0;
    try {
      for (RunningService service : state.services(number)) {
        if (service.module().equals(ServiceKind.GATEWAY.module())) {
          Rpc rpc = gateway.apply(service.port());
          info = rpc.call("getblockchaininfo");
          peers = peers(rpc);
          set = rpc.call("gettxoutsetinfo");
          consensus = rpc.call("getconsensusinfo");
        }
      }
    } catch (LauncherFailure | RpcFailure e) {
      shown.put("unavailable", e.getMessage());
    }
    shown.set("sequence", info.path("sequence"));
    shown.set("height", info.path("blocks"));
    shown.set("digest", info.path("digest"));
    shown.set("stateCommitment", set.path("state_commitment"));
    shown.set("round", consensus.path("round"));
    shown.put("peers", peers);
  }

  private static int peers(Rpc rpc) {
    try {
      return rpc.call("getpeerinfo").size();
    } catch (RpcFailure e) {
      if (e.code() == METHOD_NOT_FOUND) {
        return 0;
      }
      throw e;
    }
  }
}
