package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.patch.PatchSeries;
import pcilock.checks.patch.PatchedTree;
import pcilock.checks.resource.TextResource;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** The seeded faults once more, as diffs of the test's C: each is refuted by what refutes it in Java. */
class SeededFaultIT {
    /** What a diff of C does not say, or what one of the test's tree, which behaves as 6.11, does not lead to. */
    private static final Set<Fault> NOT_IN_C = EnumSet.of(
            Fault.NONE,
            // A reset is one primitive in C, which nothing can come between.
            Fault.BRIDGE_RELEASED_DURING_RESET,
            // The test's tree has no walker with a filter.
            Fault.SLOT_FILTER_PASSED_DOWN,
            // wait_event is one macro of the kernel's.
            Fault.TEST_BEFORE_QUEUEING,
            // It breaks the answers of calls only, which are not kept of C.
            Fault.NO_TEST_AFTER_WAKING);

    static Stream<NamedClaim> claims() {
        return Claims.all().stream()
                .filter(claim -> !NOT_IN_C.contains(claim.claim().fault())
                        && !claim.claim().fault().isVariant()
                        // The locks themselves, or what is around resets: no C that is read.
                        && !claim.claim().fault().isWider());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aSeededFaultInCBreaksWhatItBreaksInJava(NamedClaim claim) throws IOException {
        Fault fault = claim.claim().fault();
        String diff = TextResource.read(SeededFaultIT.class, "faults/" + fault + ".diff");
        SourceTree tree = PatchedTree.of(
                TestTree.asItIs(),
                List.of(PatchSeries.read(
                        fault.toString(), new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8)))));
        LinuxKernel kernel = LinuxKernel.read(tree, false);
        Set<Property> broken = EnumSet.noneOf(Property.class);
        broken.addAll(new ExplorerEngine()
                .explore(Scenario.of(
                        kernel.code(),
                        claim.claim().waiting(),
                        claim.claim().topology(),
                        List.of(claim.claim().tasks())))
                .broken()
                .keySet());
        broken.retainAll(claim.asks());

        if (claim.claim().revision() == Revision.LINUX_6_11) {
            assertThat(broken).isEqualTo(claim.breaks());
        } else {
            assertThat(broken).containsAll(claim.breaks());
        }
    }
}
