package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NativeAccessTest {

    /** What the other JVM runs. */
    static final class OpensPinger {
        public static void main(String[] arguments) {
            try (Pinger pinger = Pinger.open()) {
                System.out.println("opened " + pinger.socketKind(Family.IPV4));
            } catch (IcmpException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void whereNativeAccessIsDeniedTheMessageNamesTheFlag() throws Exception {
        Process java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--illegal-native-access=deny",
                "-cp",
                homeOf(Pinger.class) + ":" + homeOf(OpensPinger.class),
                OpensPinger.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.strip())
                .isEqualTo("native access is denied to icmp-ffm; start java with --enable-native-access=ALL-UNNAMED");
    }

    private static Path homeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
