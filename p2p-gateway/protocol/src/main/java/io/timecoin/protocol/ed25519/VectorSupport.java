package io.timecoin.protocol.ed25519;

import io.timecoin.protocol.ed25519.vector.FieldLanes;

/** Whether this Java runtime and processor can compute in eight lanes. */
final class VectorSupport {
  private static final String MODULE = "jdk.incubator.vector";

  private VectorSupport() {}

  /**
   * Whether the Vector API is there ({@code --add-modules jdk.incubator.vector}) and prefers
   * vectors of 512 bits, as with AVX-512. Loads no class that needs the module unless it is there.
   */
  static boolean isPresent() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() && FieldLanes.isFast();
  }
}
