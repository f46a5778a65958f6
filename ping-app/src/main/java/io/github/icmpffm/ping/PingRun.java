package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import java.util.ArrayList;
import java.util.List;

/** Sessions side by side, from their start to the summary. The thread that runs it is the only one that prints. */
final class PingRun implements UnderWay {
    private final List<Session> sessions;
    private final EventQueue queue;
    private final long requiredReplies;
    private final int bestExitCode;
    private volatile boolean stopped;

    /**
     * A run of sessions that are about to be started.
     *
     * @param requiredReplies how many replies each target must give for success
     * @param bestExitCode the exit code of a success
     */
    PingRun(List<Session> sessions, EventQueue queue, long requiredReplies, int bestExitCode) {
        this.sessions = sessions;
        this.queue = queue;
        this.requiredReplies = requiredReplies;
        this.bestExitCode = bestExitCode;
    }

    @Override
    public void stop() {
        stopped = true;
        queue.stop();
    }

    /** Prints what happens until all sessions are over, and the summary. */
    void print(Printer printer) throws InterruptedException {
        int running = sessions.size();
        while (running > 0) {
            EventQueue.Item item = queue.take();
            if (item instanceof EventQueue.Item.Happened happened) {
                printer.event(happened.session().target(), happened.event());
            } else if (item instanceof EventQueue.Item.Ended ended) {
                running--;
                requireSuccess(ended.session());
            } else {
                for (Session session : sessions) {
                    session.stop();
                }
            }
        }
        for (Session session : sessions) {
            printer.summary(session.target(), session.statistics());
        }
        if (sessions.size() > 1) {
            printer.total(sessions.size(), total());
        }
    }

    private static void requireSuccess(Session session) {
        Throwable failure = session.failure();
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private PingStatistics total() {
        List<PingStatistics> all = new ArrayList<>(sessions.size());
        for (Session session : sessions) {
            all.add(session.statistics());
        }
        return PingStatistics.combined(all);
    }

    @Override
    public String status() {
        return StatusLine.of(total());
    }

    /** One reply will do where the user has ended it. */
    @Override
    public int exitCode() {
        if (bestExitCode == ExitCode.TROUBLE) {
            return bestExitCode;
        }
        long required = stopped ? 1 : requiredReplies;
        for (Session session : sessions) {
            if (!session.hasSucceeded(required)) {
                return ExitCode.NO_REPLIES;
            }
        }
        return bestExitCode;
    }
}
