package io.timecoin.mempool.capacity;

import com.google.protobuf.Message;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.protocol.testing.FreshRuntime;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jboss.logging.Logger;

/** Runs a class that measures, in a Java runtime of its own with the collector of the services. */
final class Measurement {
  private static final Duration MOST = Duration.ofMinutes(5);

  private Measurement() {}

  /**
   * The figures by their names; they are printed, and written to {@code target/measured-*.txt},
   * too.
   *
   * @param heapMebibytes the most that the runtime has
   * @param main prints lines of a name, a space and a figure
   */
  static Map<String, Double> of(String name, int heapMebibytes, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            FreshRuntime.command(
                List.of("-XX:+UseSerialGC", "-Xmx" + heapMebibytes + "m"),
                main,
                MempoolNode.class,
                InternalReads.class,
                Transaction.class,
                TestChain.class,
                Message.class,
                Ed25519.class,
                Response.class,
                Logger.class));
    command.addAll(List.of(arguments));
    List<String> output = FreshRuntime.run(command, MOST);
    System.out.println(name + ": " + String.join(", ", output));
    Files.write(Path.of("target", "measured-" + name + ".txt"), output);
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String line : output) {
      int space = line.indexOf(' ');
      figures.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
    }
    return figures;
  }
}
