package io.github.icmpffm.ping;

/** Outcomes of a kind in a row, until there are as many as the user waits for. Lives on the pinger's thread. */
final class Streak {
    private final PingOptions.Until until;
    private int replies;
    private int losses;

    Streak(PingOptions.Until until) {
        this.until = until;
    }

    /** A probe was answered. Returns whether that was the last one wanted. */
    boolean reply() {
        losses = 0;
        return until.up() > 0 && ++replies >= until.up();
    }

    /** A probe was not, whatever the reason. */
    boolean loss() {
        replies = 0;
        return until.down() > 0 && ++losses >= until.down();
    }
}
