package io.timecoin.devnet.events;

import io.timecoin.protocol.topics.Topic;

/** The first thing wrong with the events; the message is one sentence with the topic's name. */
final class EventDefectException extends Exception {
  private static final long serialVersionUID = 1L;

  EventDefectException(Topic topic, String defect) {
    super(topic.topicName() + ": " + defect);
  }
}
