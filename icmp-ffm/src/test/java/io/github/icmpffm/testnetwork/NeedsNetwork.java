package io.github.icmpffm.testnetwork;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test, or every test of this class, makes a {@link TestNetwork}: it may take one as a parameter, see {@link
 * TestNetworkExtension}. Where none can be made the test is skipped, and the report says why; with {@code
 * -Dicmp.privileged=required} it fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestNetworkExtension.class)
public @interface NeedsNetwork {}
