package io.github.icmpffm.libc;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <linux/errqueue.h>}: what a packet's stamps come in.
 *
 * <pre>{@code
 * struct scm_timestamping {
 *     struct timespec ts[3];  // software, (deprecated), hardware
 * };
 * }</pre>
 */
public final class ScmTimestamping {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(3, Timespec.LAYOUT).withName("ts"));

    public static final int SIZE = 48;

    public static final long TS = LAYOUT.byteOffset(PathElement.groupElement("ts"));

    private ScmTimestamping() {}
}
