/**
 * Programs that {@code docs/benchmarks/run} starts, each for one figure: they warm up, measure, and print lines of
 * {@code name=value}. They use what a user of the library uses, and nothing else; so they need neither JMH nor the tests.
 */
package io.github.icmpffm.benchmark;
