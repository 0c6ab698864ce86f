package pcilock.checks.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** That one function stands in for another changes nothing of what is found, be the code right or wrong. */
class FunctionSummaryIT {
    private static final int MOST_DEVICES = 5;

    @ParameterizedTest
    @EnumSource(Revision.class)
    void nothingElseIsFoundInARevision(Revision revision) {
        compare(revision, Fault.NONE);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void norInASeededFault(Fault fault) {
        compare(Revision.LINUX_7_1, fault);
    }

    private static void compare(Revision revision, Fault fault) {
        List<String> trees = IntStream.rangeClosed(1, MOST_DEVICES)
                .boxed()
                .flatMap(devices -> Tree.all(devices, true).stream())
                .flatMap(tree -> tree.withSlots().stream())
                .map(tree -> tree.notation)
                .toList();
        assertThat(trees).hasSizeGreaterThan(100);
        trees.forEach(tree -> assertThat(seen(Certifier.certify(revision, fault, tree, TaskFamily.all())))
                .as(tree)
                .isEqualTo(seen(Certifier.certifyPlainly(revision, fault, tree, TaskFamily.all()))));
    }

    private static List<Object> seen(Certificate certificate) {
        return Stream.of(certificate.broken(), certificate.candidates(), certificate.unexplored())
                .map(Object.class::cast)
                .toList();
    }
}
