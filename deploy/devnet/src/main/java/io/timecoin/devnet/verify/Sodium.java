package io.timecoin.devnet.verify;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * libsodium, in C, called through the Foreign Function and Memory API: the measure of all
 * candidates. Its rule is not ours; ordinary signatures are good by both.
 */
@SuppressWarnings("restricted") // The launcher and VerifyProcess enable native access.
final class Sodium {
  /** What Debian's and Ubuntu's package libsodium23 installs. */
  static final String LIBRARY = "libsodium.so.23";

  private static final int SIGNATURE_LENGTH = 64;
  private static final int KEY_LENGTH = 32;
  private static final int STRIDE = SIGNATURE_LENGTH + KEY_LENGTH + SignedMessages.MESSAGE_LENGTH;

  private final MethodHandle verify;
  private final MemorySegment[] signatures;
  private final MemorySegment[] keys;
  private final MemorySegment[] messages;

  private Sodium(SymbolLookup library, SignedMessages signed) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle initialize =
        linker.downcallHandle(
            library.findOrThrow("sodium_init"), FunctionDescriptor.of(ValueLayout.JAVA_INT));
    if ((int) initialize.invokeExact() < 0) {
      throw new IllegalStateException("sodium_init failed");
    }
    verify =
        linker.downcallHandle(
            library.findOrThrow("crypto_sign_ed25519_verify_detached"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
    signatures = new MemorySegment[signed.count()];
    keys = new MemorySegment[signed.count()];
    messages = new MemorySegment[signed.count()];
    MemorySegment memory = Arena.global().allocate((long) STRIDE * signed.count());
    for (int i = 0; i < signed.count(); i++) {
      MemorySegment slice = memory.asSlice((long) STRIDE * i, STRIDE);
      signatures[i] = put(signed.signature(i), slice, 0);
      keys[i] = put(signed.publicKey(i), slice, SIGNATURE_LENGTH);
      messages[i] = put(signed.message(i), slice, SIGNATURE_LENGTH + KEY_LENGTH);
    }
  }

  private static MemorySegment put(byte[] bytes, MemorySegment memory, int offset) {
    MemorySegment part = memory.asSlice(offset, bytes.length);
    part.copyFrom(MemorySegment.ofArray(bytes));
    return part;
  }

  /** The candidate; empty if this machine has no libsodium. */
  static Optional<Candidate> candidate(SignedMessages signed) {
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    try {
      Sodium sodium = new Sodium(library, signed);
      return Optional.of(
          Singles.candidate(VerifyReport.LIBSODIUM, signed, (all, i) -> sodium.verify(i)));
    } catch (Throwable e) {
      throw new IllegalStateException("libsodium cannot be called", e);
    }
  }

  private boolean verify(int i) {
    try {
      return (int)
              verify.invokeExact(
                  signatures[i], messages[i], (long) SignedMessages.MESSAGE_LENGTH, keys[i])
          == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("libsodium cannot be called", e);
    }
  }
}
