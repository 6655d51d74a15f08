package io.timecoin.kit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a textual setting, or each of a list, looks like; {@link ConfigBounds} refuses the rest. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Form {
  /** The whole text matches it. */
  String pattern();

  /** The same for a person: "X is …". */
  String is();
}
