package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFaultTest {
    /** The messages of the first two are the file's name. */
    @Test
    void theReasonIsNeverTheFilesName() {
        assertThat(FileFault.reason(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
        assertThat(FileFault.reason(new AccessDeniedException("/a"))).isEqualTo("permission denied");
        assertThat(FileFault.reason(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(FileFault.reason(new FileSystemException("/a"))).isEqualTo("FileSystemException");
        assertThat(FileFault.reason(new IOException("Is a directory"))).isEqualTo("Is a directory");
        assertThat(FileFault.reason(new InvalidPathException("\0", "Nul character not allowed")))
                .startsWith("Nul character");
    }
}
