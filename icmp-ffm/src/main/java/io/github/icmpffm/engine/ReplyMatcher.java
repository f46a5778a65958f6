package io.github.icmpffm.engine;

import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpView;
import io.github.icmpffm.packet.InternetChecksum;
import io.github.icmpffm.packet.QuotedView;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Which probe a received message belongs to. Nothing that is received costs a search: a nonce names its slot.
 *
 * <p>An echo reply, with (on a raw socket) our identifier:
 *
 * <ol>
 *   <li>The probe with the sender's address and the reply's sequence number, if the whole payload, its nonce included,
 *       is what was sent: that probe's reply. Of several such probes the one that waits for it.
 *   <li>Otherwise the probe of that sequence number that its nonce names, if the payload is that one's: its reply, from
 *       another address (a host with several, or a broadcast). The nonce proves it, for who sends it has seen the request.
 *       Of probes too short for a nonce, and where resized replies are accepted, the latest one.
 *   <li>Otherwise, if there is a probe with the sender's address and the reply's sequence number, it claims to be its reply
 *       and is not: corrupted. But for a payload that is the probe's in all but the nonce, with hardly a byte of that: it
 *       answers another program that uses the same identifier, and is foreign.
 *   <li>Otherwise it is foreign.
 * </ol>
 *
 * <p>A wrong checksum, or a code that is not 0, makes what 1 would match corrupted as well. Where resized replies are accepted,
 * a payload is also what was sent if more follows it, and in 1 if it ends too soon but not before {@link #SHORTEST_CUT}.
 *
 * <p>An error or notice belongs to the probe with the target, identifier and sequence number of the packet it quotes, whoever
 * sent it, if its checksum, in which the nonce is, and as much as it quotes of the payload are that probe's. An ICMPv6
 * error must quote the nonce where it has room for it.
 */
final class ReplyMatcher {

    static final int FOREIGN = ProbeTable.NONE;

    /** How many bytes of the payload a reply without its nonce must have to be accepted, as those of a timeval in iputils. */
    static final int SHORTEST_CUT = 16;

    /**
     * How much of the payload an ICMPv6 error quotes at least, if it had that much: all that leaves the error within 1,280
     * bytes (RFC 4443 section 2.4 c), or with extensions 128 bytes with the headers (RFC 4884 section 4.4).
     */
    private static final int SHORTEST_IPV6_QUOTE = 128 - 40 - 8;

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
            slot = findByName(channel.family(), reply);
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

    /** Whether the reply that was matched last is what was sent, or the error quotes the whole nonce. */
    boolean isGenuine() {
        return genuine;
    }

    /** What is wrong with the reply that was matched last, if it is not what was sent. */
    ProbeEvent.Damage damage() {
        return damage;
    }

    /** The slot that the quoted echo request of an error or notice belongs to, or FOREIGN; {@link #isGenuine} then says more. */
    int matchQuote(EchoChannel channel, IcmpView error) {
        genuine = false;
        boolean intact = !channel.receivesIpHeader() || error.checksumIsRight();
        QuotedView quoted = error.quoted();
        if (!intact || !error.quotesEchoRequest() || !channel.isOurs(quoted.identifier())) {
            return FOREIGN;
        }
        long sourceHigh = quoted.sourceHigh();
        long sourceLow = quoted.sourceLow();
        long targetHigh = quoted.destinationHigh();
        long targetLow = quoted.destinationLow();
        int addresses = channel.family() == Family.IPV4
                ? 0
                : InternetChecksum.sumOfPseudoHeader(sourceHigh, sourceLow, targetHigh, targetLow, 0);
        int found = FOREIGN;
        for (int slot = probes.find(targetHigh, targetLow, quoted.sequence()); slot != FOREIGN; slot = probes
                .findNext(slot)) {
            if (isChecksumOf(slot, quoted.checksum(), quoted.identifier(), addresses)
                    && isQuotedPayloadOf(slot, error.segment(), quoted.payloadOffset(), quoted.payloadLength())) {
                found = preferred(found, slot);
            }
        }
        return found;
    }

    /**
     * The slot of a request of ours that an entry of the error queue quotes, or FOREIGN; {@link #isGenuine} then says more.
     * The kernel leaves an IPv6 header out, so that the checksum, in which the source address is, cannot be compared.
     */
    int matchQueued(EchoChannel channel, long targetHigh, long targetLow, IcmpView request) {
        genuine = false;
        boolean canCompare = channel.family() == Family.IPV4;
        int found = FOREIGN;
        for (int slot = probes.find(targetHigh, targetLow, request.sequence()); slot != FOREIGN; slot = probes
                .findNext(slot)) {
            if ((!canCompare || isChecksumOf(slot, request.checksum(), request.identifier(), 0))
                    && isQuotedPayloadOf(slot, request.segment(), request.payloadOffset(), request.payloadLength())) {
                found = preferred(found, slot);
            }
        }
        return found;
    }

    private boolean isChecksumOf(int slot, int checksum, int identifier, int addresses) {
        EchoTemplate template = template(slot);
        int pseudoHeader = template.family() == Family.IPV4 ? 0 : addresses + template.length();
        return template.checksumMatches(checksum, identifier, probes.sequence[slot], probes.nonce[slot], pseudoHeader);
    }

    /** Of two that match the one that waits for an answer. */
    private int preferred(int found, int slot) {
        return found == FOREIGN || (probes.state[slot] == ProbeTable.OPEN && probes.state[found] != ProbeTable.OPEN)
                ? slot
                : found;
    }

    /** Whether that much of the payload may be quoted of that probe, and is the probe's. */
    private boolean isQuotedPayloadOf(int slot, MemorySegment segment, long offset, long length) {
        EchoTemplate template = template(slot);
        long quoted = Math.min(length, template.payloadLength()); // padded, before extensions (RFC 4884 section 3)
        boolean isTooShort = template.family() == Family.IPV6
                && quoted < Math.min(template.lengthThroughNonce(), SHORTEST_IPV6_QUOTE);
        if (isTooShort || !template.payloadBegins(segment, offset, quoted, probes.nonce[slot])) {
            return false;
        }
        genuine = template.carriesNonce() && quoted >= template.lengthThroughNonce();
        return true;
    }

    /** The probe that the reply's nonce names, or the latest nameless one, if the reply is that probe's. */
    private int findByName(Family family, IcmpView reply) {
        if (reply.payloadLength() >= EchoTemplate.SHORTEST_WITH_NONCE) {
            int slot = probes.namedBy(
                    EchoTemplate.nonceIn(reply.segment(), reply.payloadOffset(), reply.payloadLength()));
            if (isReplyOf(slot, family, reply)) {
                return slot;
            }
        }
        int slot = probes.nameless(reply.sequence());
        return isReplyOf(slot, family, reply) ? slot : ProbeTable.NONE;
    }

    private boolean isReplyOf(int slot, Family family, IcmpView reply) {
        return slot != ProbeTable.NONE
                && probes.sequence[slot] == reply.sequence()
                && template(slot).family() == family
                && isPayloadOf(slot, reply);
    }

    /** Of the probes with the address and sequence number of that one: whose payload it is, best one that is open. */
    private int findByPayload(int first, IcmpView reply) {
        int found = ProbeTable.NONE;
        for (int slot = first; slot != ProbeTable.NONE; slot = probes.findNext(slot)) {
            if (isPayloadOf(slot, reply) || isCutPayloadOf(slot, reply)) {
                found = preferred(found, slot);
            }
        }
        return found;
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
