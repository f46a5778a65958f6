package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.ReceiveBatch;
import io.github.icmpffm.socket.SendBatch;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.socket.Stamps;
import java.lang.foreign.Arena;
import java.util.IdentityHashMap;

/**
 * One socket of the loop with what goes out and comes in by it: the batch being filled, the templates of its probes, and
 * which send stamp is whose.
 *
 * <p>The kernel numbers the stamps of sent messages from 0 on; a ring remembers which slot each number is. A send that
 * failed may or may not have used up a number, so after one the count is started anew.
 */
final class EchoChannel {

    static final int BATCH = 32;

    /** Longer probes make room for themselves; what is never touched costs nothing. */
    private static final int USUAL_PROBE_BYTES = 128;

    /** Whatever fits into a packet of Ethernet: the errors of other probes than ours may be long. */
    private static final int USUAL_MESSAGE_BYTES = 2048;

    /** An IPv4 header with options, which comes before the message on a raw socket. */
    private static final int LONGEST_IP_HEADER = 60;

    /** How long to wait when the device's queue is full, of whose end nothing tells. */
    private static final long QUEUE_FULL_NANOS = 1_000_000;

    /** How long to wait at most when the socket's buffer is full, though it tells when there is room. */
    private static final long BUFFER_FULL_NANOS = 10_000_000;

    /** How much is kept of what an error quotes, with the extensions after it: no error is longer (RFC 4443 2.4 c). */
    private static final int QUOTED_BYTES = 1280;

    private static final int RING = 1 << 16;
    private static final int TEMPLATES_KEPT = 256;

    final IcmpSocket socket;
    final SendBatch sending;
    final ReceiveBatch receiving;
    final ReceiveBatch errors;
    final Stamps stamps;

    /** The slots of the messages in {@link #sending}, by their place in it. */
    final int[] slots = new int[BATCH];

    private final int identifier;
    private final int[] slotOfStamp = new int[RING];
    private final IdentityHashMap<byte[], EchoTemplate> templates = new IdentityHashMap<>();
    private byte[] latestPayload = {};
    private EchoTemplate latestTemplate;
    private int nextStamp;

    /** How many send stamps have not come back yet. */
    private int stampsAwaited;

    /** Whether the kernel has said that there is something in the error queue beside those. */
    private boolean errorsQueued;

    /** Whether there may be something to receive though nothing is waited for. */
    private boolean worthALook = true;

    /** Until when sending is put off, monotonic; 0 if it is not. */
    private long putOffUntil;

    private boolean waitsForRoom;

    /** Messages dropped for a full receive buffer, as the kernel counts them: 32 bits, since the socket was opened. */
    long drops;

    /**
     * A channel over a socket.
     *
     * @param identifier what the requests carry; a datagram socket's kernel overwrites it
     */
    EchoChannel(IcmpSocket socket, int identifier, Stamps stamps, Arena arena) {
        this.socket = socket;
        this.identifier = identifier;
        this.stamps = stamps;
        sending = new SendBatch(arena, socket.family(), BATCH, USUAL_PROBE_BYTES);
        receiving = new ReceiveBatch(arena, BATCH, USUAL_MESSAGE_BYTES + LONGEST_IP_HEADER);
        receiving.messagesSayAll(receivesIpHeader() && stamps == Stamps.NONE);
        // A raw socket gets its errors as messages; in its queue are stamps alone, which quote nothing.
        errors = new ReceiveBatch(arena, BATCH, isRaw() ? Long.BYTES : QUOTED_BYTES);
        latestTemplate = new EchoTemplate(socket.family(), identifier, latestPayload);
    }

    Family family() {
        return socket.family();
    }

    boolean isRaw() {
        return socket.kind() == SocketKind.RAW;
    }

    /** Whether received messages begin with an IP header. */
    boolean receivesIpHeader() {
        return isRaw() && family() == Family.IPV4;
    }

    /** Whether a reply's identifier says that it is ours; a datagram socket gets no other. */
    boolean isOurs(int replyIdentifier) {
        return !isRaw() || replyIdentifier == identifier;
    }

    /** The template for that payload array, made when it is first seen. */
    @SuppressWarnings("ReferenceEquality") // the very same one
    EchoTemplate template(byte[] payload) {
        if (payload == latestPayload) {
            return latestTemplate;
        }
        EchoTemplate template = templates.get(payload);
        if (template == null) {
            if (templates.size() >= TEMPLATES_KEPT) {
                templates.clear();
            }
            template = new EchoTemplate(family(), identifier, payload);
            templates.put(payload, template);
        }
        latestPayload = payload;
        latestTemplate = template;
        return template;
    }

    /** Whether a message of that length can be added now. */
    boolean hasRoomFor(int messageBytes) {
        if (sending.isFull()) {
            return false;
        }
        if (messageBytes > sending.messageBytes()) {
            if (sending.size() > 0) {
                return false;
            }
            sending.ensureMessageBytes(messageBytes);
            receiving.ensureMessageBytes(messageBytes + LONGEST_IP_HEADER);
        }
        return true;
    }

    /** The clocks' distance on receiving, as exactly as this channel's stamps need it. */
    long wallOffset(EngineClock clock, long nowNanos) {
        return stamps == Stamps.NONE ? clock.recentWallOffset(nowNanos) : clock.readWallOffset(nowNanos);
    }

    /** How many messages go out in one system call: one, where its time is the send stamp. */
    int burst() {
        return stamps == Stamps.BOTH_WAYS ? BATCH : 1;
    }

    /** The number of the send stamp that a message of that slot, just sent, will get. */
    int numberStamp(int slot) {
        if (stamps == Stamps.BOTH_WAYS) {
            slotOfStamp[nextStamp & (RING - 1)] = slot;
            stampsAwaited++;
        }
        return nextStamp++;
    }

    /** Which slot that stamp was for; the slot may have another probe by now, so its own number must be compared. */
    int slotOfStamp(int number) {
        return slotOfStamp[number & (RING - 1)];
    }

    /** Counts stamps from 0 again, in step with the kernel. None may be waiting in the error queue. */
    void restartStamps() {
        if (stamps == Stamps.BOTH_WAYS) {
            socket.options().stamps(Stamps.BOTH_WAYS);
            nextStamp = 0;
            stampsAwaited = 0;
        }
    }

    /** A send stamp has come. */
    void stampCame() {
        stampsAwaited--;
    }

    /** No more stamps are waited for: whatever they were of has its outcome. */
    void awaitNoStamps() {
        stampsAwaited = 0;
    }

    /** How many entries of the error queue to ask for: as many stamps as are awaited, or all there is. */
    int errorsExpected() {
        return errorsQueued ? errors.capacity() : Math.min(stampsAwaited, errors.capacity());
    }

    /** There is something in the error queue, or was when the kernel said so; none when it has been emptied. */
    void errorsQueued(boolean queued) {
        errorsQueued = queued;
    }

    /** Whether there may be something to receive though nothing is waited for: a late reply, an error. */
    void worthALook(boolean worth) {
        worthALook = worth;
    }

    boolean isWorthALook() {
        return worthALook;
    }

    /** Whether that error of a send call means "not now". */
    static boolean isCongestion(int errno) {
        return errno == Errno.EAGAIN || errno == Errno.ENOBUFS || errno == Errno.ENOMEM;
    }

    /** Puts sending off after such an error. */
    void putOff(int errno, long now) {
        waitsForRoom = errno == Errno.EAGAIN;
        putOffUntil = now + (waitsForRoom ? BUFFER_FULL_NANOS : QUEUE_FULL_NANOS);
    }

    /** Whether sending is put off; ends that when its time has come. */
    boolean isPutOff(long now) {
        if (putOffUntil != 0 && now >= putOffUntil) {
            putOffUntil = 0;
            waitsForRoom = false;
        }
        return putOffUntil != 0;
    }

    /** The socket's buffer has room again. */
    void resume() {
        putOffUntil = 0;
        waitsForRoom = false;
    }

    /** Whether room in the socket's buffer ends the putting off. */
    boolean waitsForRoom() {
        return waitsForRoom;
    }

    /** Until when sending is put off, monotonic; 0 if it is not. */
    long putOffUntil() {
        return putOffUntil;
    }
}
