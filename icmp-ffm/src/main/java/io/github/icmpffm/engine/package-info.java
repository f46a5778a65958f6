/**
 * The loop: probes in flight, timeouts, matching, and time. Hidden; what a user imports is the root package.
 *
 * <p>Read in this order:
 *
 * <ol>
 *   <li>{@link io.github.icmpffm.engine.ProbeLoop}: one thread that owns sockets and probes, and one turn of it;
 *   <li>{@link io.github.icmpffm.engine.ReplyMatcher}: which probe a received message belongs to, and why;
 *   <li>{@link io.github.icmpffm.engine.ProbeTable}: the probes in flight, in arrays;
 *   <li>{@link io.github.icmpffm.engine.RoundTrip}: which two clocks a round trip is measured by;
 *   <li>{@link io.github.icmpffm.engine.ProbeSchedule}: many probes to one target.
 * </ol>
 *
 * <p>Nothing here allocates per probe: what happens to a probe is told to a {@link io.github.icmpffm.engine.ProbeSink}
 * in one {@link io.github.icmpffm.engine.ProbeEvent} that is used again for the next.
 */
@NullMarked
package io.github.icmpffm.engine;

import org.jspecify.annotations.NullMarked;
