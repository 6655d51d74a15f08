package io.timecoin.devnet.command;

import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Signs a payment without sending it. */
@Command(
    name = "sign",
    description =
        "Builds and signs a payment and prints its hex; sendrawtransaction would send it.",
    mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
  @ParentCommand private CliCommand cli = new CliCommand();
  @Mixin private PaymentOptions options = new PaymentOptions();

  @Override
  public Integer call() {
    var payment = options.wallet(cli.devnet(), cli.node()).sign(options.order());
    System.out.println(HexFormat.of().formatHex(payment.encode()));
    return 0;
  }
}
