package io.github.icmpffm.engine;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.Poller;
import io.github.icmpffm.socket.Stamps;
import java.lang.foreign.Arena;
import java.util.List;

/** The channels of a loop, at most one of each family, and its waiting until one of them has something. */
final class EchoChannels {

    /** After how many turns that did not wait, and so did not poll, each channel is worth a look. */
    private static final int TURNS_WITHOUT_POLL = 64;

    private final Poller poller;
    private final EchoChannel[] channels;
    private int turnsWithoutPoll;

    /**
     * Channels over sockets.
     *
     * @param poller of the same sockets, in that order
     * @param identifier what requests on raw sockets carry
     */
    EchoChannels(List<IcmpSocket> sockets, Poller poller, int identifier, Stamps stamps, Arena arena) {
        this.poller = poller;
        channels = new EchoChannel[sockets.size()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = new EchoChannel(sockets.get(i), identifier, stamps, arena);
        }
    }

    int size() {
        return channels.length;
    }

    EchoChannel get(int index) {
        return channels[index];
    }

    /** The one for that address. */
    EchoChannel of(long high, long low) {
        Family family = AddressBits.family(high, low);
        for (EchoChannel channel : channels) {
            if (channel.family() == family) {
                return channel;
            }
        }
        throw new IllegalStateException("the loop has no socket for " + family);
    }

    /** When the next channel that has put off sending may go on; {@link TimerWheel#NEVER} if none has. */
    long nextResume() {
        long next = TimerWheel.NEVER;
        for (EchoChannel channel : channels) {
            if (channel.putOffUntil() != 0) {
                next = Math.min(next, channel.putOffUntil());
            }
        }
        return next;
    }

    /** Waits until a channel has something, or is told to go on; {@link Poller#FOREVER} if need be. */
    void await(long timeoutNanos) {
        for (int i = 0; i < channels.length; i++) {
            poller.watchWritable(i, channels[i].waitsForRoom());
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
                channel.resume();
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
