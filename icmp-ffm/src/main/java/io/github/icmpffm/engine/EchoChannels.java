package io.github.icmpffm.engine;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.Poller;
import io.github.icmpffm.socket.SocketKind;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;

/**
 * The channels of a loop, and its waiting until one of them has something.
 *
 * <p>One of each family serves as long as the kernel takes what is sent. A socket's buffer is full for long when an
 * interface is stalled: what waits there counts against the socket, whoever it is for. Then requests go out by another
 * socket, opened for that, until the first has room again.
 */
final class EchoChannels {

    /** How many sockets a loop opens at most besides its first ones. */
    static final int MAX_SPARE = 30;

    /** After how many turns that did not wait, and so did not poll, each channel is worth a look. */
    private static final int TURNS_WITHOUT_POLL = 64;

    /** How long after a socket could not be opened another one is tried. */
    private static final long RETRY_OPEN_NANOS = 1_000_000_000;

    private final Poller poller;
    private final SocketSource source;
    private final int identifier;
    private final Arena arena;
    private final int first;
    private EchoChannel[] channels;
    private int turnsWithoutPoll;
    private long nextOpenNanos = Long.MIN_VALUE;

    /**
     * Channels over sockets.
     *
     * @param poller of the same sockets, in that order, with room for {@link #MAX_SPARE} more
     * @param source of more sockets
     * @param identifier what requests on raw sockets carry
     */
    EchoChannels(
            List<IcmpSocket> sockets, Poller poller, SocketSource source, int identifier, Arena arena) {
        this.poller = poller;
        this.source = source;
        this.identifier = identifier;
        this.arena = arena;
        first = sockets.size();
        channels = new EchoChannel[first];
        for (int i = 0; i < first; i++) {
            channels[i] = new EchoChannel(sockets.get(i), source, identifier, false, arena);
        }
    }

    int size() {
        return channels.length;
    }

    EchoChannel get(int index) {
        return channels[index];
    }

    /** One for that address which is not stalled, if there is one. */
    EchoChannel of(long high, long low, long nowNanos) {
        Family family = AddressBits.family(high, low);
        EchoChannel stalled = null;
        for (EchoChannel channel : channels) {
            if (channel.family() == family) {
                if (!channel.isStalled()) {
                    return channel;
                }
                stalled = stalled == null ? channel : stalled;
            }
        }
        if (stalled == null) {
            throw new IllegalStateException("the loop has no socket for " + family);
        }
        return openBeside(stalled, nowNanos);
    }

    private EchoChannel openBeside(EchoChannel stalled, long nowNanos) {
        if (channels.length - first == MAX_SPARE || nowNanos < nextOpenNanos) {
            return stalled;
        }
        try {
            IcmpSocket socket = source.open(stalled.family());
            poller.add(socket);
            boolean onlySends = socket.kind() == SocketKind.RAW;
            EchoChannel opened = new EchoChannel(socket, source, identifier, onlySends, arena);
            channels = Arrays.copyOf(channels, channels.length + 1);
            channels[channels.length - 1] = opened;
            return opened;
        } catch (IcmpException e) {
            nextOpenNanos = nowNanos + RETRY_OPEN_NANOS; // without privileges any more, or out of descriptors
            return stalled;
        }
    }

    /** Closes the sockets that were opened here. */
    void closeOpened() {
        for (int i = first; i < channels.length; i++) {
            channels[i].socket.close();
        }
    }

    /** Whether the buffer of a socket is full. */
    boolean isAnyFull() {
        for (EchoChannel channel : channels) {
            if (channel.isFull()) {
                return true;
            }
        }
        return false;
    }

    /** Waits until a channel has something, or room again; {@link Poller#FOREVER} if need be. */
    void await(long timeoutNanos) {
        for (int i = 0; i < channels.length; i++) {
            poller.watchWritable(i, channels[i].isFull());
        }
        poller.await(timeoutNanos);
        turnsWithoutPoll = 0;
        for (int i = 0; i < channels.length; i++) {
            EchoChannel channel = channels[i];
            channel.worthALook(poller.isReady(i));
            if (poller.isInError(i)) {
                channel.errorsQueued(true);
            }
            if (poller.isWritable(i)) {
                channel.hasRoom();
            }
        }
    }

    /** Waits for the time alone; whatever comes meanwhile is there afterwards. */
    void sleep(long timeoutNanos) {
        poller.sleep(timeoutNanos);
        lookAtAll();
    }

    /** The loop goes on at once. */
    void skipWaiting() {
        if (++turnsWithoutPoll == TURNS_WITHOUT_POLL) {
            lookAtAll();
        }
    }

    private void lookAtAll() {
        turnsWithoutPoll = 0;
        for (EchoChannel channel : channels) {
            channel.worthALook(true);
        }
    }
}
