package io.timecoin.protocol.ed25519;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All signatures on which libraries disagree, made once, since the model is slow. */
final class EdgeCases {
  private static final List<List<SignedMessage>> FAMILIES = families();
  private static final List<SignedMessage> ALL = FAMILIES.stream().flatMap(List::stream).toList();
  private static final List<SignedMessage> VALID = ALL.stream().filter(EdgeCases::isValid).toList();
  private static final List<SignedMessage> INVALID =
      ALL.stream().filter(Predicate.not(EdgeCases::isValid)).toList();

  private EdgeCases() {}

  private static List<List<SignedMessage>> families() {
    BatchCases cases = new BatchCases(215);
    try {
      return List.of(
          Ed25519VerifierVectorTest.publishedCases(),
          cases.smallOrderPairs(),
          cases.mixedOrders(),
          cases.largeS(),
          cases.unusualEncodings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isValid(SignedMessage signed) {
    return signed.isAcceptedBy(new Ed25519Verifier());
  }

  static List<SignedMessage> all() {
    return ALL;
  }

  static List<SignedMessage> valid() {
    return VALID;
  }

  static List<SignedMessage> invalid() {
    return INVALID;
  }

  /** The first and the last valid and invalid one of every family. */
  static List<SignedMessage> ofEveryKind() {
    return FAMILIES.stream()
        .flatMap(
            family ->
                Stream.of(
                    family.stream().filter(EdgeCases::isValid).toList(),
                    family.stream().filter(Predicate.not(EdgeCases::isValid)).toList()))
        .flatMap(EdgeCases::ends)
        .toList();
  }

  private static Stream<SignedMessage> ends(List<SignedMessage> list) {
    return list.size() < 2 ? list.stream() : Stream.of(list.getFirst(), list.getLast());
  }

  /**
   * Batches of {@code size} neighbours in a ring of {@code cases}, so that each comes at every
   * place of a batch once.
   */
  static List<List<SignedMessage>> ring(List<SignedMessage> cases, int size) {
    List<List<SignedMessage>> batches = new ArrayList<>();
    for (int first = 0; first < cases.size(); first++) {
      List<SignedMessage> batch = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        batch.add(cases.get((first + i) % cases.size()));
      }
      batches.add(batch);
    }
    return batches;
  }
}
