package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import java.util.ArrayList;
import java.util.List;

/** Sessions side by side, from their start to the summary. The thread that runs it is the only one that prints. */
final class PingRun implements UnderWay {
    private final List<Session> sessions;
    private final EventQueue<Session> queue;
    private final long requiredReplies;
    private final int bestExitCode;
    private volatile boolean stopped;

    /**
     * A run of sessions that are about to be started.
     *
     * @param requiredReplies how many replies each target must give for success
     * @param bestExitCode the exit code of a success
     */
    PingRun(List<Session> sessions, EventQueue<Session> queue, long requiredReplies, int bestExitCode) {
        this.sessions = sessions;
        this.queue = queue;
        this.requiredReplies = requiredReplies;
        this.bestExitCode = bestExitCode;
    }

    /** Not by way of the thread that prints: somebody may keep it waiting. */
    @Override
    public void stop() {
        stopped = true;
        queue.hurry();
        for (Session session : sessions) {
            session.stop();
        }
    }

    /** Prints what happens until all sessions are over, and the summary. */
    void print(Printer printer, Output output, MissedTurns missedTurns) throws InterruptedException {
        output.gather();
        try {
            printEvents(printer, output, missedTurns);
        } finally {
            output.gatherNoMore();
        }
        for (Session session : sessions) {
            printer.summary(session.target(), session.statistics());
        }
        if (sessions.size() > 1) {
            printer.total(sessions.size(), total());
        }
    }

    private void printEvents(Printer printer, Output output, MissedTurns missedTurns) throws InterruptedException {
        int running = sessions.size();
        while (running > 0) {
            if (queue.isEmpty()) {
                output.flush();
            }
            EventQueue.Item<Session> item = queue.take();
            missedTurns.check(item.source().missed());
            if (item instanceof EventQueue.Item.Happened<Session> happened) {
                print(printer, happened);
            } else if (item instanceof EventQueue.Item.Missing<Session> missing) {
                print(printer, missing.source(), missing.dropped());
            } else {
                running--;
                requireSuccess(item.source());
            }
        }
        for (Session session : sessions) {
            print(printer, session, session.takeDropped());
        }
    }

    private static void print(Printer printer, Session session, Dropped dropped) {
        if (dropped.any()) {
            printer.dropped(session.target(), dropped);
        }
    }

    private static void print(Printer printer, EventQueue.Item.Happened<Session> happened) {
        Target target = happened.source().target();
        if (happened.unanswered() != Outstanding.NONE) {
            printer.unanswered(target, happened.event(), happened.unanswered());
        }
        printer.event(target, happened.event());
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
