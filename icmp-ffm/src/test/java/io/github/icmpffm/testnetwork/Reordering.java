package io.github.icmpffm.testnetwork;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Swaps the answers to each pair of requests. */
final class Reordering implements Behaviour {

    private final Behaviour usual;
    private List<? extends Answer> heldBack = List.of();
    private boolean holding;

    Reordering(Behaviour usual) {
        this.usual = usual;
    }

    @Override
    public List<? extends Answer> answersTo(Request request) {
        holding = !holding;
        if (holding) {
            heldBack = usual.answersTo(request);
            return List.of();
        }
        List<Answer> answers = new ArrayList<>(usual.answersTo(request));
        long lastDue = answers.stream().mapToLong(Reordering::dueNanos).max().orElse(request.arrivedNanos());
        for (Answer held : heldBack) {
            // Of two that are due at the same moment the network writes first which it was given first.
            long wait = Math.max(0, lastDue - dueNanos(held));
            answers.add(held.after(held.delay().plus(Duration.ofNanos(wait))));
        }
        heldBack = List.of();
        return answers;
    }

    private static long dueNanos(Answer answer) {
        return answer.request().arrivedNanos() + answer.delay().toNanos();
    }
}
