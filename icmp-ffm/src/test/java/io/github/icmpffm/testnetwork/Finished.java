package io.github.icmpffm.testnetwork;

/** A command that has run to its end: its exit code (128 + signal, if one ended it), and all it printed. */
public record Finished(int exitCode, String out, String err) {}
