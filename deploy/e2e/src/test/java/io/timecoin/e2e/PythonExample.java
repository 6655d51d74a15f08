package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.suite.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The example consumer in Python, installed as its README says, from its own package index.
 *
 * @param folder a copy of it with its environment
 */
record PythonExample(Path folder) {
  private static final Path SOURCE =
      Sources.root().resolve("deploy").resolve("examples").resolve("python");
  private static final Path SCHEMA =
      Sources.root().resolve("p2p-gateway/protocol/src/main/protobuf/timecoin/chain/v1");
  private static final Path VECTORS = Path.of("p2p-gateway/protocol/src/test/resources/vectors");
  private static final long LIMIT_SECONDS = 240;

  /** Whether this machine has what an operator of the example needs. */
  static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import venv, ensurepip")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** In a folder of its own: nothing is written beside the sources. */
  static PythonExample installed(Path home) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(home.resolve("deploy/examples/python"));
    copy(SOURCE, folder);
    copy(Sources.root().resolve(VECTORS), Files.createDirectories(home.resolve(VECTORS)));
    var example = new PythonExample(folder);
    example.run("python3", "-m", "venv", ".venv");
    example.run(example.tool("pip"), "install", "--quiet", "-r", "requirements.txt");
    example.run(
        example.tool("python"),
        "-m",
        "grpc_tools.protoc",
        "-I",
        SCHEMA.toString(),
        "--python_out=.",
        "chain.proto");
    return example;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private String tool(String name) {
    return folder.resolve(".venv").resolve("bin").resolve(name).toString();
  }

  /** That the protocol's vectors come out, and what it does not believe. */
  void runItsTests() throws IOException, InterruptedException {
    run(tool("python"), "-m", "unittest", "-v", "test_chain");
  }

  /** The txids that it prints up to a sequence, going on after what it printed before. */
  List<String> follow(RunningDevnet devnet, long until) throws IOException, InterruptedException {
    List<String> lines =
        run(
            tool("python"),
            "proven_payments.py",
            "--bootstrap",
            devnet.devnet().kafkaBootstrap(),
            "--prefix",
            devnet.devnet().kafkaPrefix(),
            "--genesis",
            devnet.devnet().folder().genesis().toString(),
            "--cursor",
            "cursor",
            "--until",
            Long.toString(until));
    var txids = new ArrayList<String>();
    for (String line : lines) {
      txids.add(new ObjectMapper().readTree(line).path("txid").asText());
    }
    return txids;
  }

  /** What it printed; it must end well. */
  private List<String> run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "out", ".txt");
    Path errors = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(Arrays.toString(command) + " did not end");
    }
    assertThat(process.exitValue())
        .as("%s: %s", Arrays.toString(command), Files.readString(errors))
        .isZero();
    return Files.readAllLines(output);
  }
}
