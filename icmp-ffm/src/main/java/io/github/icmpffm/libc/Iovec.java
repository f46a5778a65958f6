package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <sys/uio.h>}.
 *
 * <pre>{@code
 * struct iovec {
 *     void  *iov_base;
 *     size_t iov_len;
 * };
 * }</pre>
 */
public final class Iovec {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_LONG.withName("iov_base"),
            JAVA_LONG.withName("iov_len"));

    public static final int SIZE = 16;

    public static final long IOV_BASE = LAYOUT.byteOffset(PathElement.groupElement("iov_base"));
    public static final long IOV_LEN = LAYOUT.byteOffset(PathElement.groupElement("iov_len"));

    private Iovec() {}
}
