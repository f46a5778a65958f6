package io.github.icmpffm;

/** The outcome of a probe. Each has exactly one. */
public sealed interface PingResult extends PingEvent permits Reply, Timeout, IcmpError, SendFailure {}
