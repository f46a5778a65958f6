package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * User, groups and capabilities: {@code geteuid(2)}, {@code setgroups(2)}, {@code setresgid(2)}, {@code setresuid(2)}, {@code
 * setfsuid(2)}, {@code capset(2)}, and of {@code prctl(2)} what goes with them.
 *
 * <p>{@code prctl} and {@code syscall} are variadic to C, yet are called as all others: the ABIs of the machines that are tried pass
 * integers alike, and to link a variadic call takes a cold JVM four milliseconds.
 *
 * <p>To the kernel all of these are a thread's own. POSIX wants a process to have one user, so the C library changes user and
 * groups in all its threads (nptl(7), musl's {@code __synccall}); capabilities and the file system's user in the calling one only.
 */
public final class Credentials {

    /** {@code <linux/capability.h>}: to read any file and search any folder. */
    public static final int CAP_DAC_READ_SEARCH = 2;

    /** {@code <linux/capability.h>}: to signal any process. */
    public static final int CAP_KILL = 5;

    /** {@code <linux/capability.h>}: for a socket's mark, with kernels before 5.17. */
    public static final int CAP_NET_ADMIN = 12;

    /** {@code <linux/capability.h>}: for raw sockets. */
    public static final int CAP_NET_RAW = 13;

    /** {@code <linux/capability.h>}: to look at the descriptors of any process. */
    public static final int CAP_SYS_PTRACE = 19;

    /** {@code <linux/prctl.h>} */
    private static final int PR_SET_KEEPCAPS = 8;

    /** {@code <linux/prctl.h>} */
    private static final int PR_SET_NO_NEW_PRIVS = 38;

    /** {@code <linux/seccomp.h>} */
    private static final int SECCOMP_SET_MODE_FILTER = 1;

    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
    private static final int SECCOMP_RET_ALLOW = 0x7fff0000;
    private static final short BPF_RET = 6;
    private static final int SYS_SECCOMP = seccomp();

    /** {@code _LINUX_CAPABILITY_VERSION_3}: two sets of 32 bits each of effective, permitted, inheritable. */
    private static final int VERSION = 0x20080522;

    private static final int HEADER_BYTES = 8;
    private static final int SETS_BYTES = 24;

    private static final MemorySegment GETEUID = Linkage.function("geteuid");
    private static final MemorySegment GETGROUPS = Linkage.function("getgroups");
    private static final MemorySegment SETGROUPS = Linkage.function("setgroups");
    private static final MemorySegment SETRESGID = Linkage.function("setresgid");
    private static final MemorySegment SETRESUID = Linkage.function("setresuid");
    private static final MemorySegment SETFSUID = Linkage.function("setfsuid");
    private static final MemorySegment SETFSGID = Linkage.function("setfsgid");
    private static final MemorySegment CAPSET = Linkage.function("capset");
    private static final MemorySegment PRCTL = Linkage.function("prctl");
    private static final MemorySegment SYSCALL = Linkage.function("syscall");

    private Credentials() {}

    /** {@code uid_t geteuid(void)}, as an unsigned 32-bit number. */
    public static int effectiveUser(CapturedErrno errno) {
        return (int) Linkage.call(GETEUID, errno, 0, 0, 0);
    }

    /** {@code int getgroups(int size, gid_t list[])}: how many there are beside the group itself. */
    public static int groups(CapturedErrno errno) {
        return Linkage.callInt(GETGROUPS, errno, 0, MemorySegment.NULL.address(), 0);
    }

    /** {@code int setgroups(size_t size, const gid_t *list)}, in all threads: none but the group itself. 0, or -errno. */
    public static int leaveGroups(CapturedErrno errno) {
        return Linkage.callInt(SETGROUPS, errno, 0, MemorySegment.NULL.address(), 0);
    }

    /** {@code int setresgid(gid_t rgid, gid_t egid, gid_t sgid)}, in all threads: 0, or -errno. */
    public static int setGroup(CapturedErrno errno, int group) {
        return Linkage.callInt(SETRESGID, errno, group, group, group);
    }

    /**
     * {@code int setresuid(uid_t ruid, uid_t euid, uid_t suid)}, in all threads: 0, or -errno. Who was root has no capabilities
     * afterwards, and after {@link #keepCapabilities} permitted ones only.
     */
    public static int setUser(CapturedErrno errno, int user) {
        return Linkage.callInt(SETRESUID, errno, user, user, user);
    }

    /**
     * {@code int setfsgid(gid_t fsgid)} and {@code int setfsuid(uid_t fsuid)}, in this thread: as whom it opens files. The kernel does
     * not say whether it did so.
     */
    public static void setFileUser(CapturedErrno errno, int user, int group) {
        Linkage.callInt(SETFSGID, errno, group, 0, 0);
        Linkage.callInt(SETFSUID, errno, user, 0, 0);
    }

    /** {@code prctl(PR_SET_KEEPCAPS, 1)}, in this thread: its permitted capabilities outlast {@link #setUser}. 0, or -errno. */
    public static int keepCapabilities(CapturedErrno errno) {
        return Linkage.callInt(PRCTL, errno, PR_SET_KEEPCAPS, 1, 0, 0, 0, 0);
    }

    /**
     * {@code int capset(cap_user_header_t hdrp, const cap_user_data_t datap)}, in this thread: 0, or -errno.
     *
     * @param capabilities those that are effective and permitted afterwards, of numbers below 32; none is inheritable
     */
    public static int setCapabilities(CapturedErrno errno, int... capabilities) {
        int set = 0;
        for (int capability : capabilities) {
            set |= 1 << capability;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocate(HEADER_BYTES, 4);
            header.set(JAVA_INT, 0, VERSION);
            MemorySegment sets = arena.allocate(SETS_BYTES, 4);
            sets.set(JAVA_INT, 0, set);
            sets.set(JAVA_INT, 4, set);
            return Linkage.callInt(CAPSET, errno, header.address(), sets.address(), 0);
        }
    }

    /**
     * {@code prctl(PR_SET_NO_NEW_PRIVS, 1)}, and {@code seccomp(SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC)}, which alone
     * brings that to all threads, with a filter that allows everything. 0, or -errno.
     */
    public static int renounceNewPrivileges(CapturedErrno errno) {
        int own = Linkage.callInt(PRCTL, errno, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
        if (own != 0 || SYS_SECCOMP == 0) {
            return own == 0 ? -Errno.ENOSYS : own;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment allow = arena.allocate(SockFilter.SIZE, Long.BYTES);
            allow.set(JAVA_SHORT, SockFilter.CODE, BPF_RET);
            allow.set(JAVA_INT, SockFilter.K, SECCOMP_RET_ALLOW);
            MemorySegment program = arena.allocate(SockFprog.LAYOUT);
            program.set(JAVA_SHORT, SockFprog.LEN, (short) 1);
            program.set(JAVA_LONG, SockFprog.FILTER, allow.address());
            return Linkage.callInt(SYSCALL, errno, SYS_SECCOMP, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC,
                    program.address(), 0, 0);
        }
    }

    /** Of {@code <asm/unistd.h>}; 0 where it is not known here. */
    private static int seccomp() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 317;
            case "aarch64", "riscv64" -> 277;
            case "s390x" -> 348;
            default -> 0;
        };
    }
}
