package io.github.icmpffm.ping;

/** What a signal can reach while it runs. Each method is called from a thread of its own. */
interface UnderWay {

    /** Ends it with a summary, soon. */
    void stop();

    /** The program's exit code by what was received so far. */
    int exitCode();

    /** A line of how it stands, for stderr. */
    String status();
}
