package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.EchoAnswer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a corrupted reply says of its damage, and what is let pass where a reply may have another length. */
@NeedsNetwork
class DamagedReplyTest {

    private final TestNetwork network;

    DamagedReplyTest(TestNetwork network) {
        this.network = network;
    }

    private Corrupted corrupted(Way way, UnaryOperator<EchoAnswer> damage) throws Exception {
        network.host(way.host)
                .replies()
                .delayedBy(ofMillis(20))
                .preceding(request -> List.of(damage.apply(request.reply())));
        return Collected.pings(network, way, 1).all(Corrupted.class).getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void aCorruptedReplyNamesItsDamageAndItsFirstWrongByte(Way way) throws Exception {
        Corrupted flipped = corrupted(way, reply -> reply.withFlippedByte(20));
        assertThat(flipped.damage()).isEqualTo(Corrupted.Damage.PAYLOAD);
        WrongByte wrong = Objects.requireNonNull(flipped.wrongByte());
        assertThat(wrong.index()).isEqualTo(20);
        assertThat(wrong.received()).isEqualTo(wrong.expected() ^ 1);
        assertThat(wrong.payload()).hasSize(56);
        assertThat(wrong.payload()[20]).isEqualTo((byte) wrong.received());

        Request request = network.requests(way.host).getLast();
        for (int index : new int[] {48, 55}) { // in the nonce, which the next request has anew
            WrongByte inNonce = Objects
                    .requireNonNull(corrupted(way, reply -> reply.withFlippedByte(index)).wrongByte());
            assertThat(inNonce.index()).isEqualTo(index);
        }
        assertThat(wrong.expected()).isEqualTo(request.payload()[20] & 0xff);
    }

    @ParameterizedTest
    @EnumSource
    void aLengthOrCodeIsToldFromAWrongByte(Way way) throws Exception {
        for (Corrupted resized : List.of(
                corrupted(way, reply -> reply.truncatedBy(4)),
                corrupted(way, reply -> reply.lengthenedBy(4)),
                corrupted(way, reply -> reply.lengthenedBy(4000)))) {
            assertThat(resized.damage()).isEqualTo(Corrupted.Damage.LENGTH);
            assertThat(resized.wrongByte()).isNull();
        }
        assertThat(corrupted(way, reply -> reply.withCode(1)).damage()).isEqualTo(Corrupted.Damage.CODE);
        if (way == Way.RAW_IPV4) { // elsewhere the kernel has dropped it
            Corrupted summed = corrupted(way, EchoAnswer::withBadChecksum);
            assertThat(summed.damage()).isEqualTo(Corrupted.Damage.CHECKSUM);
            assertThat(summed.wrongByte()).isNull();
        }
    }

    private PingResult accepting(Way way, UnaryOperator<EchoAnswer> change) throws Exception {
        network.host(way.host).answers(request -> change.apply(request.reply()));
        try (Pinger pinger = way.open(network, PingerOptions.defaults().acceptResized(true))) {
            return pinger.ping(PingRequest.to(way.target()).withPayloadLength(200).withTimeout(Collected.TIMEOUT));
        }
    }

    /** P1. */
    @ParameterizedTest
    @EnumSource
    void aPaddedOrCutReplyIsOneWhereThatIsAccepted(Way way) throws Exception {
        for (int padding : new int[] {1, 6, 4000}) {
            assertThat(accepting(way, reply -> reply.lengthenedBy(padding)))
                    .as("padded by %d", padding)
                    .isInstanceOf(Reply.class);
        }
        assertThat(((Reply) accepting(way, reply -> reply.lengthenedBy(6))).bytes()).isEqualTo(8 + 206);
        for (int cut : new int[] {1, 4, 136, 184}) { // 136: a stack that keeps 64 bytes
            assertThat(accepting(way, reply -> reply.truncatedBy(cut))).as("cut by %d", cut).isInstanceOf(Reply.class);
        }
        assertThat(accepting(way, reply -> reply.lengthenedBy(6).from(way.otherHost())))
                .as("the nonce proves it from anywhere")
                .isInstanceOf(Reply.class);
    }

    @ParameterizedTest
    @EnumSource
    void whereResizedRepliesAreAcceptedDamagedOnesAreNot(Way way) throws Exception {
        assertThat(accepting(way, reply -> reply.truncatedBy(185))).as("too short").isInstanceOf(Timeout.class);
        assertThat(accepting(way, reply -> reply.truncatedBy(136).withFlippedByte(20))).isInstanceOf(Timeout.class);
        assertThat(accepting(way, reply -> reply.lengthenedBy(6).withFlippedByte(199))).isInstanceOf(Timeout.class);
        assertThat(accepting(way, reply -> reply.truncatedBy(136).from(way.otherHost())))
                .as("cut, from another address")
                .isInstanceOf(Timeout.class);
        assertThat(accepting(way, reply -> reply.lengthenedBy(6).withCode(1))).isInstanceOf(Timeout.class);
    }
}
