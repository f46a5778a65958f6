package io.github.icmpffm.ping;

/** What the command line wants. */
sealed interface Invocation {

    /** To ping. */
    record Ping(PingOptions options) implements Invocation {}

    /** {@code --sweep}. */
    record Sweeping(PingOptions options, int retries) implements Invocation {}

    /** {@code --trace}. */
    record Tracing(PingOptions options, int maxHops) implements Invocation {}

    /** {@code --mtu}. */
    record MtuSearch(PingOptions options) implements Invocation {}

    /** {@code -h}: the usage. */
    record Help(String text) implements Invocation {}

    /** {@code -V}: the version. */
    record Version(String text) implements Invocation {}
}
