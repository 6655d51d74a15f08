package io.timecoin.devnet.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

/**
 * The few functions of the C library that neither Java nor /proc offers at this grain: /proc tells
 * processor time in steps of 10 ms, and Java can send no other signals than TERM and KILL.
 * Thread-safe.
 */
@SuppressWarnings("restricted") // The launcher enables native access.
final class Libc {
  /** Signal numbers of Linux on x86-64 and ARM. */
  static final int SIGCONT = 18;

  static final int SIGSTOP = 19;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final MethodHandle kill;
  private final MethodHandle clockOfProcess;
  private final MethodHandle clockTime;

  Libc() {
    var ints = ValueLayout.JAVA_INT;
    var pointer = ValueLayout.ADDRESS;
    kill = find("kill", FunctionDescriptor.of(ints, ints, ints));
    clockOfProcess = find("clock_getcpuclockid", FunctionDescriptor.of(ints, ints, pointer));
    clockTime = find("clock_gettime", FunctionDescriptor.of(ints, ints, pointer));
  }

  private static MethodHandle find(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /** Sends a signal; false when there is no such process, or it is another user's. */
  boolean signal(long pid, int signal) {
    try {
      return (int) kill.invokeExact(Math.toIntExact(pid), signal) == 0;
    } catch (Throwable e) {
      throw cannotCall(e);
    }
  }

  /** Nanoseconds that all threads of a process have run; empty when there is no such process. */
  OptionalLong processNanos(long pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      if ((int) clockOfProcess.invokeExact(Math.toIntExact(pid), clock) != 0
          || (int) clockTime.invokeExact(clock.get(ValueLayout.JAVA_INT, 0), time) != 0) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(
          time.getAtIndex(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND
              + time.getAtIndex(ValueLayout.JAVA_LONG, 1));
    } catch (Throwable e) {
      throw cannotCall(e);
    }
  }

  private static IllegalStateException cannotCall(Throwable cause) {
    return new IllegalStateException("the C library cannot be called", cause);
  }
}
