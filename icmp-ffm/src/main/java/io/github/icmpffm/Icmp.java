package io.github.icmpffm;

import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoRequest;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpMessage;
import io.github.icmpffm.packet.PacketDump;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * ICMP in one line, for jshell and scripts. What belongs into a program is {@link Pinger}.
 *
 * <pre>{@code
 * Icmp.ping("127.0.0.1")
 * Icmp.dump(Icmp.echoRequest(1, 0))
 * }</pre>
 */
public final class Icmp {

    private Icmp() {}

    private static @Nullable Pinger shared;

    /** A pinger for the whole process, opened when first used; its thread is a daemon and ends with the process. */
    private static synchronized Pinger shared() {
        Pinger pinger = shared;
        if (pinger == null) {
            pinger = Pinger.open();
            shared = pinger;
        }
        return pinger;
    }

    /**
     * Pings a host by name or address, and waits for the outcome.
     *
     * @throws UnknownHostException if the name does not resolve
     * @throws InterruptedException if the thread is interrupted
     */
    public static PingResult ping(String host) throws UnknownHostException, InterruptedException {
        InetAddress target = InetAddress.getByName(host);
        return shared().ping(target);
    }

    /** An echo request over IPv4 with the default payload, as it would be sent. */
    public static EchoRequest echoRequest(int identifier, int sequence) {
        return new EchoRequest(
                Family.IPV4, identifier, sequence, EchoPayload.ofLength(EchoPayload.DEFAULT_LENGTH));
    }

    /** A message's fields and bytes, as text. */
    public static String dump(EchoRequest request) {
        return dump(request.family(), request.encode());
    }

    /** The fields and bytes of a message that begins with its ICMP header, as text. */
    public static String dump(Family family, byte[] message) {
        return PacketDump.of(family, message);
    }

    /** What a message that begins with its ICMP header says, in one line. */
    public static String describe(Family family, byte[] message) {
        return IcmpMessage.decode(family, message).describe();
    }
}
