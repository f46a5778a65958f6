package io.github.icmpffm.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What has become of a sweep's requests. Written by the sweep's thread, read by any. */
public final class SweepCounters {

    private static final int ERRNOS = 134; // Linux has 1 to 133

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLongArray byErrno = new AtomicLongArray(ERRNOS);

    SweepCounters() {}

    void sent() {
        sent.lazySet(sent.get() + 1);
    }

    void failed(int errno) {
        failed.lazySet(failed.get() + 1);
        int index = errno < ERRNOS ? errno : 0;
        byErrno.lazySet(index, byErrno.get(index) + 1);
    }

    /** How many requests the kernel has taken so far. */
    public long sentRequests() {
        return sent.get();
    }

    /** How many requests could not be sent so far. */
    public long failedRequests() {
        return failed.get();
    }

    /** How many of those for which reason: error numbers, each with its count. */
    public Map<Integer, Long> failuresByErrno() {
        Map<Integer, Long> failures = new TreeMap<>();
        for (int errno = 0; errno < ERRNOS; errno++) {
            if (byErrno.get(errno) > 0) {
                failures.put(errno, byErrno.get(errno));
            }
        }
        return failures;
    }
}
