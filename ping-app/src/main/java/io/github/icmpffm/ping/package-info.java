/**
 * The ping program: options, printing, exit code. It knows nothing of packets; what it prints is what the library tells it.
 *
 * <p>To read it: {@link io.github.icmpffm.ping.PingApp} is main, {@link io.github.icmpffm.ping.OptionParser} makes
 * {@link io.github.icmpffm.ping.PingOptions} of the command line, {@link io.github.icmpffm.ping.DestinationReader} finds whom they
 * mean. {@link io.github.icmpffm.ping.PingRun} is the one loop that prints, fed through an
 * {@link io.github.icmpffm.ping.EventQueue} by a {@link io.github.icmpffm.ping.Session} for each target, all over one pinger; a
 * {@link io.github.icmpffm.ping.Pace} has them share a rate. A format is a {@link io.github.icmpffm.ping.Printer}:
 * {@link io.github.icmpffm.ping.Format} names them, and {@link io.github.icmpffm.ping.PlottingPrinter} puts a picture beside any of
 * them. {@link io.github.icmpffm.ping.SweepCommand} and {@link io.github.icmpffm.ping.PathCommand} are what else it can do. Signals
 * reach what is {@link io.github.icmpffm.ping.UnderWay} through {@link io.github.icmpffm.ping.Shutdown} and
 * {@link io.github.icmpffm.ping.SignalWatch}. {@code Launch}, which the jar names as its main class, lives in
 * {@code src/main/java8}.
 *
 * <p>Up to the first reply each millisecond of a cold JVM shows, so what runs before it has no lambda, no regular expression, no
 * {@code String.format}, and no switch over types. {@link io.github.icmpffm.ping.WarmUp} alone has one, to pay for what the linker's
 * cost beforehand; {@link io.github.icmpffm.ping.PlainArguments} reads most command lines so that
 * {@link io.github.icmpffm.ping.AnyArguments}, which is picocli, need not be loaded.
 */
@NullMarked
package io.github.icmpffm.ping;

import org.jspecify.annotations.NullMarked;
