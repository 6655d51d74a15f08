package io.timecoin.kit.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Stands between a service and one of its libraries' interfaces, so that a test can hold up or end
 * the service between any two calls. Production code knows nothing of it.
 */
public final class WatchedCalls {

  /** Told on the caller's thread; both may block it or throw in the callee's place. */
  public interface Watcher {
    void before(Method call);

    /** What the caller gets instead of the result. */
    default Object after(Method call, Object result) {
      return result;
    }
  }

  private WatchedCalls() {}

  /** The target as seen through a watcher; {@code type} is an interface. */
  public static <T> T of(Class<T> type, T target, Watcher watcher) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, call, arguments) -> {
              watcher.before(call);
              return watcher.after(call, invoked(target, call, arguments));
            }));
  }

  private static Object invoked(Object target, Method call, Object[] arguments) throws Throwable {
    try {
      return call.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
