/**
 * What both programs, ping-app and better_ping, need of the process they are. Not for others: exported to the two alone.
 */
@NullMarked
package io.github.icmpffm.program;

import org.jspecify.annotations.NullMarked;
