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
 * <p>An echo reply, with (on a raw socket) our identifier:
 *
 * <ol>
 *   <li>The probe with the sender's address and the reply's sequence number, if the whole payload, its nonce included,
 *       is what was sent: that probe's reply. Of several such probes the one that waits for it.
 *   <li>Otherwise any probe of that family and sequence number whose payload it is: its reply, from another address (a
 *       host with several, or a broadcast). The nonce proves it, for who sends it has seen the request.
 *   <li>Otherwise, if there is a probe as in 1, it claims to be its reply and is not: corrupted. But for a payload that is
 *       the probe's in all but the nonce, with hardly a byte of that: it answers another program that uses the same
 *       identifier, and is foreign.
 *   <li>Otherwise it is foreign.
 * </ol>
 *
 * <p>A wrong checksum, or a code that is not 0, makes what 1 would match corrupted as well. Where resized replies are accepted,
 * a payload is also what was sent if more follows it, and in 1 if it ends too soon but not before {@link #SHORTEST_CUT}. An error or notice belongs to
 * the probe with the target, identifier and sequence number of the packet it quotes, whoever sent it, if as much as it
 * quotes of the payload is that probe's.
 */
final class ReplyMatcher {

    static final int FOREIGN = ProbeTable.NONE;

    /** How many bytes of the payload a reply without its nonce must have to be accepted, as those of a timeval in iputils. */
    static final int SHORTEST_CUT = 16;

    private final ProbeTable probes;
    private final boolean acceptsResized;
    private boolean genuine;
    private ProbeEvent.Damage damage = ProbeEvent.Damage.PAYLOAD;

    /**
     * A matcher.
     *
     * @param acceptsResized whether a reply that differs only in length is one
     */
    ReplyMatcher(ProbeTable probes, boolean acceptsResized) {
        this.probes = probes;
        this.acceptsResized = acceptsResized;
    }

    /**
     * The slot an echo reply belongs to, or FOREIGN; {@link #isGenuine} then tells the reply from the corrupted.
     *
     * @param cut whether the message was longer than what was kept of it
     */
    int matchReply(EchoChannel channel, IcmpView reply, long sourceHigh, long sourceLow, boolean cut) {
        genuine = false;
        if (!channel.isOurs(reply.identifier())) {
            return FOREIGN;
        }
        int claimed = probes.find(sourceHigh, sourceLow, reply.sequence());
        if (reply.code() != 0) {
            damage = ProbeEvent.Damage.CODE;
            return claimed;
        }
        if (cut && !acceptsResized) {
            damage = ProbeEvent.Damage.LENGTH;
            return claimed;
        }
        if (!cut && channel.receivesIpHeader() && !reply.checksumIsRight()) {
            damage = ProbeEvent.Damage.CHECKSUM;
            return claimed;
        }
        int slot = findByPayload(claimed, reply);
        if (slot == ProbeTable.NONE) {
            slot = findByPayload(channel.family(), reply);
        }
        if (slot == ProbeTable.NONE) {
            if (claimed == ProbeTable.NONE || isToAnotherProgram(claimed, reply)) {
                return FOREIGN;
            }
            damage = cut || reply.payloadLength() != template(claimed).payloadLength()
                    ? ProbeEvent.Damage.LENGTH
                    : ProbeEvent.Damage.PAYLOAD;
            return claimed;
        }
        genuine = true;
        return slot;
    }

    /** Whether the reply that was matched last is what was sent. */
    boolean isGenuine() {
        return genuine;
    }

    /** What is wrong with the reply that was matched last, if it is not what was sent. */
    ProbeEvent.Damage damage() {
        return damage;
    }

    /** The slot that the quoted echo request of an error or notice belongs to, or FOREIGN. */
    int matchQuote(EchoChannel channel, IcmpView error) {
        boolean intact = !channel.receivesIpHeader() || error.checksumIsRight();
        if (!intact || !error.quotesEchoRequest() || !channel.isOurs(error.quoted().identifier())) {
            return FOREIGN;
        }
        return findByQuote(
                error.quoted().destinationHigh(),
                error.quoted().destinationLow(),
                error.quoted().sequence(),
                error.segment(),
                error.quoted().payloadOffset(),
                error.quoted().payloadLength());
    }

    /** The slot of a request of ours that an entry of the error queue quotes, or FOREIGN. */
    int matchQueued(long targetHigh, long targetLow, IcmpView request) {
        return findByQuote(
                targetHigh,
                targetLow,
                request.sequence(),
                request.segment(),
                request.payloadOffset(),
                request.payloadLength());
    }

    private int findByQuote(
            long targetHigh, long targetLow, int sequence, MemorySegment segment, long offset, long length) {
        int found = FOREIGN;
        for (int slot = probes.find(targetHigh, targetLow, sequence); slot != FOREIGN; slot = probes.findNext(slot)) {
            EchoTemplate template = Objects.requireNonNull(probes.template[slot]);
            long quoted = Math.min(length, template.payloadLength()); // padded, before extensions (RFC 4884 section 3)
            if (template.payloadBegins(segment, offset, quoted, probes.nonce[slot])) {
                if (probes.state[slot] == ProbeTable.OPEN) {
                    return slot;
                }
                found = found == FOREIGN ? slot : found;
            }
        }
        return found;
    }

    /** Of the probes with the address and sequence number of that one: whose payload it is, best one that is open. */
    private int findByPayload(int first, IcmpView reply) {
        int found = ProbeTable.NONE;
        for (int slot = first; slot != ProbeTable.NONE; slot = probes.findNext(slot)) {
            if (isPayloadOf(slot, reply) || isCutPayloadOf(slot, reply)) {
                if (probes.state[slot] == ProbeTable.OPEN) {
                    return slot;
                }
                found = found == ProbeTable.NONE ? slot : found;
            }
        }
        return found;
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
        EchoTemplate template = template(slot);
        long length = acceptsResized
                ? Math.min(reply.payloadLength(), template.payloadLength())
                : reply.payloadLength();
        return template.payloadMatches(reply.segment(), reply.payloadOffset(), length, probes.nonce[slot]);
    }

    private boolean isCutPayloadOf(int slot, IcmpView reply) {
        return acceptsResized
                && reply.payloadLength() >= SHORTEST_CUT
                && template(slot).payloadBegins(
                        reply.segment(), reply.payloadOffset(), reply.payloadLength(), probes.nonce[slot]);
    }

    private boolean isToAnotherProgram(int slot, IcmpView reply) {
        return template(slot).hasOtherNonce(
                reply.segment(), reply.payloadOffset(), reply.payloadLength(), probes.nonce[slot]);
    }

    private EchoTemplate template(int slot) {
        return Objects.requireNonNull(probes.template[slot]);
    }
}
