package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.socket.SendBatch;

/** Hands a channel's batch to the kernel, and decides whether a failure is the message's own. */
abstract class BatchSender {

    /** How many times sending a message must fail, without another error to blame, to be believed. */
    private static final int FAILURES_BELIEVED = 3;

    /** How many failures may be blamed on errors of earlier packets, of which a stranger can send as many as he likes. */
    private static final int MOST_EXCUSED = 1024;

    final EngineClock clock;

    BatchSender(EngineClock clock) {
        this.clock = clock;
    }

    /**
     * The messages from that place in the batch on are about to be sent.
     *
     * @return how many of them in one system call
     */
    abstract int beforeSending(EchoChannel channel, int first);

    /** The message of that slot was sent, and its send stamp will have that number. */
    abstract void sent(int slot, int stampNumber);

    /** The message of that slot will not be sent. */
    abstract void sendFailed(int slot, int errno);

    /** The kernel has no room now. */
    abstract void congested();

    /** Empties the channel's error queue. Returns how many ICMP errors there were in it. */
    abstract int receiveErrors(EchoChannel channel);

    /** Sends what is in the batch, as far as the kernel takes it; the rest stays for the next call. */
    final void flush(EchoChannel channel) {
        SendBatch batch = channel.sending;
        if (batch.size() == 0 || channel.isPutOff(clock.latest())) {
            return;
        }
        int failures = 0;
        int excused = 0;
        while (batch.unsent() > 0) {
            int first = batch.size() - batch.unsent();
            int result = batch.send(channel.socket, beforeSending(channel, first));
            if (result > 0) {
                failures = 0;
                for (int i = first; i < first + result; i++) {
                    sent(channel.slots[i], channel.numberStamp(channel.slots[i]));
                }
            } else if (EchoChannel.isCongestion(-result)) {
                congested();
                restartStamps(channel);
                channel.putOff(-result, clock.nanos());
                return;
            } else if (result != -Errno.EINTR) {
                // It may be the error of an earlier packet, which the kernel tells once: then it is in the error queue, too.
                boolean isOfEarlierPacket = restartStamps(channel) > 0 && excused++ < MOST_EXCUSED;
                if (!isOfEarlierPacket && ++failures == FAILURES_BELIEVED) {
                    failures = 0;
                    sendFailed(channel.slots[first], -result);
                    batch.skip();
                }
            }
        }
        batch.clear();
    }

    /** A send that failed may or may not have used up the number of a stamp. Returns how many ICMP errors were waiting. */
    private int restartStamps(EchoChannel channel) {
        int errors = receiveErrors(channel);
        channel.restartStamps();
        return errors;
    }
}
