package io.timecoin.gateway.ingress.http;

import io.timecoin.gateway.ingress.view.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of every REST answer that is an error.
 *
 * @param error a stable name for programs
 * @param detail one sentence for a person
 */
@Schema(name = "Error")
public record ApiError(String error, String detail) {
  static byte[] json(String error, String detail) {
    return Json.bytes(Json.object().put("error", error).put("detail", detail));
  }
}
