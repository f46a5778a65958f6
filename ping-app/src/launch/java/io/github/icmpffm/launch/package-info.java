/**
 * What the jars of both apps say on a JVM that is too old for them. Compiled for Java 8 into each jar, so: no class, method or syntax newer than
 * that, and nothing of the library. A JVM that is new enough never loads it.
 */
package io.github.icmpffm.launch;
