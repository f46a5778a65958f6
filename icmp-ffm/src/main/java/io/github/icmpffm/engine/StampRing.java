package io.github.icmpffm.engine;

import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.Stamps;
import org.jspecify.annotations.Nullable;

/**
 * Which send stamp is whose. The kernel numbers the stamps of a socket's messages from 0 on; a ring remembers which slot
 * each number is.
 *
 * <p>A send that failed may or may not have used up a number: that depends on the kernel and on the error. After one the
 * numbers are unknown until the kernel is made to count from 0 again, and that must wait until no stamp is outstanding: one
 * of a message that still waits in a queue of this host would be taken for a later message's. Until then stamps of new
 * messages are not used.
 */
final class StampRing {

    /** Instead of a number: the stamp, if one comes, cannot be told from others. */
    static final int UNKNOWN = -1;

    private static final int RING = 1 << 16;

    /** A stamp that has not come after this time is not waited for any more. */
    private static final long LONGEST_QUEUED_NANOS = 5_000_000_000L;

    private final @Nullable IcmpSocket socket;
    private final boolean enabled;
    private final int[] slots;
    private int next;
    private int awaited;
    private boolean isUnknown;
    private long unknownSince;

    /**
     * A ring for a socket.
     *
     * @param stamping null if it does not stamp what it sends
     */
    StampRing(@Nullable IcmpSocket stamping) {
        this.socket = stamping;
        this.enabled = stamping != null;
        this.slots = new int[enabled ? RING : 1];
    }

    /** Whether the kernel stamps what is sent. */
    boolean isEnabled() {
        return enabled;
    }

    /** The number of the stamp that the message of that slot, just sent, will get; {@link #UNKNOWN} if it has none. */
    int number(int slot) {
        if (!enabled) {
            return UNKNOWN;
        }
        awaited++;
        if (isUnknown) {
            return UNKNOWN;
        }
        slots[next & (RING - 1)] = slot;
        return next++;
    }

    /** Which slot that stamp was for; the slot may have another message by now, so its own number must be compared. */
    int slot(int number) {
        return slots[number & (slots.length - 1)];
    }

    /** Whether a stamp with that number, which is no slot's, may be that of a message whose number is unknown. */
    boolean isOfUnknown(int number) {
        return isUnknown && number - next >= 0;
    }

    /** One stamp less to wait for: it has come, or its message has an outcome without it. */
    void settle() {
        if (awaited > 0) {
            awaited--;
        }
    }

    /** No stamp is waited for any more: whatever they were of has its outcome. */
    void settleAll() {
        awaited = 0;
    }

    /** How many stamps have not come yet. */
    int awaited() {
        return awaited;
    }

    /** A send has failed. */
    void failed(long nowNanos) {
        if (enabled && !isUnknown) {
            isUnknown = true;
            unknownSince = nowNanos;
        }
    }

    /** Something is about to be sent: counts from 0 again if that is due and possible. */
    void beforeSending(long nowNanos) {
        if (isUnknown && socket != null && (awaited == 0 || nowNanos - unknownSince > LONGEST_QUEUED_NANOS)) {
            socket.options().stamps(Stamps.BOTH_WAYS);
            next = 0;
            awaited = 0;
            isUnknown = false;
        }
    }
}
