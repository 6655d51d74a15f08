package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.RpcFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** JSON-RPC from the command line, and a small wallet. */
@Command(
    name = "cli",
    description = {
      "Calls a JSON-RPC method of a running devnet; makes keys and payments.",
      "Prints the result as JSON; exit code 1 on an error. An argument that is JSON is sent as"
          + " such, any other as a string.",
      "Examples: cli getblockcount; cli getblock 1 2; cli send --to ADDRESS --amount 1.5"
    },
    subcommands = {CreateKeyCommand.class, SignCommand.class, SendCommand.class},
    mixinStandardHelpOptions = true)
public final class CliCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  @Mixin private DevnetName name = new DevnetName();
  @Mixin private NodeOption node = new NodeOption();

  // Not required: the subcommands have none.
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "METHOD",
      description = "e.g. getblockchaininfo")
  private String method = "";

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "in the method's order")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws JsonProcessingException {
    if (method.isEmpty()) {
      throw new LauncherFailure("which method? `cli help` lists them");
    }
    name.running();
    GatewayClient gateway = node.gateway(name.folder());
    ArrayNode parameters = JSON.createArrayNode();
    arguments.forEach(argument -> parameters.add(parse(argument)));
    try {
      JsonNode result = gateway.call(method, parameters);
      System.out.println(
          result.isTextual()
              ? result.textValue()
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result));
      return 0;
    } catch (RpcFailure e) {
      throw new LauncherFailure("error %d: %s".formatted(e.code(), e.getMessage()), e);
    }
  }

  /** Which devnet the subcommands mean. */
  DevnetName devnet() {
    return name;
  }

  /** Which of its masternodes the subcommands mean. */
  NodeOption node() {
    return node;
  }

  /** Text of 16 digits and more, such as a txid made of digits, is no number. */
  static JsonNode parse(String argument) {
    if (argument.isBlank() || argument.matches("[0-9a-fA-F]{16,}")) {
      return JSON.getNodeFactory().textNode(argument);
    }
    try {
      return JSON.readTree(argument);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(argument);
    }
  }
}
