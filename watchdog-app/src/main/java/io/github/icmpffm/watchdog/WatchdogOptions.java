package io.github.icmpffm.watchdog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The watchdog's command line. Parsed by hand: it is five options, and a parser would cost the watchdog a good part of
 * the time in which it has to be listening.
 *
 * @param port the port to listen on, 0 for any
 * @param timeout how long to wait for the next message
 * @param parent the process that must be the parent; 0 for whichever it is
 * @param peerPort the port that the parent connects from; 0 if it has not said
 * @param target what the parent pings, for the message; null if it has not said
 */
record WatchdogOptions(int port, Duration timeout, int parent, int peerPort, @Nullable String target) {
    static final int DEFAULT_PORT = 3000;
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
    static final Duration MOST_TIMEOUT = Duration.ofDays(1);

    static final String USAGE = """
            usage: watchdog [--port N] [--timeout SECONDS] [--target TEXT] [--parent PID] [--peer-port N]

            Listens on 127.0.0.1 and waits for its parent process to connect and to send 300 (start), then 256 (reset)
            again and again, as C ints. Kills the parent when none comes for the timeout.

              --port N           the port to listen on (3000; 0: any free one)
              --timeout SECONDS  how long to wait for the next message (10)
              --target TEXT      what the parent pings, for the message
              --parent PID       the parent's process id, if it is to be checked
              --peer-port N      the port the parent connects from, if that is fixed
            """;

    /**
     * Parses.
     *
     * @throws IllegalArgumentException if it is wrong; the message says what
     */
    static WatchdogOptions parse(String[] arguments) {
        int port = DEFAULT_PORT;
        Duration timeout = DEFAULT_TIMEOUT;
        int parent = 0;
        int peerPort = 0;
        String target = null;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (!isKnown(name)) {
                throw new IllegalArgumentException("unknown argument '".concat(option).concat("'"));
            }
            if (equals < 0 && ++i == arguments.length) {
                throw new IllegalArgumentException(name.concat(" needs a value"));
            }
            String value = equals < 0 ? arguments[i] : option.substring(equals + 1);
            switch (name) {
                case "--port" -> port = number(name, value, 0, 65_535);
                case "--timeout" -> timeout = seconds(name, value);
                case "--parent" -> parent = number(name, value, 1, Integer.MAX_VALUE);
                case "--peer-port" -> peerPort = number(name, value, 1, 65_535);
                default -> target = value;
            }
        }
        return new WatchdogOptions(port, timeout, parent, peerPort, target);
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case "--port", "--timeout", "--parent", "--peer-port", "--target" -> true;
            default -> false;
        };
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the bounds
        }
        throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not '" + value + "'");
    }

    private static Duration seconds(String name, String value) {
        try {
            return Seconds.parse(value, LEAST_TIMEOUT, MOST_TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }
}
