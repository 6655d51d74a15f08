package io.timecoin.gateway.ingress.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.DecodeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the bodies of POST /v1/transactions without keeping more than the transactions. */
final class SubmitBodies {
  static final int MAX_TRANSACTIONS = 1_024;
  private static final String FIELD = "transactions";

  private SubmitBodies() {}

  /** {@code {"transactions":["hex",…]}}. */
  static List<byte[]> json(byte[] body) {
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      List<byte[]> transactions = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (!parser.currentName().equals(FIELD)) {
          throw ApiException.badRequest("the only field is \"transactions\"");
        }
        transactions = array(parser);
      }
      expect(parser.currentToken(), JsonToken.END_OBJECT);
      if (parser.nextToken() != null) {
        throw ApiException.badRequest("something follows the JSON object");
      }
      return counted(transactions == null ? List.of() : transactions);
    } catch (IOException e) {
      throw ApiException.badRequest("the body is no JSON");
    }
  }

  private static List<byte[]> array(JsonParser parser) throws IOException {
    expect(parser.nextToken(), JsonToken.START_ARRAY);
    var transactions = new ArrayList<byte[]>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      if (transactions.size() == MAX_TRANSACTIONS) {
        throw tooMany();
      }
      transactions.add(hex(parser));
    }
    expect(parser.currentToken(), JsonToken.END_ARRAY);
    return transactions;
  }

  private static byte[] hex(JsonParser parser) throws IOException {
    int from = parser.getTextOffset();
    try {
      return HexFormat.of()
          .parseHex(parser.getTextCharacters(), from, from + parser.getTextLength());
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("a transaction is a string of pairs of hexadecimal digits");
    }
  }

  private static void expect(JsonToken token, JsonToken wanted) {
    if (token != wanted) {
      throw ApiException.badRequest(
          "the body is {\"transactions\":[\"<hex>\",…]}, an array of strings");
    }
  }

  /** A canonical sequence of byte strings (PROTOCOL §2.1). */
  static List<byte[]> octets(byte[] body) {
    try {
      return counted(
          CanonicalReader.decode(body, all -> all.sequence(Long.BYTES, CanonicalReader::bytes)));
    } catch (DecodeException e) {
      throw ApiException.badRequest(
          "the body is no canonical sequence of byte strings: " + e.getMessage());
    }
  }

  private static List<byte[]> counted(List<byte[]> transactions) {
    if (transactions.isEmpty()) {
      throw ApiException.badRequest("there is no transaction in it");
    }
    if (transactions.size() > MAX_TRANSACTIONS) {
      throw tooMany();
    }
    return transactions;
  }

  private static ApiException tooMany() {
    return ApiException.badRequest("at most %d transactions".formatted(MAX_TRANSACTIONS));
  }
}
