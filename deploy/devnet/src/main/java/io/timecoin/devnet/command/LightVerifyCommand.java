package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.light.LightClient;
import io.timecoin.devnet.light.ProvenPayment;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.protocol.crypto.Hash256;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves one payment. */
@Command(
    name = "verify",
    description = {
      "Proves that a payment is final: from the genesis document, through the seals and the"
          + " committees that they name, to the certificate of its microblock and its Merkle path.",
      "The node only serves: whatever it says is checked. Says what the payment pays, or the first"
          + " thing that is not proven; the exit code is then 1."
    },
    mixinStandardHelpOptions = true)
final class LightVerifyCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();
  @Mixin private NodeOption node = new NodeOption();

  @Parameters(paramLabel = "TXID", description = "64 hexadecimal digits")
  private String txid = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Hash256 wanted;
    try {
      wanted = Hash256.fromHex(txid);
    } catch (IllegalArgumentException e) {
      throw new LauncherFailure("a txid is 64 hexadecimal digits", e);
    }
    name.running();
    ProvenPayment proven =
        new LightClient(node.gateway(name.folder()), GenesisHash.document(name.folder()))
            .prove(wanted);
    System.out.println(
        json
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(proven.json())
            : proven.text());
    return 0;
  }
}
