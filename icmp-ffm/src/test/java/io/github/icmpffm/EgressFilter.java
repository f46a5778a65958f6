package io.github.icmpffm;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.testnetwork.TestNetwork;

/** A policy of this host, as eBPF firewalls have it: what goes to one address is dropped where it would leave. */
final class EgressFilter {

    /** SKF_NET_OFF of linux/filter.h: offsets from there on are the IP header's. */
    private static final long IP_HEADER = 0xfff00000L;

    private static final int DESTINATION_IPV4 = 16;
    private static final int DESTINATION_IPV6_LAST_WORD = 36;

    private EgressFilter() {}

    /** Drops what goes to the way's host. */
    static void drops(TestNetwork network, Way way) throws Exception {
        long address = AddressBits.low(way.target()) & 0xffff_ffffL;
        long offset = IP_HEADER + (way.isIpv4() ? DESTINATION_IPV4 : DESTINATION_IPV6_LAST_WORD);
        network.exec("tc", "qdisc", "add", "dev", TestNetwork.DEVICE, "clsact");
        network.exec("tc", "filter", "add", "dev", TestNetwork.DEVICE, "egress", "bpf", "da", "bytecode",
                "4,32 0 0 " + offset + ",21 0 1 " + address + ",6 0 0 2,6 0 0 0,");
    }
}
