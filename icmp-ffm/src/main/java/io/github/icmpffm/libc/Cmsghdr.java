package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * {@code <sys/socket.h>}: the header of one piece of ancillary data, {@code cmsg(3)}.
 *
 * <pre>{@code
 * struct cmsghdr {
 *     size_t cmsg_len;    // of header and data, without the padding after them
 *     int    cmsg_level;
 *     int    cmsg_type;
 *     // the data follows at CMSG_DATA
 * };
 * }</pre>
 */
public final class Cmsghdr {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_LONG.withName("cmsg_len"),
            JAVA_INT.withName("cmsg_level"),
            JAVA_INT.withName("cmsg_type"));

    public static final int SIZE = 16;

    public static final long CMSG_LEN = LAYOUT.byteOffset(PathElement.groupElement("cmsg_len"));
    public static final long CMSG_LEVEL = LAYOUT.byteOffset(PathElement.groupElement("cmsg_level"));
    public static final long CMSG_TYPE = LAYOUT.byteOffset(PathElement.groupElement("cmsg_type"));

    private Cmsghdr() {}

    /** Where the data begins, from the header's start. */
    public static final long CMSG_DATA = SIZE;

    /** {@code CMSG_SPACE}: what data of that length takes up in all. */
    public static long space(long dataLength) {
        return SIZE + align(dataLength);
    }

    /**
     * Where the header after the one at {@code offset} starts: {@code CMSG_NXTHDR}, but for the check against the end.
     */
    public static long next(MemorySegment segment, long offset) {
        return offset + align(segment.get(JAVA_LONG, offset + CMSG_LEN));
    }

    /** Writes a header for {@code dataLength} bytes of data. */
    public static void set(MemorySegment segment, long offset, int level, int type, long dataLength) {
        segment.set(JAVA_LONG, offset + CMSG_LEN, SIZE + dataLength);
        segment.set(JAVA_INT, offset + CMSG_LEVEL, level);
        segment.set(JAVA_INT, offset + CMSG_TYPE, type);
    }

    private static long align(long length) {
        return (length + Long.BYTES - 1) & -Long.BYTES;
    }
}
