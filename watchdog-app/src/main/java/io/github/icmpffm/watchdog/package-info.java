/**
 * Two programs: better_ping, which pings and feeds the watchdog, and the watchdog, which it starts as its child and which kills it when no reply has
 * been reported for too long.
 *
 * <p>
 * Begin with {@link io.github.icmpffm.watchdog.BetterPing}. {@code Launch}, which the jar names as its main class, lives in
 * {@code src/main/java8}.
 */
package io.github.icmpffm.watchdog;
