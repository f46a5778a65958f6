package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <linux/filter.h>}: a program of classic BPF.
 *
 * <pre>{@code
 * struct sock_fprog {
 *     unsigned short      len;     // instructions
 *     struct sock_filter *filter;
 * };
 * }</pre>
 */
public final class SockFprog {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_SHORT.withName("len"),
            MemoryLayout.paddingLayout(6),
            JAVA_LONG.withName("filter"));

    public static final int SIZE = 16;

    public static final long LEN = LAYOUT.byteOffset(PathElement.groupElement("len"));
    public static final long FILTER = LAYOUT.byteOffset(PathElement.groupElement("filter"));

    private SockFprog() {}
}
