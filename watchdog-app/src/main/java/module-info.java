/** better_ping and the watchdog that guards it, written with icmp-ffm. */
module io.github.icmpffm.watchdog {
    requires io.github.icmpffm;
    requires info.picocli;
    requires static org.jspecify;
}
