package io.timecoin.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.network.Network;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressPropertyTest {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int RUNS = 5_000;

  @Test
  void everyPayloadHasTheTextOfTheDefinitionAndComesBack()
      throws AddressException, NoSuchAlgorithmException {
    var random = new Random(1);
    for (int run = 0; run < RUNS; run++) {
      byte[] payload = new byte[Address.PAYLOAD_SIZE];
      random.nextBytes(payload);
      // Leading zeros are rare and special: make all numbers of them.
      Arrays.fill(payload, 0, random.nextInt(Address.PAYLOAD_SIZE + 1), (byte) 0);
      String text = "TIME0" + textOfDefinition(checked(payload));

      var address = Address.parse(text, Network.TESTNET);

      assertThat(address.payload()).isEqualTo(payload);
      assertThat(address).hasToString(text);
    }
  }

  @Test
  void whatParsesPrintsAsItCame() throws NoSuchAlgorithmException {
    var random = new Random(2);
    int parsed = 0;
    for (int run = 0; run < RUNS; run++) {
      byte[] payload = new byte[Address.PAYLOAD_SIZE];
      random.nextBytes(payload);
      var text = new StringBuilder("TIME0" + textOfDefinition(checked(payload)));
      for (int change = random.nextInt(3); change > 0; change--) {
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(300));
          case 1 -> text.insert(random.nextInt(text.length()), ALPHABET.charAt(random.nextInt(58)));
          default -> text.deleteCharAt(random.nextInt(text.length()));
        }
      }
      try {
        assertThat(Address.parse(text.toString(), Network.TESTNET)).hasToString(text.toString());
        parsed++;
      } catch (AddressException e) {
        assertThat(e.error()).isNotNull();
      }
    }
    assertThat(parsed).isBetween(RUNS / 10, RUNS);
  }

  private static byte[] checked(byte[] payload) throws NoSuchAlgorithmException {
    var sha256 = MessageDigest.getInstance("SHA-256");
    byte[] checksum = sha256.digest(sha256.digest(payload));
    byte[] checked = Arrays.copyOf(payload, 24);
    System.arraycopy(checksum, 0, checked, 20, 4);
    return checked;
  }

  private static String textOfDefinition(byte[] bytes) {
    var digits = new StringBuilder();
    var base = BigInteger.valueOf(58);
    for (var rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(base)) {
      digits.append(ALPHABET.charAt(rest.mod(base).intValue()));
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      digits.append('1');
    }
    return digits.reverse().toString();
  }
}
