/**
 * What runs fuzz targets: classes named {@code …Fuzz} beside the code that they try, each with a method {@code
 * fuzzerTestOneInput(byte[])} that throws where something is wrong. By default on their seeds only; the Maven profile {@code fuzz} has
 * Jazzer look for more.
 */
@NullMarked
package io.github.icmpffm.fuzz;

import org.jspecify.annotations.NullMarked;
