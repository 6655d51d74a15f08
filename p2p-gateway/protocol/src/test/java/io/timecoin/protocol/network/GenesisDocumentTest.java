package io.timecoin.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenesisDocumentTest {
  private final GenesisDocument good = TestChain.ofMembers(3).genesis();

  @Test
  void sequenceZeroIsTheGenesisHashAtGenesisTime() {
    assertThat(good.timeMillis()).isEqualTo(1000 * good.genesisTime());
    assertThat(good.header().height()).isZero();
    assertThat(good.header().version()).isEqualTo(2);
    assertThat(good.header().merkleRoot()).isEqualTo(good.coinbase().txid());
    assertThat(good.header().blockReward()).isEqualTo(TestChain.WALLETS * TestChain.ALLOCATION);
  }

  @Test
  void anyChangeIsAnotherNetwork() {
    assertThat(withName("devnet-other").hash()).isNotEqualTo(good.hash());
    assertThat(with(good.genesisTime(), 21, good.baseReward()).hash()).isNotEqualTo(good.hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "main", "mainnet2", "Devnet", "devnet_1", "devnet\n", "my-devnet", "devnetü"})
  void namesAreThoseOfTheNetworks(String name) {
    assertError(withName(name), GenesisError.BAD_NAME);
  }

  @Test
  void aNameHasAtMost64Characters() throws Exception {
    assertThat(withName("devnet" + "x".repeat(58)).validated()).isNotNull();
    assertError(withName("devnet" + "x".repeat(59)), GenesisError.BAD_NAME);
  }

  @Test
  void numbersAreInRange() {
    assertError(with(0, 20, 1), GenesisError.BAD_GENESIS_TIME);
    assertError(with(-5, 20, 1), GenesisError.BAD_GENESIS_TIME);
    assertError(with(Long.MAX_VALUE, 20, 1), GenesisError.BAD_GENESIS_TIME);
    assertError(with(good.genesisTime(), 0, 1), GenesisError.BAD_INTERVAL);
    assertError(with(good.genesisTime(), -1, 1), GenesisError.BAD_INTERVAL);
    assertError(with(good.genesisTime(), 20, -1), GenesisError.BAD_BASE_REWARD);
    assertError(
        with(good.genesisTime(), 20, GenesisDocument.MAX_BASE_REWARD + 1),
        GenesisError.BAD_BASE_REWARD);
  }

  @Test
  void theCoinbaseMakesCoinsAndSpendsNone() {
    Transaction coinbase = good.coinbase();
    var input = Input.unsigned(new OutPoint(Hash256.ZERO, 0));
    long time = good.genesisTime();
    List<Output> outputs = coinbase.outputs();
    assertError(with(coinbase.withInputs(List.of(input))), GenesisError.BAD_COINBASE);
    assertError(with(new Transaction(2, List.of(), outputs, 0, time)), GenesisError.BAD_COINBASE);
    assertError(with(new Transaction(1, List.of(), outputs, 1, time)), GenesisError.BAD_COINBASE);
    assertError(
        with(new Transaction(1, List.of(), outputs, 0, time + 1)), GenesisError.BAD_COINBASE);
  }

  @Test
  void allocationsPayToAddressesOfTheNetwork() {
    var mainnet = Address.of(Network.MAINNET, ChainKeys.wallet(0).publicKey());
    assertError(withOutputs(Output.payTo(mainnet, 1)), GenesisError.BAD_ALLOCATION);
    assertError(withOutputs(Output.memo("hello")), GenesisError.BAD_ALLOCATION);
    assertError(
        withOutputs(new Output(1, ByteString.ofAscii("genesis"))), GenesisError.BAD_ALLOCATION);
  }

  @Test
  void allocationsAddUpInRange() throws Exception {
    var address = TestChain.address(ChainKeys.wallet(0));
    Output all = Output.payTo(address, Long.MAX_VALUE);
    assertThat(withOutputs(all).validated().header().blockReward()).isEqualTo(Long.MAX_VALUE);
    assertError(withOutputs(all, Output.payTo(address, 1)), GenesisError.ALLOCATIONS_OUT_OF_RANGE);
    assertError(withOutputs(Output.payTo(address, -1)), GenesisError.ALLOCATIONS_OUT_OF_RANGE);
  }

  @Test
  void membersAreSound() {
    GenesisMember member = good.members().getFirst();
    assertError(withMembers(), GenesisError.NO_MEMBERS);
    assertError(withMembers(member, member), GenesisError.DUPLICATE_MEMBER);
    assertError(
        withMembers(member(member, "TIME1bad", member.reward(), "a:1")),
        GenesisError.BAD_MEMBER_ADDRESS);
    assertError(
        withMembers(member(member, member.owner(), "", "a:1")), GenesisError.BAD_MEMBER_ADDRESS);
    assertError(
        withMembers(member(member, member.owner(), member.reward(), "")),
        GenesisError.BAD_ENDPOINT);
    assertError(
        withMembers(member(member, member.owner(), member.reward(), "a b:1")),
        GenesisError.BAD_ENDPOINT);
    assertError(
        withMembers(member(member, member.owner(), member.reward(), "x".repeat(129))),
        GenesisError.BAD_ENDPOINT);
  }

  @Test
  void publicNetworksAreFixed() throws Exception {
    String address = Address.of(Network.TESTNET, ChainKeys.owner(0).publicKey()).toString();
    var member =
        new GenesisMember(
            Tier.BRONZE, ChainKeys.member(0).publicKey(), address, address, "node:24100");
    GenesisDocument testnet = PublicGenesis.TESTNET.document(List.of(member));
    assertThat(testnet.network()).isEqualTo(Network.TESTNET);
    assertThat(GenesisDocument.decode(testnet.encode())).isEqualTo(testnet);
    assertError(
        new GenesisDocument(
            "testnet",
            testnet.genesisTime(),
            20,
            testnet.baseReward(),
            testnet.coinbase(),
            testnet.members()),
        GenesisError.NOT_THE_PUBLIC_NETWORK);
    assertError(withName("mainnet"), GenesisError.NOT_THE_PUBLIC_NETWORK);
  }

  @Test
  void mutatedBytesGiveAnErrorOrThatVeryDocument() {
    byte[] bytes = ProtocolVectors.genesis().encode();
    var random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] mutated =
          i % 3 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 9)) : bytes.clone();
      if (mutated.length > 0) {
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(GenesisDocument.decode(mutated).encode()).isEqualTo(mutated);
      } catch (GenesisException e) {
        assertThat(e.error()).isNotNull();
      }
    }
  }

  @Test
  void tooManyBytesAreNotEvenDecoded() {
    var error =
        catchThrowableOfType(
            GenesisException.class,
            () -> GenesisDocument.decode(new byte[GenesisDocument.MAX_SIZE + 1]));
    assertThat(error.error()).isEqualTo(GenesisError.MALFORMED);
  }

  @Test
  void aFileIsOneLineOfHex(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("genesis");
    GenesisFile.write(file, good);
    assertThat(Files.readString(file, StandardCharsets.US_ASCII))
        .isEqualTo(HexFormat.of().formatHex(good.encode()) + "\n");
    assertThat(GenesisFile.read(file)).isEqualTo(good);
    assertThat(GenesisFile.parse(GenesisFile.format(good).strip())).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "abc", "AB", "ab\n\n", "ab cd", "0x00", "ab\r\n", "{}"})
  void anythingElseIsNoFile(String text) {
    var error = catchThrowableOfType(GenesisException.class, () -> GenesisFile.parse(text));
    assertThat(error.error()).isEqualTo(GenesisError.NOT_HEX);
  }

  @Test
  void aDevnetsNameSaysSo() {
    assertThatThrownBy(
            () -> DevnetGenesis.create("testnet", good.genesisTime(), List.of(), good.members()))
        .isInstanceOf(GenesisException.class)
        .hasMessageStartingWith("BAD_NAME");
  }

  @Test
  void aMembersFileNamesMembersInItsOrder() throws Exception {
    GenesisMember first = good.members().get(0);
    GenesisMember second = good.members().get(1);
    var lines =
        List.of("# first members", "", "bronze " + fields(first), "  GOLD  " + fields(second));
    assertThat(MembersFile.parse(lines))
        .containsExactly(
            first,
            new GenesisMember(
                Tier.GOLD,
                second.consensusKey(),
                second.owner(),
                second.reward(),
                second.endpoint()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bronze", "iron %s", "bronze %s more", "bronze zz a b c"})
  void aBadLineIsNamed(String line) {
    var text = line.replace("%s", fields(good.members().getFirst()));
    var error =
        catchThrowableOfType(
            GenesisException.class, () -> MembersFile.parse(List.of("# comment", text)));
    assertThat(error.error()).isEqualTo(GenesisError.BAD_MEMBER_LINE);
    assertThat(error).hasMessageContaining("line 2");
  }

  private static String fields(GenesisMember member) {
    return "%s %s %s %s"
        .formatted(member.consensusKey(), member.owner(), member.reward(), member.endpoint());
  }

  private GenesisDocument withName(String name) {
    return new GenesisDocument(
        name,
        good.genesisTime(),
        good.intervalSeconds(),
        good.baseReward(),
        good.coinbase(),
        good.members());
  }

  private GenesisDocument with(long genesisTime, int interval, long baseReward) {
    return new GenesisDocument(
        good.name(), genesisTime, interval, baseReward, good.coinbase(), good.members());
  }

  private GenesisDocument with(Transaction coinbase) {
    return new GenesisDocument(
        good.name(),
        good.genesisTime(),
        good.intervalSeconds(),
        good.baseReward(),
        coinbase,
        good.members());
  }

  private GenesisDocument withOutputs(Output... outputs) {
    return with(new Transaction(1, List.of(), List.of(outputs), 0, good.genesisTime()));
  }

  private GenesisDocument withMembers(GenesisMember... members) {
    return new GenesisDocument(
        good.name(),
        good.genesisTime(),
        good.intervalSeconds(),
        good.baseReward(),
        good.coinbase(),
        List.of(members));
  }

  private static GenesisMember member(
      GenesisMember member, String owner, String reward, String endpoint) {
    return new GenesisMember(member.tier(), member.consensusKey(), owner, reward, endpoint);
  }

  private static void assertError(GenesisDocument document, GenesisError error) {
    var thrown =
        catchThrowableOfType(
            GenesisException.class, () -> GenesisDocument.decode(document.encode()));
    assertThat(thrown).isNotNull();
    assertThat(thrown.error()).isEqualTo(error);
  }
}
