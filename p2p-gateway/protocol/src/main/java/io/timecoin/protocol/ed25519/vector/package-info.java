/**
 * What needs the module {@code jdk.incubator.vector}, and nothing else. No class of this package
 * may be loaded unless that module is there: {@link io.timecoin.protocol.ed25519.SignatureBatch}
 * looks.
 */
package io.timecoin.protocol.ed25519.vector;
