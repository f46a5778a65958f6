package io.github.icmpffm.engine;

import org.jspecify.annotations.Nullable;

/** Begins or ends a schedule, from another thread. */
final class ScheduleChange implements Submission {

    private final ProbeSchedule schedule;
    private final boolean begin;
    private @Nullable Submission next;

    ScheduleChange(ProbeSchedule schedule, boolean begin) {
        this.schedule = schedule;
        this.begin = begin;
    }

    @Override
    public Acceptance accept(ProbeLoop loop) {
        if (begin) {
            loop.begin(schedule);
        } else {
            loop.finish(schedule);
        }
        return Acceptance.DONE;
    }

    @Override
    public void reject(Throwable cause) {
        schedule.fail(cause);
    }

    @Override
    public @Nullable Submission next() {
        return next;
    }

    @Override
    public void next(@Nullable Submission submission) {
        next = submission;
    }
}
