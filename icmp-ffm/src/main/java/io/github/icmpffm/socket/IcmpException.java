package io.github.icmpffm.socket;

import io.github.icmpffm.libc.Errno;

/**
 * The operating system refused an operation.
 *
 * <p>Unchecked: what can go wrong with one probe is a value (see {@code PingResult}); what is thrown means that the
 * socket cannot be had or used as asked, which few callers can do anything about but tell.
 */
public class IcmpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int errno;

    /**
     * An operation that failed with an errno.
     *
     * @param operation what was tried, with its arguments, as {@code sendto 192.0.2.1}
     * @param errno the error number, positive
     */
    public IcmpException(String operation, int errno) {
        this(operation + " failed: " + Errno.text(errno) + " (" + Errno.name(errno) + ")", errno, null);
    }

    /**
     * A failure told in a whole message.
     *
     * @param message what failed, why, and what to do
     * @param errno the error number, or 0 if none was involved
     * @param cause what caused it, or null
     */
    public IcmpException(String message, int errno, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
        this.errno = errno;
    }

    /** The error number, or 0 if none was involved. */
    public int errno() {
        return errno;
    }

    /** The error number's name, as {@code ENETUNREACH}. */
    public String errnoName() {
        return Errno.name(errno);
    }
}
