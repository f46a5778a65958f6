package io.github.icmpffm.testnetwork;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the network saw and did. It keeps the latest 100,000 requests whole, and counts them all. The network's thread
 * writes, tests read and wait.
 */
final class TrafficLog {

    private static final int KEPT = 100_000;
    private static final int MALFORMED_KEPT = 1_000;

    private record Key(InetAddress destination, int sequence) {}

    private record Entry(Request request, List<Exchange.Written> written) {
        Exchange exchange() {
            return new Exchange(request, written);
        }
    }

    private static final class Counts {
        long requests;
        long answers;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> kept = new ArrayDeque<>();
    private final Map<Request, Entry> byRequest = new HashMap<>();
    private final Map<Key, Entry> latest = new HashMap<>();
    private final Map<InetAddress, Counts> counts = new HashMap<>();
    private final List<String> malformed = new ArrayList<>();
    private long requests;

    void arrived(Request request) {
        locked(() -> {
            requests++;
            countsOf(request.destination()).requests++;
            Entry entry = new Entry(request, new ArrayList<>(1));
            kept.addLast(entry);
            byRequest.put(request, entry);
            latest.put(keyOf(request), entry);
            if (kept.size() > KEPT) {
                Entry oldest = kept.removeFirst();
                byRequest.remove(oldest.request);
                latest.remove(keyOf(oldest.request), oldest);
            }
            changed.signalAll();
            return null;
        });
    }

    /**
     * Writes an answer by {@code writing}, which tells when it began to, and notes it, both in one: who has received the
     * answer finds it here, and who finds it here knows that it was written.
     */
    void write(Answer answer, boolean trueReply, LongSupplier writing) {
        Request request = answer.request();
        locked(() -> {
            long began = writing.getAsLong();
            if (began == TunDevice.NOT_WRITTEN) {
                return null;
            }
            Duration afterRequest = Duration.ofNanos(began - request.arrivedNanos());
            countsOf(request.destination()).answers++;
            Entry entry = byRequest.get(request.origin());
            if (entry != null) {
                entry.written.add(new Exchange.Written(answer, afterRequest, trueReply));
            }
            changed.signalAll();
            return null;
        });
    }

    void malformed(String complaint) {
        locked(() -> {
            if (malformed.size() < MALFORMED_KEPT) {
                malformed.add(complaint);
            }
            changed.signalAll();
            return null;
        });
    }

    List<Exchange> exchanges() {
        return locked(() -> kept.stream().map(Entry::exchange).toList());
    }

    @Nullable
    Exchange exchange(InetAddress destination, int sequence) {
        return locked(() -> {
            Entry entry = latest.get(new Key(destination, sequence));
            return entry == null ? null : entry.exchange();
        });
    }

    long requestCount() {
        return locked(() -> requests);
    }

    long requestCount(InetAddress destination) {
        return locked(() -> countsOf(destination).requests);
    }

    long answerCount(InetAddress destination) {
        return locked(() -> countsOf(destination).answers);
    }

    List<String> malformed() {
        return locked(() -> List.copyOf(malformed));
    }

    /** Waits until the condition holds; false if it never did. The condition may call this log. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Counts countsOf(InetAddress destination) {
        return counts.computeIfAbsent(destination, ignored -> new Counts());
    }

    private static Key keyOf(Request request) {
        return new Key(request.destination(), request.sequence());
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
