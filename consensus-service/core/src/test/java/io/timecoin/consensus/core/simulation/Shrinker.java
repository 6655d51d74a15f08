package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.simulation.Scenario.Traitor;
import io.timecoin.consensus.core.simulation.Scenario.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a failing scenario smaller as long as the same promise is broken: fewer faults, traitors,
 * misdeeds and payments, better weather, right clocks.
 */
record Shrinker(Craft craft, SignatureScheme scheme) {
  private static final int MOST_RUNS = 120;
  private static final int TRACED = 60;

  /** What is left, with its trace. */
  Campaign.Result shrink(Scenario failing) {
    var promise = run(failing, 0).violation().orElseThrow().promise();
    Scenario smallest = failing;
    int runs = 0;
    boolean smaller = true;
    while (smaller && runs < MOST_RUNS) {
      smaller = false;
      for (Scenario candidate : candidates(smallest).toList()) {
        if (runs++ < MOST_RUNS
            && run(candidate, 0).violation().filter(v -> v.promise() == promise).isPresent()) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return new Campaign.Result(smallest, run(smallest, TRACED));
  }

  private static Stream<Scenario> candidates(Scenario scenario) {
    var candidates = new ArrayList<Scenario>();
    for (int i = 0; i < scenario.faults().size(); i++) {
      candidates.add(scenario.withFaults(without(scenario.faults(), i)));
    }
    for (int i = 0; i < scenario.traitors().size(); i++) {
      candidates.add(scenario.withTraitors(without(scenario.traitors(), i)));
      candidates.addAll(fewerMisdeeds(scenario, i));
    }
    if (!scenario.weather().equals(Weather.CALM)) {
      candidates.add(scenario.withWeather(Weather.CALM));
    }
    if (scenario.skews().stream().anyMatch(skew -> skew != 0)) {
      candidates.add(scenario.withoutSkews());
    }
    if (scenario.payments() > 0) {
      candidates.add(scenario.withPayments(scenario.payments() / 2));
    }
    return candidates.stream();
  }

  private static List<Scenario> fewerMisdeeds(Scenario scenario, int place) {
    var traitor = scenario.traitors().get(place);
    var fewer = new ArrayList<Scenario>();
    for (int i = 0; traitor.misdeeds().size() > 1 && i < traitor.misdeeds().size(); i++) {
      var others = new ArrayList<>(scenario.traitors());
      others.set(place, new Traitor(traitor.member(), without(traitor.misdeeds(), i)));
      fewer.add(scenario.withTraitors(List.copyOf(others)));
    }
    return fewer;
  }

  private static <T> List<T> without(List<T> list, int place) {
    var rest = new ArrayList<>(list);
    rest.remove(place);
    return List.copyOf(rest);
  }

  private Outcome run(Scenario scenario, int traced) {
    return Simulation.run(scenario, craft, scheme, traced);
  }
}
