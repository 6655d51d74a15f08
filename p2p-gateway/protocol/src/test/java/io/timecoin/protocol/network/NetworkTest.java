package io.timecoin.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "MAINNET, mainnet, c01d7e4d, 24000, 24001, 24002, 1",
    "TESTNET, testnet, 54494d45, 24100, 24101, 24102, 0",
    "DEVNET, devnet, 54444556, 24200, 24201, 24202, 0",
  })
  void isAsTheProtocolSays(
      Network network, String label, String magic, int p2p, int rpc, int webSocket, char digit) {
    assertThat(network)
        .returns(label, Network::label)
        .returns(Integer.parseUnsignedInt(magic, 16), Network::magic)
        .returns(p2p, Network::p2pPort)
        .returns(rpc, Network::rpcPort)
        .returns(webSocket, Network::webSocketPort)
        .returns(digit, Network::addressDigit);
  }
}
