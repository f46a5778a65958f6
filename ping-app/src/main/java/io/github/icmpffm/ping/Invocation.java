package io.github.icmpffm.ping;

/** What the command line wants. */
sealed interface Invocation {

    /** To ping. */
    record Ping(PingOptions options) implements Invocation {}

    /** {@code -h}: the usage. */
    record Help(String text) implements Invocation {}

    /** {@code -V}: the version. */
    record Version(String text) implements Invocation {}
}
