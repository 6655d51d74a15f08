package io.timecoin.kit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting may be: numbers, also fractions, as they are, sizes in bytes, times in
 * milliseconds. {@link ConfigBounds} refuses the rest before anything starts.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Bounds {
  long least();

  long most();
}
