/**
 * What both programs of this project need of a terminal and of their process, and a library's user does not.
 *
 * <p>Hidden: nothing here is part of the library's API; the apps see it by a qualified export. It knows the C library at most, and
 * nothing of packets, sockets and pings.
 */
@NullMarked
package io.github.icmpffm.program;

import org.jspecify.annotations.NullMarked;
