package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of public events, in final order. */
@Schema(name = "Events")
public record EventsResponse(List<Item> events, Place next) {

  /** One record of the topic. */
  @Schema(name = "Event")
  public record Item(
      @Schema(description = "The microblock it belongs to; 0 is genesis") long sequence,
      @Schema(description = "Order among the topic's events of this sequence, from 0") int index,
      @Schema(description = "The record's key, hex") String key,
      @Schema(description = "The record's value, hex: protobuf, byte for byte") String value) {}

  /** Where to go on. */
  @Schema(name = "EventPlace")
  public record Place(
      @Schema(description = "from of the next request") long from,
      @Schema(description = "index of the next request") int index) {}

  static EventsResponse of(EventRange range) {
    return new EventsResponse(
        range.getEventsList().stream()
            .map(
                event ->
                    new Item(
                        event.getSequence(),
                        event.getIndex(),
                        Json.hex(event.getKey()),
                        Json.hex(event.getValue())))
            .toList(),
        new Place(range.getNextSequence(), range.getNextIndex()));
  }
}
