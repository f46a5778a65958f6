package io.github.icmpffm.watchdog;

import io.github.icmpffm.launch.OldJava;

/**
 * The jar's entry class, compiled for Java 8 so that an old JVM can load it and say what is wrong in one line.
 *
 * <p>
 * On a JVM that is new enough it goes straight on to {@link BetterPing}, and loads nothing else. An old JVM never comes to resolve that name.
 */
public final class Launch {
    private Launch() {}

    public static void main(String[] arguments) {
        if (Double.parseDouble(System.getProperty("java.class.version")) < OldJava.NEEDED_CLASS_VERSION) {
            System.err.println(OldJava.advice("watchdog-app", arguments));
            System.exit(2);
        }
        BetterPing.main(arguments);
    }
}
