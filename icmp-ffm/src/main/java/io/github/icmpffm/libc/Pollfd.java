package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <poll.h>}.
 *
 * <pre>{@code
 * struct pollfd {
 *     int   fd;
 *     short events;   // asked for
 *     short revents;  // what there is
 * };
 * }</pre>
 */
public final class Pollfd {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_INT.withName("fd"),
            JAVA_SHORT.withName("events"),
            JAVA_SHORT.withName("revents"));

    public static final int SIZE = 8;

    public static final long FD = LAYOUT.byteOffset(PathElement.groupElement("fd"));
    public static final long EVENTS = LAYOUT.byteOffset(PathElement.groupElement("events"));
    public static final long REVENTS = LAYOUT.byteOffset(PathElement.groupElement("revents"));

    private Pollfd() {}
}
