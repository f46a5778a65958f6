package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.ExecutableJarContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WatchdogJarIT extends ExecutableJarContract {
    WatchdogJarIT() {
        super("watchdog-app", "watchdog.jar", "io.github.icmpffm.watchdog.Launch", "bin/better-ping");
    }

    @Test
    void theManifestNamesTheWatchdogsMainClass() throws IOException {
        assertThat(manifest().getValue("Watchdog-Class")).isEqualTo("io.github.icmpffm.watchdog.Watchdog");
    }
}
