package io.github.icmpffm.ping;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words: Java's own are often the file's name alone. */
final class FileFault {
    private FileFault() {}

    /** The reason, without the file's name. */
    static String reason(Exception fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = fault instanceof FileSystemException ofFile ? ofFile.getReason() : fault.getMessage();
        return reason == null ? fault.getClass().getSimpleName() : reason;
    }
}
