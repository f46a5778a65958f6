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
 * One socket of the loop with what goes out and comes in by it: the batch being filled, the templates of its probes, which
 * send stamp is whose, and whether the kernel takes more.
 */
final class EchoChannel {

    static final int BATCH = 32;

    /** Longer probes make room for themselves; what is never touched costs nothing. */
    private static final int USUAL_PROBE_BYTES = 128;

    /** Whatever fits into a packet of Ethernet: the errors of other probes than ours may be long. */
    private static final int USUAL_MESSAGE_BYTES = 2048;

    /** An IPv4 header with options, which comes before the message on a raw socket. */
    private static final int LONGEST_IP_HEADER = 60;

    /** How long a full socket is not tried again, unless it has room before. */
    private static final long FULL_NANOS = 1_000_000;

    /** A socket that has been full for so long is stalled: others send by another one. */
    private static final long STALLED_NANOS = 20_000_000;

    /** How many requests may wait in this host's queue where the kernel does not report what it drops there. */
    private static final int UNREPORTED_QUEUE = 8;

    /** What the kernel counts for a message besides its bytes; those it counts twice at most. */
    private static final int OVERHEAD_BYTES = 768;

    /** How often a socket's interface may be looked for again, after it has vanished. */
    private static final long REBIND_NANOS = 100_000_000;

    /** How much is kept of what an error quotes, with the extensions after it: no error is longer (RFC 4443 2.4 c). */
    private static final int QUOTED_BYTES = 1280;

    private static final int TEMPLATES_KEPT = 256;

    final IcmpSocket socket;
    final SendBatch sending;
    final ReceiveBatch receiving;
    final ReceiveBatch errors;
    final StampRing stamps;

    /** Whether nothing is received by it: another channel of its family gets its replies. */
    final boolean onlySends;

    /** The slots of the messages in {@link #sending}, by their place in it. */
    final int[] slots = new int[BATCH];

    /** For a sweep: whose those messages are, and when the kernel refused them first; 0 if it did not. */
    final long[] numbers = new long[BATCH];

    final long[] since = new long[BATCH];

    private final SocketSource source;
    private final int identifier;
    private final boolean sendsByBatch;
    private final boolean receivesStamps;
    private final boolean dropsUnreported;
    private final int sendBufferBytes;
    private final IdentityHashMap<byte[], EchoTemplate> templates = new IdentityHashMap<>();
    private byte[] latestPayload = {};
    private EchoTemplate latestTemplate;
    /** Whether the kernel has said that there is something in the error queue beside those. */
    private boolean errorsQueued;

    /** Whether there may be something to receive though nothing is waited for. */
    private boolean worthALook = true;

    /** Since when the socket has been full, monotonic; 0 if it is not. */
    private long fullSince;

    private long lastRefusalNanos;
    private int refusal;
    private long lastRebindNanos = Long.MIN_VALUE / 2;

    /** Messages dropped for a full receive buffer, as the kernel counts them: 32 bits, since the socket was opened. */
    long drops;

    /**
     * A channel over a socket.
     *
     * @param source of that socket
     * @param identifier what the requests carry; a datagram socket's kernel overwrites it
     * @param onlySends whether nothing is received by it
     */
    EchoChannel(IcmpSocket socket, SocketSource source, int identifier, boolean onlySends, Arena arena) {
        this.socket = socket;
        this.source = source;
        this.identifier = identifier;
        this.onlySends = onlySends;
        Stamps granted = socket.stamps();
        stamps = new StampRing(granted == Stamps.BOTH_WAYS ? socket : null);
        sendsByBatch = granted == Stamps.BOTH_WAYS;
        receivesStamps = granted != Stamps.NONE;
        // An IPv6 datagram socket reports a message as sent that its own host drops (there is no error for the caller).
        dropsUnreported = socket.kind() == SocketKind.DATAGRAM && socket.family() == Family.IPV6;
        sendBufferBytes = socket.options().sendBuffer();
        sending = new SendBatch(arena, socket.family(), BATCH, USUAL_PROBE_BYTES);
        receiving = new ReceiveBatch(arena, BATCH, USUAL_MESSAGE_BYTES + LONGEST_IP_HEADER);
        receiving.messagesSayAll(receivesIpHeader() && granted == Stamps.NONE);
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
        return receivesStamps ? clock.readWallOffset(nowNanos) : clock.recentWallOffset(nowNanos);
    }

    /** How many messages go out in one system call: one, where its time is the send stamp. */
    int burst() {
        return sendsByBatch ? BATCH : 1;
    }

    /** Whether so much waits in this host's queue that a target with requests there must not add to it. */
    boolean isCrowded() {
        int awaited = stamps.awaited();
        return awaited >= UNREPORTED_QUEUE
                && (dropsUnreported
                        || awaited * (OVERHEAD_BYTES + 2L * sending.messageBytes()) > sendBufferBytes / 2);
    }

    /** How many of its requests a target may have in this host's queue while that is {@link #isCrowded crowded}. */
    int queueDepth() {
        return dropsUnreported ? UNREPORTED_QUEUE / 2 : 1;
    }

    /** How many entries of the error queue to ask for: as many stamps as are awaited, or all there is. */
    int errorsExpected() {
        return errorsQueued ? errors.capacity() : Math.min(stamps.awaited(), errors.capacity());
    }

    /** There is something in the error queue, or was when the kernel said so; none when it has been emptied. */
    void errorsQueued(boolean queued) {
        errorsQueued = queued;
    }

    boolean areErrorsQueued() {
        return errorsQueued;
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

    /** The kernel has not taken a message, for that reason. */
    void refused(int errno, long now) {
        refusal = errno;
        lastRefusalNanos = now;
        if (errno == Errno.EAGAIN && fullSince == 0) {
            fullSince = now;
        }
    }

    /** Why the kernel did not take a message last. */
    int refusal() {
        return refusal;
    }

    /** The kernel takes messages again. */
    void hasRoom() {
        fullSince = 0;
    }

    /** Whether the socket's buffer is full. */
    boolean isFull() {
        return fullSince != 0;
    }

    /** Whether it was full so lately that to try again is of no use. */
    boolean isFull(long now) {
        return fullSince != 0 && now - lastRefusalNanos < FULL_NANOS;
    }

    /** Whether the socket has been full for so long that it does not just send fast. */
    boolean isStalled() {
        return fullSince != 0 && lastRefusalNanos - fullSince > STALLED_NANOS;
    }

    private static boolean isOfInterface(int errno) {
        return errno == Errno.ENODEV
                || errno == Errno.ENXIO
                || errno == Errno.ENETUNREACH
                || errno == Errno.EADDRNOTAVAIL;
    }

    /** Looks for the socket's interface again after an error that says that it has vanished. Returns whether it was found. */
    boolean rebind(int errno, long now) {
        if (!isOfInterface(errno) || now - lastRebindNanos < REBIND_NANOS) {
            return false;
        }
        lastRebindNanos = now;
        return source.rebindInterface(socket);
    }
}
