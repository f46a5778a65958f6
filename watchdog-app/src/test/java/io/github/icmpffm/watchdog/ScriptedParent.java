package io.github.icmpffm.watchdog;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A program that starts the watchdog and then does as its command line says, well or badly. It prints each step before
 * it.
 *
 * <pre>
 *     ScriptedParent N WATCHDOG-COMMAND-OF-N-WORDS STEP…
 *
 *     connect       waits until the watchdog listens on 3000, and connects
 *     start         sends 300
 *     reset         sends 256
 *     resets:N      sends 256 N times in one piece
 *     hex:BYTES     sends these
 *     wrongs:N      sends an int that is no message N times in one piece
 *     flood:MILLIS  sends such ints all the time for so long
 *     sleep:MILLIS  sleeps
 *     close         closes the connection
 *     abort         resets it
 *     child         waits for the watchdog's end, and prints its exit status
 *     stay          does nothing any more
 * </pre>
 *
 * Without {@code stay} it ends after its last step.
 */
final class ScriptedParent {
    private final Process watchdog;
    private SocketChannel channel;

    private ScriptedParent(Process watchdog) {
        this.watchdog = watchdog;
    }

    public static void main(String[] arguments) throws Exception {
        int words = Integer.parseInt(arguments[0]);
        List<String> all = Arrays.asList(arguments);
        Process watchdog = new ProcessBuilder(all.subList(1, 1 + words)).inheritIO().start();
        ScriptedParent parent = new ScriptedParent(watchdog);
        for (String step : all.subList(1 + words, all.size())) {
            System.out.println("step " + step);
            String[] parts = step.split(":", 2);
            parent.execute(parts[0], parts.length == 2 ? parts[1] : "");
        }
    }

    private void execute(String step, String value) throws IOException, InterruptedException {
        switch (step) {
            case "connect" -> connect();
            case "start" -> send(ints(300, 1));
            case "reset" -> send(ints(256, 1));
            case "resets" -> send(ints(256, Integer.parseInt(value)));
            case "wrongs" -> send(ints(7, Integer.parseInt(value)));
            case "flood" -> {
                long end = System.nanoTime() + Long.parseLong(value) * 1_000_000;
                while (System.nanoTime() < end) {
                    send(ints(7, 10_000));
                }
            }
            case "hex" -> send(ByteBuffer.wrap(HexFormat.of().parseHex(value)));
            case "sleep" -> Thread.sleep(Long.parseLong(value));
            case "close" -> channel.close();
            case "abort" -> {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
            case "child" -> System.out.println("watchdog's exit status " + watchdog.waitFor());
            case "stay" -> Thread.sleep(Long.MAX_VALUE);
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void connect() throws IOException, InterruptedException {
        while (true) {
            try {
                channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", 3000));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                return;
            } catch (ConnectException e) {
                Thread.sleep(5);
            }
        }
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer ints(int number, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * count).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            bytes.putInt(number);
        }
        return bytes.flip();
    }
}
