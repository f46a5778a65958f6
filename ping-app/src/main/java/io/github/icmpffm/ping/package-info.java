/**
 * The ping program: options, printing, exit code. It knows nothing of packets; what it prints is what the library tells it.
 *
 * <p>To read it: {@link io.github.icmpffm.ping.PingApp} is main, {@link io.github.icmpffm.ping.OptionParser} makes
 * {@link io.github.icmpffm.ping.PingOptions} of the command line, {@link io.github.icmpffm.ping.PingRun} is the one loop that
 * prints, fed through an {@link io.github.icmpffm.ping.EventQueue} by a {@link io.github.icmpffm.ping.Session} for each target.
 * A format is a {@link io.github.icmpffm.ping.Printer}: {@link io.github.icmpffm.ping.Format} names them, and
 * {@link io.github.icmpffm.ping.PlottingPrinter} puts a picture beside any of them. {@code Launch}, which the jar names as its main
 * class, lives in {@code src/main/java8}.
 *
 * <p>Up to the first reply each millisecond of a cold JVM shows, so what runs before it has no lambda, no regular expression, no
 * {@code String.format}, and no switch over types.
 */
@NullMarked
package io.github.icmpffm.ping;

import org.jspecify.annotations.NullMarked;
