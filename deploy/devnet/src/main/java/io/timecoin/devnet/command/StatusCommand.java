package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.RunState;
import io.timecoin.devnet.suite.RunState.RunningService;
import io.timecoin.devnet.suite.ServiceKind;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what runs and how far it is, as JSON for scripts. */
@Command(
    name = "status",
    description = "Shows a running devnet as JSON; exit code 1 when it is not running.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private DevnetName name = new DevnetName();

  @Override
  public Integer call() throws JsonProcessingException {
    RunState state = name.running();
    ObjectNode all = JSON.createObjectNode();
    ObjectNode masternode = all.putArray("masternodes").addObject();
    masternode.put("name", "masternode-1");
    chain(state, masternode);
    var services = masternode.putArray("services");
    for (RunningService service : state.services()) {
      HealthProbe.Readiness readiness = HealthProbe.ask(service.port());
      ObjectNode shown = services.addObject();
      shown.put("name", service.name());
      shown.put("pid", service.pid());
      shown.put("port", service.port());
      shown.put("ready", readiness.ready());
      readiness.reasons().forEach(shown.putArray("reasons")::add);
    }
    all.put("phase", state.phase().name().toLowerCase(Locale.ROOT));
    System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    return 0;
  }

  /** The chain as the gateway tells it; null where it does not answer. */
  private static void chain(RunState state, ObjectNode masternode) {
    JsonNode info = JSON.nullNode();
    JsonNode set = JSON.nullNode();
    try {
      for (RunningService service : state.services()) {
        if (service.module().equals(ServiceKind.GATEWAY.module())) {
          var gateway = new GatewayClient(service.port());
          info = gateway.call("getblockchaininfo");
          set = gateway.call("gettxoutsetinfo");
        }
      }
    } catch (LauncherFailure | RpcFailure e) {
      masternode.put("unavailable", e.getMessage());
    }
    masternode.set("sequence", info.path("sequence"));
    masternode.set("height", info.path("blocks"));
    masternode.set("digest", info.path("digest"));
    masternode.set("stateCommitment", set.path("state_commitment"));
  }
}
