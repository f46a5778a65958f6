/** ping, written with icmp-ffm. */
module io.github.icmpffm.ping {
    requires io.github.icmpffm;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    opens io.github.icmpffm.ping to info.picocli;
}
