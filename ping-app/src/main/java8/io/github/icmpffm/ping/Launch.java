package io.github.icmpffm.ping;

import io.github.icmpffm.launch.OldJava;

/**
 * The jar's entry class, compiled for Java 8 so that an old JVM can load it and say what is wrong in one line.
 *
 * <p>
 * On a JVM that is new enough it goes straight on to {@link PingApp}, and loads nothing else. An old JVM never comes to resolve that name.
 */
public final class Launch {
    private Launch() {}

    public static void main(String[] arguments) {
        if (Double.parseDouble(System.getProperty("java.class.version")) < OldJava.NEEDED_CLASS_VERSION) {
            System.err.println(OldJava.advice("ping-app", arguments));
            System.exit(2);
        }
        PingApp.main(arguments);
    }
}
