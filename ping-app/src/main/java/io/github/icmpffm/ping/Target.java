package io.github.icmpffm.ping;

import java.net.InetAddress;

/**
 * Whom to ping.
 *
 * @param name as it was typed
 * @param address what that stands for
 */
record Target(String name, InetAddress address) {}
