/** ping, written with icmp-ffm. */
@SuppressWarnings("requires-automatic") // xchart has no descriptor of its own
module io.github.icmpffm.ping {
    requires io.github.icmpffm;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires org.knowm.xchart;
    requires static org.jspecify;

    provides java.net.spi.InetAddressResolverProvider with
            io.github.icmpffm.ping.ReverseNames;

    opens io.github.icmpffm.ping to info.picocli;
}
