package io.github.icmpffm.testnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class TestNetworkExtensionTest {

    @Test
    void withoutPrivilegeATestIsSkippedForAReason() {
        ConditionEvaluationResult result = TestNetworkExtension.condition(Optional.of("not root"), false);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("not root");
    }

    @Test
    void withoutPrivilegeATestFailsWhereItIsRequired() {
        assertThatThrownBy(() -> TestNetworkExtension.condition(Optional.of("not root"), true))
                .hasMessageContaining("not root")
                .hasMessageContaining("-Dicmp.privileged=required");
    }

    @Test
    void withPrivilegeATestRuns() {
        assertThat(TestNetworkExtension.condition(Optional.empty(), true).isDisabled())
                .isFalse();
    }

    @Nested
    @NeedsNetwork
    class OfATest {

        private TestNetwork before;

        @BeforeEach
        void before(TestNetwork network) {
            before = network;
        }

        @Test
        void theNetworkIsFresh(TestNetwork network) {
            assertThat(network).isSameAs(before).isNotSameAs(OfAClass.shared);
            assertThat(network.requestCount()).isZero();
        }
    }

    @Nested
    @NeedsNetwork
    class OfAClass {

        private static TestNetwork shared;

        @BeforeAll
        static void before(TestNetwork network) {
            shared = network;
        }

        @Test
        void theNetworkIsShared(TestNetwork network) {
            assertThat(network).isSameAs(shared);
        }
    }
}
