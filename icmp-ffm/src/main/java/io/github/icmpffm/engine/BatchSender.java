package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.socket.SendBatch;

/**
 * Hands a channel's batch to the kernel, and decides whether a failure is the message's own. A message that the kernel has
 * no room for is given back, and the others go on: after a flush the batch is empty.
 */
abstract class BatchSender {

    /** How many times sending a message must fail, without another error to blame, to be believed. */
    private static final int FAILURES_BELIEVED = 3;

    /** How many failures may be blamed on errors of earlier packets, of which a stranger can send as many as he likes. */
    private static final int MAX_EXCUSED = 1024;

    /** After how many refusals the rest of a batch is not tried. */
    private static final int MAX_REFUSALS = 8;

    final EngineClock clock;

    /** The errno of the failure that was believed last, if nothing was sent since: the next one like it is believed at once. */
    private int believed;

    BatchSender(EngineClock clock) {
        this.clock = clock;
    }

    /**
     * The messages from that place in the batch on are about to be sent.
     *
     * @return how many of them in one system call
     */
    abstract int beforeSending(EchoChannel channel, int first);

    /** The message at that place in the batch was sent, by a call that returned at that time. */
    abstract void sent(EchoChannel channel, int index, long returnedNanos);

    /** The kernel has no room for the message at that place, or was not asked because it had none for others. */
    abstract void refused(EchoChannel channel, int index, int errno);

    /** The message at that place will not be sent. */
    abstract void failed(EchoChannel channel, int index, int errno);

    /** The kernel has no room now. */
    abstract void congested();

    /** Empties the channel's error queue. Returns how many ICMP errors in it the kernel reports by that errno. */
    abstract int receiveErrors(EchoChannel channel, int errno);

    /** Sends what is in the batch, as far as the kernel takes it. */
    final void flush(EchoChannel channel) {
        SendBatch batch = channel.sending;
        if (batch.size() == 0) {
            return;
        }
        int failures = 0;
        int excused = 0;
        int refusals = 0;
        while (batch.unsent() > 0) {
            int first = batch.size() - batch.unsent();
            if (refusals == MAX_REFUSALS || channel.isFull(clock.latest())) {
                refused(channel, first, channel.refusal());
                batch.skip();
                continue;
            }
            channel.stamps.beforeSending(clock.latest());
            int result = batch.send(channel.socket, beforeSending(channel, first));
            if (result > 0) {
                failures = 0;
                believed = 0;
                channel.hasRoom();
                long returned = channel.stamps.isEnabled() ? clock.nanos() : clock.latest();
                for (int i = first; i < first + result; i++) {
                    sent(channel, i, returned);
                }
            } else if (EchoChannel.isCongestion(-result)) {
                refusals++;
                congested();
                drain(channel, -result);
                channel.refused(-result, clock.nanos());
                refused(channel, first, -result);
                batch.skip();
            } else if (result != -Errno.EINTR) {
                // It may be the error of an earlier packet, which the kernel reports once: then it is in the error queue, too.
                boolean isOfEarlierPacket = drain(channel, -result) > 0 && excused++ < MAX_EXCUSED;
                if (!isOfEarlierPacket && !channel.rebind(-result, clock.nanos())
                        && (-result == believed || ++failures == FAILURES_BELIEVED)) {
                    failures = 0;
                    believed = -result;
                    failed(channel, first, -result);
                    batch.skip();
                }
            }
        }
        batch.clear();
    }

    /** A send that failed may or may not have used up the number of a stamp. */
    private int drain(EchoChannel channel, int errno) {
        int errors = receiveErrors(channel, errno);
        channel.stamps.failed(clock.latest());
        return errors;
    }
}
