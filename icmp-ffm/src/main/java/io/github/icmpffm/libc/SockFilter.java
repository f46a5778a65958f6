package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <linux/filter.h>}: one instruction of classic BPF.
 *
 * <pre>{@code
 * struct sock_filter {
 *     __u16 code;
 *     __u8  jt;  // how many instructions to skip if true
 *     __u8  jf;  // if false
 *     __u32 k;
 * };
 * }</pre>
 */
public final class SockFilter {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_SHORT.withName("code"),
            JAVA_BYTE.withName("jt"),
            JAVA_BYTE.withName("jf"),
            JAVA_INT.withName("k"));

    public static final int SIZE = 8;

    public static final long CODE = LAYOUT.byteOffset(PathElement.groupElement("code"));
    public static final long JT = LAYOUT.byteOffset(PathElement.groupElement("jt"));
    public static final long JF = LAYOUT.byteOffset(PathElement.groupElement("jf"));
    public static final long K = LAYOUT.byteOffset(PathElement.groupElement("k"));

    private SockFilter() {}
}
