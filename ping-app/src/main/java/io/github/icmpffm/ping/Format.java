package io.github.icmpffm.ping;

/** What {@code --format} may be. */
enum Format {
    /** The course report's lines. */
    PLAIN,
    /** iputils' text. */
    IPUTILS,
    /** An object a line. */
    JSON;

    /** A printer of this format. */
    Printer printer(Output output, PingOptions.Display display) {
        return this == JSON ? new JsonPrinter(output) : new PlainPrinter(output);
    }

    /** What is printed unless {@code --format} says otherwise. */
    static Format usual() {
        return Program.isCalledPing() ? IPUTILS : PLAIN;
    }
}
