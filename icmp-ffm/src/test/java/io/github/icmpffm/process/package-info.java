/** Programs run as processes, for the tests of the apps: the real jar, under a Java of their choice, with its exit code and what it printed. */
package io.github.icmpffm.process;
