package io.github.icmpffm.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class LibcTest {

    @Test
    void aFailedCallReturnsItsErrnoNegated() {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(Sockets.close(new CapturedErrno(arena), -1)).isEqualTo(-Errno.EBADF);
            assertThat(Sockets.socket(new CapturedErrno(arena), 12345, 1, 0)).isEqualTo(-Errno.EAFNOSUPPORT);
        }
    }

    @Test
    void aSuccessDoesNotShowTheErrnoOfAnEarlierFailure() {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            assertThat(Sockets.close(errno, -1)).isNegative();
            int fd = Polling.eventfd(errno, 0, Polling.EFD_CLOEXEC | Polling.EFD_NONBLOCK);
            assertThat(fd).isNotNegative();
            assertThat(Sockets.close(errno, fd)).isZero();
        }
    }

    @Test
    void anEventfdGivesBackWhatWasWritten() {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            int fd = Polling.eventfd(errno, 0, Polling.EFD_CLOEXEC | Polling.EFD_NONBLOCK);
            MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_LONG, 7);
            assertThat(Polling.write(errno, fd, value, 8)).isEqualTo(8);
            value.set(ValueLayout.JAVA_LONG, 0, 0);
            assertThat(Polling.read(errno, fd, value, 8)).isEqualTo(8);
            assertThat(value.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
            assertThat(Polling.read(errno, fd, value, 8)).isEqualTo(-Errno.EAGAIN);
            Sockets.close(errno, fd);
        }
    }

    @Test
    void theMonotonicClockIsThatOfTheJvm() {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            MemorySegment timespec = arena.allocate(Timespec.LAYOUT);
            long before = System.nanoTime();
            long monotonic = Clocks.nanos(errno, Clocks.CLOCK_MONOTONIC, timespec);
            assertThat(monotonic).isBetween(before, System.nanoTime());
            long realtime = Clocks.nanos(errno, Clocks.CLOCK_REALTIME, timespec);
            assertThat(realtime / 1_000_000).isCloseTo(System.currentTimeMillis(),
                    org.assertj.core.data.Offset.offset(2000L));
        }
    }

    @Test
    void aPidfdNamesThisProcess() {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            int self = (int) ProcessHandle.current().pid();
            int fd = Processes.pidfdOpen(errno, self);
            assertThat(fd).isNotNegative();
            assertThat(Processes.pidfdSendSignal(errno, fd, 0)).isZero();
            assertThat(Processes.kill(errno, self, 0)).isZero();
            assertThat(Processes.getppid(errno))
                    .isEqualTo((int) ProcessHandle.current().parent().orElseThrow().pid());
            Sockets.close(errno, fd);
        }
    }

    @Test
    void errorNumbersHaveTheirNames() {
        assertThat(Errno.name(Errno.EPERM)).isEqualTo("EPERM");
        assertThat(Errno.text(Errno.EMSGSIZE)).isEqualTo("Message too long");
        assertThat(Errno.name(4242)).isEqualTo("errno 4242");
    }

    @Test
    void aMissingFunctionIsNamed() {
        assertThatThrownBy(() -> Linkage.function("no_such_function"))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("no_such_function");
    }

    @Test
    void aSignalLatchTellsOnceOfASignalThatCame() throws Exception {
        int urgent = 23; // SIGURG, of which nothing is made
        int self = (int) ProcessHandle.current().pid();
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            SignalLatch latch = new SignalLatch(arena, urgent);
            try {
                for (int round = 0; round < 3; round++) {
                    assertThat(latch.hasCome()).isFalse();
                    Processes.kill(errno, self, urgent);
                    long end = System.nanoTime() + 5_000_000_000L;
                    while (!latch.hasCome()) {
                        assertThat(System.nanoTime()).isLessThan(end);
                        Thread.onSpinWait();
                    }
                }
            } finally {
                Processes.signal(errno, urgent, Processes.SIG_DFL);
            }
        }
    }
}
