package io.github.icmpffm.packet;

/** The ranges of fields, checked where people and tools make messages. */
final class Field {
    private Field() {}

    static void check(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within 0 to " + most);
        }
    }
}
