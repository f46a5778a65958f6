package io.github.icmpffm.ping;

/** What {@code --format} may be. */
enum Format {
    /** The course report's lines. */
    PLAIN,
    /** An object a line. */
    JSON;

    /** A printer of this format. */
    Printer printer(Output output, PingOptions.Display display) {
        return this == PLAIN ? new PlainPrinter(output) : new JsonPrinter(output);
    }
}
