package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Network byte order at any offset. Packets put their fields where they like, so no access here assumes alignment.
 */
final class BigEndian {
    private static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static int u8(MemorySegment segment, long offset) {
        return Byte.toUnsignedInt(segment.get(U8, offset));
    }

    static int u16(MemorySegment segment, long offset) {
        return Short.toUnsignedInt(segment.get(U16, offset));
    }

    static int i32(MemorySegment segment, long offset) {
        return segment.get(I32, offset);
    }

    static long u32(MemorySegment segment, long offset) {
        return Integer.toUnsignedLong(segment.get(I32, offset));
    }

    static long i64(MemorySegment segment, long offset) {
        return segment.get(I64, offset);
    }

    static void putU16(MemorySegment segment, long offset, int value) {
        segment.set(U16, offset, (short) value);
    }

    static void putI64(MemorySegment segment, long offset, long value) {
        segment.set(I64, offset, value);
    }

    /** Says whether a range lies within a segment; unlike the JDK's checks it answers instead of throwing. */
    static boolean contains(MemorySegment segment, long offset, long length) {
        return offset >= 0 && length >= 0 && length <= segment.byteSize() && offset <= segment.byteSize() - length;
    }

    /** Copies a range into a new array. */
    static byte[] copyOf(MemorySegment segment, long offset, long length) {
        byte[] copy = new byte[Math.toIntExact(length)];
        MemorySegment.copy(segment, U8, offset, copy, 0, copy.length);
        return copy;
    }
}
