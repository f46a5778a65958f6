package io.github.icmpffm.ping;

/** Which options there are, but for {@code -h} and {@code -V}. Both readers of the command line go by it. */
final class OptionTable {
    /** The only option of which all values count, not the last. */
    static final String REPEATABLE = "-I";

    private static final String FLAG = "";

    private static final String[][] ROWS = {
        {"-c", "<count>", "stop after <count> requests; with -w, after <count> replies"},
        {"-i", "<interval>", "seconds between two requests, as 0.2; default 1, 0: as fast as replies come;"
                + " below 0.002 for root only"},
        {"-W", "<timeout>", "seconds to wait for each reply; default 10, 0: for ever; of a sweep: after the last"
                + " request, default 2"},
        {"-w", "<deadline>", "seconds after which to stop, whatever was received"},
        {"-A", FLAG, "adapt the interval to the round trips: a request as soon as the one before was answered"},
        {"-f", FLAG,
            "flood: as -i 0 if there is no -i, with a dot for each request, taken back by its reply; for root only"},
        {"-l", "<preload>", "send <preload> requests without waiting for replies; above 3 for root only"},
        {"--rate", "<packets>", "at most so many packets a second over all destinations, or hops; default 1000 with"
                + " ranges; 0: as fast as the socket takes them"},
        {"--until-up", "<n>", "stop after <n> replies in a row, with exit code 0; with 1 if it ends before"},
        {"--until-down", "<n>", "stop after <n> requests in a row without a reply, with exit code 0; with 1 if it"
                + " ends before"},
        {"-s", "<size>", "bytes of data in each request; default 56"},
        {"-p", "<pattern>", "fill requests with these bytes, up to 16, in hexadecimal"},
        {"-e", "<identifier>", "ICMP identifier of the requests; default random; 0 needs a raw socket"},
        {"-4", FLAG, "use IPv4 only; implied by the name ping4"},
        {"-6", FLAG, "use IPv6 only; implied by the name ping6"},
        {"--all-addresses", FLAG, "ping all addresses of a name, not only the best"},
        {REPEATABLE, "<interface>", "interface or address to send from; may be given twice, for both"},
        {"-t", "<ttl>", "time to live, or hop limit"},
        {"-Q", "<tos>", "type of service, or traffic class: 0 to 255, or 0x0 to 0xff"},
        {"-M", "<hint>", "path MTU discovery: do (never fragment), want, dont, or probe"},
        {"-m", "<mark>", "mark of the packets, for policy routing; needs CAP_NET_ADMIN or CAP_NET_RAW, and"
                + " without it pings unmarked"},
        {"-U", FLAG, "measure round trips by this program's clock, not by the kernel's stamps"},
        {"--accept-resized", FLAG, "count replies that differ from what was sent only in their length"},
        {"--mode", "<mode>", "kind of socket: raw, datagram, or auto: raw where permitted (default)"},
        {"--format", "<format>", "plain (default), iputils (default if called by the name ping), json: one object a"
                + " line, or csv"},
        {"-q", FLAG, "print the summary only"},
        {"-n", FLAG, "print addresses only, no names"},
        {"-H", FLAG, "print names in the format iputils also where an address was given; the last of -n and -H counts"},
        {"-3", FLAG, "print round trips in the format iputils with three decimals, however long they are"},
        {"-j", FLAG, "print iputils' JSON instead of its text, in the format iputils"},
        {"-D", FLAG, "print the time before each line"},
        {"-O", FLAG, "tell when a reply has not come before the next request goes out"},
        {"-a", FLAG, "ring a bell at each reply"},
        {"-v", FLAG, "also report, on stderr, which socket is used, what the kernel refused it, and"
                + " what was received for others"},
        {"-B", FLAG, "print in the format iputils which address requests are sent from"},
        {"-C", FLAG, "of no effect, for callers of iputils' ping"},
        {"-d", FLAG, "of no effect, for callers of iputils' ping"},
        {"-S", "<size>", "of no effect, for callers of iputils' ping"},
        {"--plot", "<file>", "write a picture of the round trips to <file>, .svg or .png"},
        {"--sweep", FLAG, "ask each address once which of them answer"},
        {"--retries", "<n>", "in a sweep, ask those that have not answered <n> more times; default 0"},
        {"--trace", FLAG, "find the route to the destination"},
        {"--max-hops", "<n>", "hops after which --trace gives up; default 30"},
        {"--mtu", FLAG, "find the path MTU to the destination"},
    };

    private OptionTable() {}

    static int size() {
        return ROWS.length;
    }

    static String name(int row) {
        return ROWS[row][0];
    }

    /** Whether it takes a value. */
    static boolean hasValue(int row) {
        return !ROWS[row][1].equals(FLAG);
    }

    /** What its value is called in the usage. */
    static String label(int row) {
        return ROWS[row][1];
    }

    static String description(int row) {
        return ROWS[row][2];
    }

    /** The row of an option, or -1. */
    static int find(String name) {
        for (int i = 0; i < ROWS.length; i++) {
            if (ROWS[i][0].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
