package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import io.github.icmpffm.packet.AddressBits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Makes values of the engine's events, which are only valid for a moment. */
final class EventTranslation {

    private EventTranslation() {}

    static PingEvent of(ProbeEvent event, InetAddress target) {
        return switch (event.kind()) {
            case REPLY -> reply(event, target);
            case DUPLICATE -> new Duplicate(reply(event, target));
            case LATE -> new Late(reply(event, target));
            case CORRUPTED -> corrupted(event, target);
            case TIMEOUT -> new Timeout(target, event.sequence(), time(event), event.leftHost());
            case SENT -> new Sent(target, event.sequence(), time(event));
            case SEND_FAILURE -> new SendFailure(target, event.sequence(), event.errno(), time(event));
            case ICMP_ERROR -> error(event, target);
            case ERROR_HINT -> new ErrorHint(error(event, target));
            case NOTICE ->
                new Notice(
                        target,
                        from(event, target),
                        event.sequence(),
                        event.type(),
                        event.code(),
                        event.restOfHeader(),
                        time(event));
        };
    }

    static Timing timing(ProbeEvent event) {
        if (event.isStampedBothWays()) {
            return Timing.KERNEL;
        }
        return event.isReceiveStamped() ? Timing.KERNEL_RECEIVE : Timing.USER;
    }

    private static IcmpError error(ProbeEvent event, InetAddress target) {
        return new IcmpError(
                target,
                from(event, target),
                event.sequence(),
                event.type(),
                event.code(),
                event.restOfHeader(),
                time(event),
                event.roundTripNanos(),
                event.queuedNanos(),
                timing(event),
                event.extensions().mplsLabels());
    }

    private static Reply reply(ProbeEvent event, InetAddress target) {
        return new Reply(
                target,
                from(event, target),
                event.sequence(),
                event.roundTripNanos(),
                event.queuedNanos(),
                timing(event),
                event.hopLimit(),
                event.bytes(),
                event.wallNanos());
    }

    private static Corrupted corrupted(ProbeEvent event, InetAddress target) {
        Corrupted.Damage damage = switch (event.damage()) {
            case CODE -> Corrupted.Damage.CODE;
            case CHECKSUM -> Corrupted.Damage.CHECKSUM;
            case LENGTH -> Corrupted.Damage.LENGTH;
            case PAYLOAD -> Corrupted.Damage.PAYLOAD;
        };
        int index = event.wrongByteIndex();
        if (index < 0) {
            return new Corrupted(reply(event, target), damage, null);
        }
        byte[] payload = event.receivedPayload();
        WrongByte wrong = new WrongByte(index, event.expectedByte(index), payload[index] & 0xff, payload);
        return new Corrupted(reply(event, target), damage, wrong);
    }

    /** Who sent it; mostly the target, whose object then serves again. */
    private static InetAddress from(ProbeEvent event, InetAddress target) {
        if (event.fromLow() == event.targetLow() && event.fromHigh() == event.targetHigh()) {
            return target;
        }
        InetAddress from = AddressBits.toInetAddress(event.fromHigh(), event.fromLow());
        if (event.fromScopeId() == 0 || !from.isLinkLocalAddress()) {
            return from;
        }
        try {
            return Inet6Address.getByAddress(null, from.getAddress(), event.fromScopeId());
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an IPv6 address", e);
        }
    }

    private static Instant time(ProbeEvent event) {
        return Instant.ofEpochSecond(0, event.wallNanos());
    }
}
