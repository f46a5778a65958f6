/**
 * The C library as this project needs it, and nothing above it.
 *
 * <p>Hidden: nothing here is part of the library's API; the apps see it by a qualified export, for signals and processes. One
 * final class a concern ({@link io.github.icmpffm.libc.Sockets}, {@link io.github.icmpffm.libc.Polling}, {@link
 * io.github.icmpffm.libc.Clocks}, {@link io.github.icmpffm.libc.Processes}), each function a thin typed static method, and on top
 * of them {@link io.github.icmpffm.libc.Randomness} and {@link io.github.icmpffm.libc.SignalLatch}; one class for each C struct, named after it, with its
 * declaration in the Javadoc.
 *
 * <p>The convention of every call: it returns the C function's result, or {@code -errno} when that was -1; it never
 * throws for what the kernel says. Policy (what to retry, what to tell the user) lives above.
 *
 * <p>Read {@link io.github.icmpffm.libc.Linkage} first, then {@link io.github.icmpffm.libc.Sockets}.
 */
@NullMarked
package io.github.icmpffm.libc;

import org.jspecify.annotations.NullMarked;
