package io.timecoin.devnet.command;

import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.network.Network;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a key. */
@Command(
    name = "createkey",
    description =
        "Makes a new secret key, writes it to FILE (never over one) and prints its address.",
    mixinStandardHelpOptions = true)
final class CreateKeyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the key file to make")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    var key = KeyFiles.create(file);
    System.out.println(Address.of(Network.DEVNET, key.publicKey()));
    return 0;
  }
}
