package io.github.icmpffm.watchdog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What better_ping tells the watchdog: a C {@code int} each, four bytes in the machine's own byte order. */
enum Message {
    /** Once, before the first ping: the timer runs from now on. */
    START(300),

    /** After every reply: the timer is set back to zero. */
    RESET(256);

    final int number;

    Message(int number) {
        this.number = number;
    }

    /** Its bytes on the wire, to be read from the buffer. */
    ByteBuffer encoded() {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, number);
    }
}
