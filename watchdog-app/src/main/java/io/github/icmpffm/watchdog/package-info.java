/**
 * Two programs, and what they say to each other: better_ping, which pings, and the watchdog, its child, which kills it
 * when no reply has been reported for too long. {@code docs/watchdog.md} tells the protocol, the decisions and the
 * fault table.
 *
 * <p>To read the code:
 *
 * <ol>
 *   <li>What both know: {@link io.github.icmpffm.watchdog.Message} and {@link
 * io.github.icmpffm.watchdog.MessageReader}.
 *   <li>The watchdog's process: {@link io.github.icmpffm.watchdog.Watchdog}, its main class and loop. It decides by a
 *       {@link io.github.icmpffm.watchdog.WatchdogTimer}, hears by a {@link io.github.icmpffm.watchdog.FeedListener},
 * and       holds a {@link io.github.icmpffm.watchdog.GuardedParent}.
 *   <li>better_ping's process: {@link io.github.icmpffm.watchdog.BetterPing}, its main class, and {@link
 *       io.github.icmpffm.watchdog.GuardedPing}, one run. It has a {@link io.github.icmpffm.watchdog.WatchdogChild} and
 * a       {@link io.github.icmpffm.watchdog.Feeder}.
 * </ol>
 *
 * <p>{@code Launch}, which the jar names as its main class, lives in {@code src/main/java8}.
 *
 * <p>Pings are the library's, and so is every call into the C library; no packet and no {@code MemorySegment} layout is
 * known here. What the watchdog does before it listens counts against its start: no lambdas, no picocli.
 */
@NullMarked
package io.github.icmpffm.watchdog;

import org.jspecify.annotations.NullMarked;
