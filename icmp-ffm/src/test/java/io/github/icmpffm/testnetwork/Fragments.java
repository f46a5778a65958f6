package io.github.icmpffm.testnetwork;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts packets together again that the kernel sent in pieces, since they are larger than the device's MTU. */
final class Fragments {

    private static final int IPV6_FRAGMENT = 44;
    private static final int FRAGMENT_HEADER = 8;
    private static final int MOST_UNFINISHED = 64;

    /** A packet without fragment fields, and the size of the largest piece it came in: its own, if it came whole. */
    static final class Whole {
        final byte[] packet;
        final int largestFragment;

        Whole(byte[] packet, int largestFragment) {
            this.packet = packet;
            this.largestFragment = largestFragment;
        }
    }

    /** The pieces of one packet by their place in it. */
    private static final class Unfinished {
        final Map<Integer, byte[]> pieces = new TreeMap<>();
        byte[] header = {};
        int total = Integer.MAX_VALUE;
        int largest;
    }

    private final Map<String, Unfinished> unfinished = new LinkedHashMap<>();

    @Nullable
    Whole add4(byte[] packet) {
        int flagsAndOffset = WirePackets.unsignedShort(packet, 6);
        boolean more = (flagsAndOffset & 0x2000) != 0;
        int offset = (flagsAndOffset & 0x1fff) * 8;
        if (!more && offset == 0) {
            return new Whole(packet, packet.length);
        }
        int headerLength = WirePackets.headerLength4(packet);
        byte[] header = Arrays.copyOf(packet, headerLength);
        String key = Arrays.toString(Arrays.copyOfRange(packet, 4, 6)) // identification, source and destination
                + Arrays.toString(Arrays.copyOfRange(packet, 12, 20));
        Unfinished whole = add(key, header, packet, headerLength, offset, more);
        if (whole == null) {
            return null;
        }
        byte[] together = joined(whole);
        ByteBuffer.wrap(together).putShort(2, (short) together.length).putShort(6, (short) 0);
        WirePackets.sealHeader4(together);
        return new Whole(together, whole.largest);
    }

    @Nullable
    Whole add6(byte[] packet) {
        int headers = WirePackets.IPV6_HEADER + FRAGMENT_HEADER;
        if (packet[6] != IPV6_FRAGMENT || packet.length < headers) {
            return new Whole(packet, packet.length);
        }
        int offsetAndMore = WirePackets.unsignedShort(packet, WirePackets.IPV6_HEADER + 2);
        byte[] header = Arrays.copyOf(packet, WirePackets.IPV6_HEADER);
        header[6] = packet[WirePackets.IPV6_HEADER]; // next header
        String key = Arrays.toString(Arrays.copyOfRange(packet, 8, WirePackets.IPV6_HEADER))
                + ByteBuffer.wrap(packet).getInt(WirePackets.IPV6_HEADER + 4);
        Unfinished whole = add(key, header, packet, headers, offsetAndMore & ~7, (offsetAndMore & 1) != 0);
        if (whole == null) {
            return null;
        }
        byte[] together = joined(whole);
        ByteBuffer.wrap(together).putShort(4, (short) (together.length - WirePackets.IPV6_HEADER));
        return new Whole(together, whole.largest);
    }

    /** The packet's pieces if this was the one that was missing. */
    @Nullable
    private Unfinished add(String key, byte[] header, byte[] packet, int dataAt, int offset, boolean more) {
        Unfinished whole = unfinished.computeIfAbsent(key, ignored -> new Unfinished());
        byte[] piece = Arrays.copyOfRange(packet, dataAt, packet.length);
        whole.pieces.put(offset, piece);
        whole.largest = Math.max(whole.largest, packet.length);
        if (offset == 0) {
            whole.header = header;
        }
        if (!more) {
            whole.total = offset + piece.length;
        }
        if (whole.pieces.values().stream().mapToInt(bytes -> bytes.length).sum() == whole.total) {
            unfinished.remove(key);
            return whole;
        }
        if (unfinished.size() > MOST_UNFINISHED) {
            unfinished.remove(unfinished.keySet().iterator().next());
        }
        return null;
    }

    private static byte[] joined(Unfinished whole) {
        ByteBuffer together = ByteBuffer.allocate(whole.header.length + whole.total).put(whole.header);
        whole.pieces.values().forEach(together::put);
        return together.array();
    }
}
