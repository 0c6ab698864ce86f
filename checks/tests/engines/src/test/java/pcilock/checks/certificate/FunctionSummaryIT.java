package pcilock.checks.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** That one function stands in for another changes nothing of what is found, be the code right or wrong. */
@Tag("comparison")
class FunctionSummaryIT {
    private static final List<String> TREES =
            Stream.concat(trees(3, true), trees(5, false)).distinct().toList();

    /** Enough for any code that is no heap of retries. */
    private static final long MOST_STEPS = 20_000;

    private static final int RANDOM_CODES = 400;

    private static Stream<String> trees(int most, boolean emptyBuses) {
        return IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(devices -> Tree.all(devices, emptyBuses).stream())
                .flatMap(tree -> tree.withSlots().stream())
                .map(tree -> tree.notation)
                .distinct();
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void nothingElseIsFoundInARevision(Revision revision) {
        assertThat(differences(revision, Fault.NONE, revision.code, TREES)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void norInASeededFault(Fault fault) {
        Revision.Code code = fault.code == null ? Revision.LINUX_7_1.code : fault.code;

        assertThat(differences(Revision.LINUX_7_1, fault, code, TREES)).isEmpty();
    }

    @Test
    void norInCodeThatMakesNoSense(@TempDir Path directory) {
        List<Revision.Code> codes = RandomLockingCode.compile(RANDOM_CODES, directory);

        List<String> different = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            int number = i;
            differences(null, Fault.NONE, codes.get(i), List.of("P(U(E))", "P(E,U(V(F),G))"))
                    .forEach(tree -> different.add("code " + number + " on " + tree));
        }
        assertThat(different).isEmpty();
    }

    /** Otherwise the tests above would compare one thing with itself. */
    @Test
    void allThisCodeIsObserved(@TempDir Path directory) {
        List<Revision.Code> codes = new ArrayList<>(RandomLockingCode.compile(RANDOM_CODES, directory));
        Stream.of(Revision.values()).map(revision -> revision.code).forEach(codes::add);
        Stream.of(Fault.values())
                .filter(fault -> fault.code != null)
                .map(fault -> fault.code)
                .forEach(codes::add);
        TaskContext nowhere = new TaskContext(null, null, null, null);

        assertThat(codes).allSatisfy(code -> assertThat(ObservedCode.of(code.in(nowhere), nowhere))
                .isPresent());
    }

    private static List<String> differences(Revision revision, Fault fault, Revision.Code code, List<String> trees) {
        return trees.parallelStream()
                .filter(tree -> {
                    List<TaskFamily> families = TaskFamily.all();
                    Certificate plain = Certifier.certify(revision, fault, code, tree, families, false, MOST_STEPS);
                    Certificate quick = Certifier.certify(revision, fault, code, tree, families, true, MOST_STEPS);
                    // The quick way takes fewer steps, so it may get to the end where the plain way does not.
                    return plain.unexplored().isEmpty() && !seen(plain).equals(seen(quick));
                })
                .toList();
    }

    private static List<Object> seen(Certificate certificate) {
        return List.of(certificate.broken(), certificate.candidates(), certificate.unexplored());
    }
}
