package io.github.icmpffm.testnetwork;

import java.nio.ByteBuffer;

/** Builds ICMP extension structures (RFC 4884 section 7) with one object: an MPLS label stack (RFC 4950). */
final class Extensions {

    private static final int STRUCTURE_HEADER = 4;
    private static final int OBJECT_HEADER = 4;
    private static final int LABEL_ENTRY = 4;

    private static final int BOTTOM_OF_STACK = 0x100;

    private Extensions() {}

    /** {@code structure}, or a new one if it is empty, with one more label. */
    static byte[] withLabel(byte[] structure, int label, int trafficClass, int ttl) {
        int labelsBefore = structure.length == 0
                ? 0
                : (structure.length - STRUCTURE_HEADER - OBJECT_HEADER) / LABEL_ENTRY;
        int objectLength = OBJECT_HEADER + (labelsBefore + 1) * LABEL_ENTRY;
        ByteBuffer bytes = ByteBuffer.allocate(STRUCTURE_HEADER + objectLength);
        bytes.putShort((short) 0x2000).putShort((short) 0); // version 2, checksum to come
        bytes.putShort((short) objectLength).put((byte) 1).put((byte) 1); // class 1, type 1: incoming label stack
        for (int i = 0; i < labelsBefore; i++) {
            int entry = ByteBuffer.wrap(structure).getInt(STRUCTURE_HEADER + OBJECT_HEADER + i * LABEL_ENTRY);
            bytes.putInt(entry & ~BOTTOM_OF_STACK);
        }
        bytes.putInt(label << 12 | trafficClass << 9 | BOTTOM_OF_STACK | ttl);
        bytes.putShort(2, (short) WirePackets.checksum(bytes.array(), 0, bytes.capacity()));
        return bytes.array();
    }
}
