package pcilock.checks.lincheck;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import pcilock.specs.property.Property;

/**
 * Told of every run that came to its end. It accepts them all, so that a broken property does not stop the exploration, except
 * where the locking code threw something, which it never should. Lincheck does not say how many runs it made, so they are counted
 * here.
 */
public final class RunVerifier implements Verifier {
    private final LinearizabilityVerifier linearizability;

    /** Lincheck calls this one with its options' sequential specification. */
    public RunVerifier(Class<?> sequentialSpecification) {
        linearizability = new LinearizabilityVerifier(sequentialSpecification);
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
        Runs runs = Runs.current();
        runs.runEnded();
        if (runs.scenario().history && !linearizability.verifyResults(scenario, results)) {
            runs.brokenByRun(Property.LINEARIZABLE);
        }
        return results.getParallelResultsWithClock().stream()
                .flatMap(List::stream)
                .noneMatch(result -> result.getResult() instanceof ExceptionResult);
    }
}
