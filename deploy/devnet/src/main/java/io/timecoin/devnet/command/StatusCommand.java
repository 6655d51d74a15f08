package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.suite.HealthProbe;
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
    var report = new StatusReport(HealthProbe::ask, port -> new GatewayClient(port)::call);
    System.out.println(
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report.of(name.running())));
    return 0;
  }
}
