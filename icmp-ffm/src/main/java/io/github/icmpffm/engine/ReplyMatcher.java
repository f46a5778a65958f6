package io.github.icmpffm.engine;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpView;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Which probe a received message belongs to.
 *
 * <p>An echo reply, with code 0 and (on a raw socket) our identifier:
 *
 * <ol>
 *   <li>The probe with the sender's address and the reply's sequence number, if the whole payload, its nonce included,
 *       is what was sent: that probe's reply.
 *   <li>Otherwise any probe of that family and sequence number whose payload it is: its reply, from another address (a
 *       host with several, or a broadcast). The nonce proves it, for who sends it has seen the request.
 *   <li>Otherwise, if there is a probe as in 1: it claims to be its reply and is not; corrupted.
 *   <li>Otherwise it is foreign.
 * </ol>
 *
 * <p>A wrong checksum makes what 1 would match corrupted as well. An error or notice belongs to the probe with the
 * target, identifier and sequence number of the packet it quotes, whoever sent it.
 */
final class ReplyMatcher {

    static final int FOREIGN = ProbeTable.NONE;

    private final ProbeTable probes;
    private boolean genuine;

    ReplyMatcher(ProbeTable probes) {
        this.probes = probes;
    }

    /**
     * The slot an echo reply belongs to, or FOREIGN; {@link #isGenuine} then tells the reply from the corrupted.
     *
     * @param cut whether the message was longer than what was kept of it
     */
    int matchReply(EchoChannel channel, IcmpView reply, long sourceHigh, long sourceLow, boolean cut) {
        genuine = false;
        if (reply.code() != 0 || !channel.isOurs(reply.identifier())) {
            return FOREIGN;
        }
        boolean intact = !cut && (!channel.receivesIpHeader() || reply.checksumIsRight());
        int slot = probes.find(sourceHigh, sourceLow, reply.sequence());
        if (!intact) {
            return slot;
        }
        if (slot == ProbeTable.NONE || !isPayloadOf(slot, reply)) {
            int elsewhere = findByPayload(channel.family(), reply);
            if (elsewhere == ProbeTable.NONE) {
                return slot;
            }
            slot = elsewhere;
        }
        genuine = true;
        return slot;
    }

    /** Whether the reply that was matched last is what was sent. */
    boolean isGenuine() {
        return genuine;
    }

    /** The slot that the quoted echo request of an error or notice belongs to, or FOREIGN. */
    int matchQuote(EchoChannel channel, IcmpView error) {
        boolean intact = !channel.receivesIpHeader() || error.checksumIsRight();
        if (!intact || !error.quotesEchoRequest() || !channel.isOurs(error.quoted().identifier())) {
            return FOREIGN;
        }
        return probes.find(
                error.quoted().destinationHigh(),
                error.quoted().destinationLow(),
                error.quoted().sequence());
    }

    /** Looks at every slot; only for what comes from an unexpected address, and has passed the identifier's filter. */
    private int findByPayload(Family family, IcmpView reply) {
        for (int slot = 0; slot < probes.slots(); slot++) {
            if (probes.state[slot] != ProbeTable.FREE
                    && probes.sequence[slot] == reply.sequence()
                    && AddressBits.isIpv4(probes.targetHigh[slot], probes.targetLow[slot]) == (family == Family.IPV4)
                    && isPayloadOf(slot, reply)) {
                return slot;
            }
        }
        return ProbeTable.NONE;
    }

    private boolean isPayloadOf(int slot, IcmpView reply) {
        EchoTemplate template = Objects.requireNonNull(probes.template[slot]);
        MemorySegment message = reply.segment();
        return template.payloadMatches(message, reply.payloadOffset(), reply.payloadLength(), probes.nonce[slot]);
    }
}
