package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.Needs;
import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.Behaviour;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run by iputils' own ping and by ours: the same text, but for the numbers, and the same exit code. */
@NeedsNetwork
class IputilsComparisonIT {

    @BeforeEach
    void needsIputils() {
        Needs.iputilsPing();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-c 2 -i 0.2 127.0.0.1",
        "-c 1 ::1",
        "-4 -c 1 localhost",
        "-n -4 -c 1 localhost",
        "-q -c 2 -i 0.2 127.0.0.1",
        "-D -c 1 127.0.0.1",
        "-a -c 1 127.0.0.1",
        "-f -c 1 127.0.0.1",
        "-A -q -c 3 127.0.0.1",
        "-i 0 -q -c 3 127.0.0.1",
        "-4 -n -U -w 10 -c 2 -i 0.2 127.0.0.1",
        "-B -c 1 127.0.0.1",
        "-B -c 1 ::1",
        "-B -I lo -c 1 127.0.0.1",
        "-d -S 65536 -c 1 127.0.0.1",
        "-s 8 -c 1 127.0.0.1",
        "-s 15 -c 1 127.0.0.1",
        "-s 16 -c 1 127.0.0.1",
        "-s 0 -c 1 ::1",
        "-p c0ffee -c 1 127.0.0.1",
        "-p c0ffee -q -c 1 127.0.0.1",
        "-I lo -c 1 127.0.0.1",
        "-I 127.0.0.1 -c 1 127.0.0.1",
        "-c 2 -i 0.2 198.51.100.9",
        "-c 1 2001:db8::9",
        "-c 2 -i 0.2 198.51.100.20",
        "-c 1 2001:db8::20",
        "-c 1 -t 1 198.51.100.21",
        "-c 1 -s 1400 198.51.100.22",
        "-c 1 2001:db8::22",
        "-c 1 -W 1 198.51.100.23",
        "-c 1 198.51.100.24",
        "-O -c 2 -i 0.3 -W 1 198.51.100.25",
        "-O -D -c 2 -i 0.3 -W 1 198.51.100.25",
        "-M do -s 2000 -c 1 198.51.100.9",
        "-w 2 -c 5 -i 0.75 -W 1 198.51.100.23",
        "-c 1 0177.0.0.1",
        "-c 1 0x7f.1",
        "-c 1 0",
        "-p C0FFEE -c 1 127.0.0.1",
        "-I lo -c 1 ::1",
        "-I 0.0.0.0 -c 1 127.0.0.1",
        "-I " + TestNetwork.DEVICE + " -c 1 198.51.100.9",
        "-I " + TestNetwork.DEVICE + " -c 1 2001:db8::9"
    })
    void bothSayTheSame(String arguments, TestNetwork network) throws Exception {
        network.host("198.51.100.9").replies();
        network.host("2001:db8::9").replies();
        network.host("198.51.100.20").answers(request -> request.hostUnreachable().from("198.51.100.254"));
        network.host("2001:db8::20").answers(request -> request.unreachable(3).from("2001:db8::fe"));
        network.host("198.51.100.21").replies().behind("203.0.113.1");
        network.host("198.51.100.22").answers(request -> request.tooBig(1280).from("198.51.100.254"));
        network.host("2001:db8::22").answers(request -> request.timeExceeded().from("2001:db8::fe"));
        network.host("198.51.100.24").answers(request -> request.reply().from("198.51.100.77"));
        network.exec("ip", "address", "add", "10.9.9.9/32", "dev", TestNetwork.DEVICE);
        network.exec("ip", "address", "add", "2001:db8:9::9/128", "dev", TestNetwork.DEVICE);
        network.host("198.51.100.25").onRequest(new FirstIsLost());

        Finished theirs = network.run(command("ping", arguments));
        network.host("198.51.100.25").onRequest(new FirstIsLost());
        Finished ours = PingProcess.ping(network, command("--format", "iputils " + arguments));

        assertThat(Masked.of(ours.out())).isEqualTo(Masked.of(theirs.out()));
        assertThat(ours.err().replace("ping-app: ", "ping: ")).isEqualTo(theirs.err());
        assertThat(ours.exitCode()).isEqualTo(theirs.exitCode());
    }

    @Test
    void bothDumpAPayloadWithAWrongByteAlike(TestNetwork network) throws Exception {
        network.host("198.51.100.9").answers(request -> request.reply().withFlippedByte(20));

        Finished theirs = network.run(command("ping", "-p ff -c 1 -W 1 198.51.100.9"));
        Finished ours = PingProcess.ping(network, command("--format", "iputils -p ff -c 1 -W 1 198.51.100.9"));

        List<String> lines = Masked.of(ours.out()).lines().limit(5).toList();
        assertThat(lines.get(3)).startsWith("wrong data byte #20 should be 0xff but was 0xfe");
        assertThat(lines).isEqualTo(Masked.of(theirs.out()).lines().limit(5).toList());
    }

    private static String[] command(String first, String rest) {
        List<String> command = new ArrayList<>(List.of(first));
        command.addAll(List.of(rest.split(" ", -1)));
        return command.toArray(String[]::new);
    }

    /** Of each program. */
    private static final class FirstIsLost implements Behaviour {
        private boolean lost;

        @Override
        public List<Answer> answersTo(Request request) {
            if (!lost) {
                lost = true;
                return List.of();
            }
            return List.of(request.reply().after(ofMillis(1)));
        }
    }
}
