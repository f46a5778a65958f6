package io.github.icmpffm.testnetwork;

import io.github.icmpffm.process.RawWords;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A name server on 127.0.0.1 of a network. To it every address has one and the same name, and no name has an address. */
public final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int POINTER = 12;
    private static final short IS_ANSWER = (short) 0x8180;
    private static final short NO_SUCH_NAME = (short) 0x8183;
    private static final short NAME_OF_QUESTION = (short) 0xc00c;

    private final DatagramSocket socket;
    private final byte[] name;

    private NameServer(DatagramSocket socket, String name) {
        this.socket = socket;
        this.name = RawWords.bytes(name);
    }

    /**
     * Starts it.
     *
     * @param name one label of up to 63 bytes, see {@link RawWords}; it stands below {@code example}
     */
    public static NameServer start(TestNetwork network, String name) throws InterruptedException, SocketException {
        DatagramSocket socket = network
                .<DatagramSocket, SocketException>inside(
                        () -> new DatagramSocket(new InetSocketAddress("127.0.0.1", 53)));
        NameServer server = new NameServer(socket, name);
        Thread thread = new Thread(server::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                packet.setLength(512);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private byte[] answer(ByteBuffer query) {
        int end = HEADER;
        while (query.get(end) != 0) {
            end += 1 + query.get(end);
        }
        boolean found = query.getShort(end + 1) == POINTER;
        end += 5; // the last label, type and class
        ByteBuffer answer = ByteBuffer.allocate(512);
        answer.putShort(query.getShort(0)).putShort(found ? IS_ANSWER : NO_SUCH_NAME);
        answer.putShort((short) 1).putShort((short) (found ? 1 : 0)).putInt(0);
        answer.put(query.slice(HEADER, end - HEADER));
        if (found) {
            answer.putShort(NAME_OF_QUESTION).putShort((short) POINTER).putShort((short) 1).putInt(0);
            answer.putShort((short) (name.length + 10));
            answer.put((byte) name.length).put(name).put((byte) 7).put(RawWords.bytes("example")).put((byte) 0);
        }
        byte[] bytes = new byte[answer.flip().remaining()];
        answer.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
