package io.github.icmpffm.ping;

/** What {@code --format} may be. */
enum Format {
    /** The course report's lines. */
    PLAIN,
    /** The text of iputils' ping, or its JSON. */
    IPUTILS,
    /** An object a line. */
    JSON,
    /** A row a line. */
    CSV;

    /** A printer of this format. */
    Printer printer(Output output, PingOptions.Display display) {
        if (this == JSON) {
            return new JsonPrinter(output);
        }
        if (this == CSV) {
            return new CsvPrinter(output);
        }
        if (display.iputils().json()) {
            return new IputilsJsonPrinter(output, display);
        }
        Printer printer = this == PLAIN ? new PlainPrinter(output, display) : new IputilsPrinter(output, display);
        return display.dots() ? new DotsPrinter(printer, output, display.audible()) : printer;
    }

    /** Whether it is text, which has no fixed fields. */
    boolean isForPeople() {
        return this == PLAIN || this == IPUTILS;
    }

    /** Whether it tells where requests are sent from, which takes a socket of its own to find out. */
    boolean tellsSource() {
        return this == IPUTILS;
    }

    /** What is printed unless {@code --format} says otherwise. */
    static Format usual() {
        return Program.isCalledPing() ? IPUTILS : PLAIN;
    }
}
