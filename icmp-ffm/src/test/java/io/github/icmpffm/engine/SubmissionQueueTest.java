package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionQueueTest {

    private final SubmissionQueue queue = new SubmissionQueue();

    @Test
    void whatOneThreadPutsInComesOutInItsOrder() {
        for (int i = 0; i < 5; i++) {
            queue.put(new Numbered(0, i));
        }
        assertThat(numbers(queue.takeAll())).containsExactly(0, 1, 2, 3, 4);
        assertThat(queue.takeAll()).isNull();
    }

    @Test
    void nothingIsLostAmongManyThreads() throws InterruptedException {
        int each = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    queue.put(new Numbered(number, i));
                }
            }));
        }
        Map<Integer, Integer> next = new HashMap<>();
        int taken = 0;
        while (taken < 4 * each) {
            for (Submission submission = queue.takeAll(); submission != null; submission = submission.next()) {
                Numbered numbered = (Numbered) submission;
                assertThat(numbered.number).isEqualTo(next.merge(numbered.thread, 1, Integer::sum) - 1);
                taken++;
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static List<Integer> numbers(@Nullable Submission first) {
        List<Integer> numbers = new ArrayList<>();
        for (Submission submission = first; submission != null; submission = submission.next()) {
            numbers.add(((Numbered) submission).number);
        }
        return numbers;
    }

    private static final class Numbered implements Submission {
        final int thread;
        final int number;
        private @Nullable Submission next;

        Numbered(int thread, int number) {
            this.thread = thread;
            this.number = number;
        }

        @Override
        public Acceptance accept(ProbeLoop loop) {
            return Acceptance.DONE;
        }

        @Override
        public void reject(Throwable cause) {}

        @Override
        public @Nullable Submission next() {
            return next;
        }

        @Override
        public void next(@Nullable Submission submission) {
            next = submission;
        }
    }
}
