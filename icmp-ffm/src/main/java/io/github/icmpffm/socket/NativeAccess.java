package io.github.icmpffm.socket;

import io.github.icmpffm.libc.CapturedErrno;
import java.lang.foreign.Arena;
import java.util.Locale;

/** Whether this machine and this JVM let the library work at all, with a message for a person where they do not. */
final class NativeAccess {

    private NativeAccess() {}

    /**
     * Checks before the first native call.
     *
     * @throws IcmpException if the machine is not Linux, or native access is denied; the message says which flag allows
     *     it
     */
    static void require() {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IcmpException("icmp-ffm works on Linux only, and this is " + system, 0, null);
        }
        try (Arena arena = Arena.ofConfined()) {
            io.github.icmpffm.libc.Sockets.close(new CapturedErrno(arena), -1);
        } catch (IllegalCallerException | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new IcmpException(
                    "native access is denied to icmp-ffm; start java with " + flag(), 0, e);
        }
    }

    private static String flag() {
        Module module = NativeAccess.class.getModule();
        return "--enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }
}
