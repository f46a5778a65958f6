package io.github.icmpffm.ping;

import io.github.icmpffm.process.ExecutableJarContract;

class PingJarIT extends ExecutableJarContract {
    PingJarIT() {
        super("ping-app", "ping.jar", "io.github.icmpffm.ping.Launch", "bin/ping-app");
    }
}
