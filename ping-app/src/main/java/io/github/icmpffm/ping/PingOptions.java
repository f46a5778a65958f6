package io.github.icmpffm.ping;

import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for, each option valid by itself.
 *
 * @param target a name or an address
 */
record PingOptions(String target, Schedule schedule, Probe probe, Sockets sockets, Display display) {

    /**
     * When to send, and when to end.
     *
     * @param count {@code -c}, or 0 for no end
     * @param interval {@code -i}; zero is as fast as replies come
     * @param timeout {@code -W}, or null where it was not given; zero is for ever
     * @param deadline {@code -w}, or null for none
     */
    record Schedule(long count, Duration interval, @Nullable Duration timeout, @Nullable Duration deadline) {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

        private static final Duration FOR_EVER = Duration.ofDays(36_500);

        PingPlan plan() {
            PingPlan plan = interval.isZero() ? PingPlan.flood() : PingPlan.every(interval);
            if (timeout == null) {
                plan = plan.impatient();
            }
            if (deadline != null) {
                plan = plan.deadline(deadline);
            }
            if (count > 0) {
                plan = deadline == null ? plan.count(count) : plan.replies(count);
            }
            return plan;
        }

        /** How long each probe is waited for. */
        Duration probeTimeout() {
            if (timeout == null) {
                return DEFAULT_TIMEOUT;
            }
            return timeout.isZero() ? FOR_EVER : timeout;
        }

        /** How many replies of a target count as success. */
        long requiredReplies() {
            return deadline == null ? 1 : Math.max(1, count);
        }
    }

    /**
     * What to send.
     *
     * @param payloadLength {@code -s}
     * @param pattern {@code -p}, an even number of hexadecimal digits, or null for the default payload
     */
    record Probe(int payloadLength, @Nullable String pattern) {

        /**
         * The request to that address.
         *
         * @throws FatalException if the payload is too long for the address's family
         */
        PingRequest request(InetAddress address, Duration timeout) {
            int most = Family.of(address).maximumPayloadLength();
            if (payloadLength > most) {
                throw OptionValues.outOfRange("-s", Integer.toString(payloadLength), 0, most);
            }
            PingRequest request = PingRequest.to(address).withTimeout(timeout);
            return pattern == null
                    ? request.withPayloadLength(payloadLength)
                    : request.withPayload(EchoPayload.repeating(HexFormat.of().parseHex(pattern), payloadLength));
        }
    }

    /**
     * How to send.
     *
     * @param family {@code -4} or {@code -6}, or null for whatever the name resolves to
     * @param hopLimit {@code -t}, or 0 for the kernel's
     * @param identifier {@code -e}, or {@link #ANY}
     */
    record Sockets(SocketMode mode, @Nullable Family family, int hopLimit, int identifier) {
        static final int ANY = -1;

        PingerOptions options() {
            PingerOptions options = PingerOptions.defaults().socketMode(mode);
            if (hopLimit > 0) {
                options = options.hopLimit(hopLimit);
            }
            if (identifier != ANY) {
                options = options.identifier(identifier);
            }
            return options;
        }
    }

    /**
     * What to print.
     *
     * @param quiet {@code -q}: nothing but what each target begins and ends with
     * @param verbose {@code -v}: also what concerns no probe, on stderr
     * @param numeric {@code -n}, or what implies it: no names for addresses
     * @param timestamps {@code -D}: the time before each line
     * @param outstanding {@code -O}: tell that there is no reply yet before the next request goes out
     * @param audible {@code -a}: a bell for each reply
     * @param dots {@code -f}: a dot for each request, taken back by its reply
     * @param rates whether the summary tells of the time between requests: with {@code -f}, {@code -A} and {@code -i 0}
     */
    record Display(
            Format format,
            boolean quiet,
            boolean verbose,
            boolean numeric,
            boolean timestamps,
            boolean outstanding,
            boolean audible,
            boolean dots,
            boolean rates) {}
}
