package io.github.icmpffm.testnetwork;

import io.github.icmpffm.process.Needs;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a {@link TestNetwork} and closes it after them; {@link NeedsNetwork} brings it in.
 *
 * <p>A test method that takes one (and its {@code @BeforeEach}) gets a fresh one. If {@code @BeforeAll} takes one, it is
 * that class's, and all its tests get the same.
 */
public final class TestNetworkExtension implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(TestNetwork.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return condition(Prerequisites.missing(), Needs.isRequired());
    }

    static ConditionEvaluationResult condition(Optional<String> missing, boolean required) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("a test network can be made");
        }
        if (required) {
            throw Needs.failure(missing.get());
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestNetwork.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The store closes what is AutoCloseable in it when its test, or its class, is over.
        return context.getStore(STORE).computeIfAbsent(TestNetwork.class, ignored -> create(), TestNetwork.class);
    }

    private static TestNetwork create() {
        try {
            return TestNetwork.create();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted", e);
        }
    }

    /** A constructor's network is a test's, too. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }
}
