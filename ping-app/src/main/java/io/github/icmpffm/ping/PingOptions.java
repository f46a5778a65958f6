package io.github.icmpffm.ping;

import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.Timing;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.PathMtuDiscovery;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for, each option valid by itself.
 *
 * @param plot {@code --plot}: the picture to write at the end, {@code .svg} or {@code .png}, or null
 */
record PingOptions(
        Destinations destinations,
        Schedule schedule,
        Probe probe,
        Sockets sockets,
        Display display,
        @Nullable Path plot) {

    /**
     * Whom to ping.
     *
     * @param words names, addresses, ranges, {@code -} and {@code @FILE}, as they were typed
     * @param allAddresses {@code --all-addresses}: not only the best of a name's
     */
    record Destinations(List<String> words, boolean allAddresses) {}

    /**
     * When to send, and when to end.
     *
     * @param count {@code -c}, or 0 for no end
     * @param timeout {@code -W}, or null where it was not given
     * @param deadline {@code -w}, from the start of the process on, or null for none
     */
    record Schedule(
            long count, Pace pace, @Nullable Duration timeout, @Nullable Duration deadline, Until until) {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

        /**
         * When to end; to be added to how fast to go.
         *
         * @param left what of the deadline is left, of no meaning where there is none
         */
        PingPlan ending(PingPlan pace, Duration left) {
            PingPlan plan = timeout == null ? pace.impatient() : pace;
            if (deadline != null) {
                plan = plan.deadline(left);
            }
            if (count > 0) {
                plan = deadline == null ? plan.count(count) : plan.replies(count);
            }
            return plan;
        }

        /** How long each probe is waited for. */
        Duration probeTimeout() {
            return timeout == null ? DEFAULT_TIMEOUT : timeout;
        }

        /** How many replies of a target count as success. */
        long requiredReplies() {
            return deadline == null ? 1 : Math.max(1, count);
        }
    }

    /**
     * After how many outcomes of a kind in a row a target is done with.
     *
     * @param up {@code --until-up}: replies, or 0
     * @param down {@code --until-down}: probes without one, or 0
     */
    record Until(int up, int down) {
        static final Until NEVER = new Until(0, 0);

        boolean isAsked() {
            return up > 0 || down > 0;
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
     * @param hopLimit {@code -t}, or {@link #ANY}
     * @param identifier {@code -e}, or {@link #ANY}
     * @param trafficClass {@code -Q}, or {@link #ANY}
     * @param mark {@code -m}, all 32 bits, or null
     * @param pathMtuDiscovery {@code -M}, or null
     * @param from {@code -I}
     * @param userTime {@code -U}: no stamps of the kernel's
     * @param acceptResized {@code --accept-resized}
     * @param strictSource {@code -B}: print where requests are sent from
     */
    record Sockets(
            SocketMode mode,
            @Nullable Family family,
            int hopLimit,
            int identifier,
            int trafficClass,
            @Nullable Integer mark,
            @Nullable PathMtuDiscovery pathMtuDiscovery,
            From from,
            boolean userTime,
            boolean acceptResized,
            boolean strictSource) {
        static final int ANY = -1;

        PingerOptions options() {
            return mark == null ? unmarkedOptions() : unmarkedOptions().mark(mark);
        }

        /** The same without a mark. */
        PingerOptions unmarkedOptions() {
            PingerOptions options = PingerOptions.defaults().socketMode(mode);
            if (userTime) {
                options = options.timing(Timing.USER);
            }
            if (acceptResized) {
                options = options.acceptResized(true);
            }
            if (hopLimit != ANY) {
                options = options.hopLimit(hopLimit);
            }
            if (identifier != ANY) {
                options = options.identifier(identifier);
            }
            if (trafficClass != ANY) {
                options = options.trafficClass(trafficClass);
            }
            if (pathMtuDiscovery != null) {
                options = options.pathMtuDiscovery(pathMtuDiscovery);
            }
            return from.in(options);
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
     * @param iputils what only that format goes by
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
            boolean rates,
            Iputils iputils) {

        /** With iputils' text as it is without options of its own. */
        Display(
                Format format,
                boolean quiet,
                boolean verbose,
                boolean numeric,
                boolean timestamps,
                boolean outstanding,
                boolean audible,
                boolean dots,
                boolean rates) {
            this(format, quiet, verbose, numeric, timestamps, outstanding, audible, dots, rates, Iputils.TEXT);
        }
    }

    /**
     * What the format iputils has beside others.
     *
     * @param json {@code -j}: its JSON
     * @param exact {@code -3}: all times with three decimals
     * @param names {@code -H}: names also for what was typed as an address
     */
    record Iputils(boolean json, boolean exact, boolean names) {
        static final Iputils TEXT = new Iputils(false, false, false);
    }
}
