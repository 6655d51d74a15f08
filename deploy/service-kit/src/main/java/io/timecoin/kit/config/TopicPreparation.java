package io.timecoin.kit.config;

/** What a starting service does about the topics of the catalogue. */
public enum TopicPreparation {
  /** Creates what is missing, then checks all of them; needs the right to create. */
  CREATE,
  /** Checks only: somebody else creates topics in this cluster. */
  VERIFY
}
