package io.timecoin.devnet.fuzz;

import io.timecoin.devnet.fuzz.FuzzRequest.Due;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Sends bad requests one after the other, and judges each answer. */
final class RequestWorker {
  /** A little room for the healthy client, who shares the machine. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final int number;
  private final RawHttp http;
  private final Random random;
  private final RpcRequests rpc;
  private final RestRequests rest;
  private final Findings findings;
  private final Map<String, LongAdder> byStatus;

  RequestWorker(
      int number,
      long seed,
      RawHttp http,
      List<String> methods,
      Findings findings,
      ConcurrentHashMap<String, LongAdder> byStatus) {
    this.number = number;
    this.http = http;
    this.random = new Random(seed * 31 + number);
    this.rpc = new RpcRequests(methods, random);
    this.rest = new RestRequests(random);
    this.findings = findings;
    this.byStatus = byStatus;
  }

  void run(BooleanSupplier goesOn) {
    for (long count = 0; goesOn.getAsBoolean(); count++) {
      FuzzRequest request = random.nextBoolean() ? rpc.next() : rest.next();
      RawHttp.Answer answer = http.send(request);
      byStatus.computeIfAbsent(name(answer), _ -> new LongAdder()).increment();
      String place = "worker %d request %d, ".formatted(number, count);
      switch (answer) {
        case RawHttp.Answer.Status(int code) -> {
          if (code >= 500 && code != 503) {
            findings.add(place + request.line("status " + code));
          }
        }
        case RawHttp.Answer.Ended(String how) -> {
          if (request.due() == Due.ANSWER) {
            findings.add(place + request.line("no answer: " + how));
          }
        }
        case RawHttp.Answer.Silence() -> {
          if (request.due() == Due.ANSWER) {
            findings.add(place + request.line("no answer in time"));
          }
        }
      }
      Waiting.pause(PAUSE);
    }
  }

  private static String name(RawHttp.Answer answer) {
    return switch (answer) {
      case RawHttp.Answer.Status(int code) -> Integer.toString(code);
      case RawHttp.Answer.Ended _ -> "ended";
      case RawHttp.Answer.Silence() -> "silence";
    };
  }
}
