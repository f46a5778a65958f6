package io.github.icmpffm.ping;

import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.PathMtuDiscovery;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@link PingOptions} of the command line. The ranges are iputils', except where the kernel would refuse the value. */
final class OptionParser {
    private static final long MOST_SECONDS = Integer.MAX_VALUE / 1000;
    private static final int LONGEST_PAYLOAD = Family.IPV6.maximumPayloadLength();

    /** Of a sweep: time and proof must fit into it, and it is the same for both families. */
    private static final int SHORTEST_SWEEP_PAYLOAD = 34;

    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final long MOST_MARK = 0xffff_ffffL;
    private static final int MOST_PRELOAD = 65_536;
    private static final int USUAL_MAX_HOPS = 30;

    /** Set to 0, iputils prints no names unless {@code -H} asks for them. */
    private static final String NAMES_VARIABLE = "IPUTILS_PING_PTR_LOOKUP";

    private final GivenOptions given;

    private OptionParser(GivenOptions given) {
        this.given = given;
    }

    /**
     * Reads the command line.
     *
     * @throws FatalException if it cannot be understood
     */
    static Invocation parse(String[] arguments) {
        GivenOptions plain = PlainArguments.read(arguments);
        return plain == null ? AnyArguments.parse(arguments) : invocation(plain);
    }

    /**
     * What is wanted by what was given.
     *
     * @throws FatalException if that is nothing that can be done
     */
    static Invocation invocation(GivenOptions given) {
        if (given.words().isEmpty()) {
            throw new FatalException("usage error: Destination address required");
        }
        return new OptionParser(given).invocation();
    }

    private Invocation invocation() {
        given.hasOneOf("--sweep", "--trace", "--mtu");
        if (!given.has("--sweep")) {
            given.refuse("anything but --sweep", "--retries");
        }
        if (!given.has("--trace")) {
            given.refuse("anything but --trace", "--max-hops");
        }
        if (given.has("--sweep")) {
            given.refuse("--sweep", "-c", "-i", "-w", "-A", "-f", "-l", "-p", "-D", "-O", "-a", "-v", "--until-up",
                    "--until-down", "--plot", "--accept-resized", "-j");
            given.requireWithin("-s", SHORTEST_SWEEP_PAYLOAD, Family.IPV4.maximumPayloadLength());
            return new Invocation.Sweeping(options(), given.small("--retries", 0, 0, Integer.MAX_VALUE - 1));
        }
        if (given.has("--trace")) {
            refuseWhatIsOfNoUseToPaths("--trace");
            given.requireWithin("-s", EchoTemplate.SHORTEST_WITH_NONCE, Family.IPV4.maximumPayloadLength());
            return new Invocation.Tracing(options(), given.small("--max-hops", USUAL_MAX_HOPS, 1, 255));
        }
        if (given.has("--mtu")) {
            refuseWhatIsOfNoUseToPaths("--mtu");
            given.refuse("--mtu", "-s", "-M", "--rate", "--accept-resized");
            return new Invocation.MtuSearch(options());
        }
        return new Invocation.Ping(options());
    }

    private void refuseWhatIsOfNoUseToPaths(String option) {
        given.refuse(option, "-c", "-i", "-w", "-t", "-A", "-f", "-l", "-p", "-q", "-D", "-O", "-a", "-v", "--until-up",
                "--until-down", "--plot", "--all-addresses", "-j");
    }

    private PingOptions options() {
        PingOptions.Destinations destinations = new PingOptions.Destinations(given.words(),
                given.has("--all-addresses"));
        return new PingOptions(destinations, schedule(), probe(), sockets(), display(), plot());
    }

    private PingOptions.Schedule schedule() {
        long deadline = given.whole("-w", 0, 0, Integer.MAX_VALUE);
        return new PingOptions.Schedule(
                given.whole("-c", 0, 1, Long.MAX_VALUE),
                pace(),
                timeout(),
                deadline == 0 ? null : Duration.ofSeconds(deadline),
                until());
    }

    private @Nullable Duration timeout() {
        String seconds = given.value("-W");
        if (seconds == null) {
            return null;
        }
        Duration timeout = OptionValues.seconds("-W", seconds, MOST_SECONDS);
        return timeout.isZero() ? FOR_EVER : timeout;
    }

    private Pace pace() {
        return new Pace(
                interval(),
                given.small("-l", 1, 1, MOST_PRELOAD),
                given.has("-A"),
                given.small("--rate", Pace.UNSAID, 0, Integer.MAX_VALUE));
    }

    private Duration interval() {
        String interval = given.value("-i");
        if (interval != null) {
            return OptionValues.seconds("-i", interval, MOST_SECONDS);
        }
        return given.has("-f") ? Duration.ZERO : Duration.ofSeconds(1);
    }

    private PingOptions.Until until() {
        if (!given.hasOneOf("--until-up", "--until-down")) {
            return PingOptions.Until.NEVER;
        }
        return new PingOptions.Until(
                given.small("--until-up", 0, 1, Integer.MAX_VALUE),
                given.small("--until-down", 0, 1, Integer.MAX_VALUE));
    }

    private PingOptions.Probe probe() {
        String pattern = given.value("-p");
        return new PingOptions.Probe(
                given.small("-s", EchoPayload.DEFAULT_LENGTH, 0, LONGEST_PAYLOAD),
                pattern == null ? null : OptionValues.pattern("-p", pattern));
    }

    private PingOptions.Sockets sockets() {
        int any = PingOptions.Sockets.ANY;
        int identifier = given.small("-e", any, 0, 0xffff);
        String trafficClass = given.value("-Q");
        String hint = given.value("-M");
        List<String> from = given.values("-I");
        From origin = from.isEmpty() ? From.ANYWHERE : From.parse(from);
        given.requireWithin("-S", 1, Integer.MAX_VALUE);
        return new PingOptions.Sockets(
                mode(identifier),
                family(origin.source()),
                given.small("-t", any, 1, 255),
                identifier,
                trafficClass == null ? any : OptionValues.octet("-Q", trafficClass),
                given.has("-m") ? (int) given.whole("-m", 0, 0, MOST_MARK) : null,
                hint == null ? null : OptionValues.word("-M", hint, PathMtuDiscovery.values()),
                origin,
                given.has("-U"),
                given.has("--accept-resized"),
                given.has("-B"));
    }

    /** On a datagram socket identifier 0 asks the kernel for any, so that it takes a raw one to send it. */
    private SocketMode mode(int identifier) {
        String word = given.value("--mode");
        SocketMode mode = word == null ? SocketMode.AUTO : OptionValues.word("--mode", word, SocketMode.values());
        if (identifier != 0) {
            return mode;
        }
        if (mode == SocketMode.DATAGRAM) {
            throw new FatalException("invalid argument: '0' for -e: a datagram socket cannot have it, use --mode raw");
        }
        return SocketMode.RAW;
    }

    private @Nullable Family family(@Nullable InetAddress source) {
        boolean ipv4 = given.has("-4") || Program.family() == Family.IPV4;
        boolean ipv6 = given.has("-6") || Program.family() == Family.IPV6;
        if (ipv4 && ipv6) {
            throw new FatalException("only one -4 or -6 option may be specified");
        }
        Family ofSource = source == null ? null : Family.of(source);
        if (!ipv4 && !ipv6) {
            return ofSource;
        }
        Family asked = ipv4 ? Family.IPV4 : Family.IPV6;
        if (ofSource != null && ofSource != asked) {
            throw new FatalException("usage error: the address for -I is not of the family that " + (ipv4 ? "-4" : "-6")
                    + " asks for");
        }
        return asked;
    }

    private PingOptions.Display display() {
        String word = given.value("--format");
        Format format = word == null ? Format.usual() : OptionValues.word("--format", word, Format.values());
        boolean dots = given.has("-f");
        boolean names = given.hasLast("-H", "-n");
        return new PingOptions.Display(
                format,
                given.has("-q"),
                given.has("-v"),
                !names && (dots || given.has("-n") || areNumeric() || areSwitchedOff(format)),
                given.has("-D"),
                given.has("-O"),
                given.has("-a"),
                dots,
                dots || given.has("-A") || interval().isZero(),
                new PingOptions.Iputils(isJson(format), given.has("-3"), names));
    }

    /** iputils' JSON: what it cannot hold, iputils writes between its objects. */
    private boolean isJson(Format format) {
        if (!given.has("-j")) {
            return false;
        }
        if (format != Format.IPUTILS) {
            throw new FatalException("usage error: -j is iputils' JSON and takes --format iputils;"
                    + " --format json is this program's own");
        }
        given.refuse("-j", "-D", "-O", "-a");
        return true;
    }

    /** Whether iputils' environment variable asks for no names, of which it warns. */
    private boolean areSwitchedOff(Format format) {
        if (format != Format.IPUTILS || !"0".equals(System.getenv(NAMES_VARIABLE))) {
            return false;
        }
        if (!given.has("-q")) {
            StandardError.say("WARNING: reverse DNS resolution (PTR lookup) disabled, enforce with -H");
        }
        return true;
    }

    /** Who types no name wants to see none. */
    private boolean areNumeric() {
        for (String word : given.words()) {
            if (!Destination.isNumeric(word)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Path plot() {
        String file = given.value("--plot");
        return file == null ? null : OptionValues.picture("--plot", file);
    }
}
