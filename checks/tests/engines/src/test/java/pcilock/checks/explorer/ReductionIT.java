package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** A search of persistent sets finds the same properties broken by the same tasks, and the same put to the test, as one of all states. */
@Tag("comparison")
class ReductionIT {
    /** Not hasty, so that persistent sets are looked for from the first state on. */
    private final ScenarioSearch search = new ScenarioSearch(1_000_000, false, 0);

    static Stream<NamedClaim> claims() {
        return Claims.all().stream();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theSameIsFoundOfEveryClaim(NamedClaim claim) {
        Reduction reduction = new Reduction(CompiledScenario.of(claim.scenario()));

        assertThat(reduction.isReduced()).isTrue();
        assertThat(reduction.reduced()).isEqualTo(reduction.all());
    }

    static Stream<Tree> trees() {
        return IntStream.rangeClosed(1, 4).boxed().flatMap(devices -> Tree.all(devices, true).stream());
    }

    /** Each seventh choice of three tasks of every revision; on trees of four devices, and on those with slots, one of 97. */
    @ParameterizedTest
    @MethodSource("trees")
    void theSameIsFoundOfThreeTasksOnEveryTree(Tree tree) {
        for (Revision revision : Revision.values()) {
            for (Tree slotted : tree.withSlots()) {
                int every = slotted.hasSlot() || tree.devices() == 4 ? 97 : 7;
                compareAllChoices(revision, Fault.NONE, slotted, every);
            }
        }
    }

    /** Their code looks for what is above a device of the root bus; of these two the claims are compared. */
    private static final Set<Fault> NOT_ON_A_ROOT_BUS =
            EnumSet.of(Fault.WRONG_DEVICE_UNLOCKED, Fault.FUNCTION_LOCKED_BEFORE_BRIDGE);

    static Stream<Fault> faults() {
        return Stream.of(Fault.values())
                .filter(fault -> fault.code != null && !fault.isVariant() && !NOT_ON_A_ROOT_BUS.contains(fault));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theSameIsFoundOfSeededFaults(Fault fault) {
        Claims.all().stream()
                .filter(claim -> claim.claim().fault() == fault)
                .map(claim -> claim.claim().revision())
                .distinct()
                .forEach(revision -> Tree.all(3, true).stream()
                        .flatMap(tree -> tree.withSlots().stream())
                        .forEach(tree -> compareAllChoices(revision, fault, tree, 23)));
    }

    private void compareAllChoices(Revision revision, Fault fault, Tree tree, int every) {
        PciTopology topology = PciTopology.parse(tree.notation);
        List<TaskProgram> programs = ScenarioSearchIT.programs(revision, fault, tree);
        int choice = 0;
        for (int i = 0; i < programs.size(); i++) {
            for (int j = i; j < programs.size(); j++) {
                for (int k = j; k < programs.size(); k++) {
                    List<TaskProgram> tasks = List.of(programs.get(i), programs.get(j), programs.get(k));
                    if (choice++ % every == 0 && TaskProgram.meet(tasks)) {
                        compare(tasks, topology);
                    }
                }
            }
        }
    }

    private void compare(List<TaskProgram> tasks, PciTopology topology) {
        List<Break> expected = ScenarioSearchIT.withoutSteps(search.search(tasks, topology, false));
        List<Set<Property>> tested = tested(tasks.size(), topology);
        assertThat(ScenarioSearchIT.withoutSteps(search.breaks(tasks, topology, false)))
                .as(
                        "%s %s",
                        topology.notation, tasks.stream().map(TaskProgram::task).toList())
                .isEqualTo(expected);
        assertThat(tested(tasks.size(), topology)).isEqualTo(tested);
        assertThat(ScenarioSearchIT.withoutSteps(search.breaksWithoutRuns(tasks, topology)))
                .as(
                        "%s %s with shortcuts",
                        topology.notation, tasks.stream().map(TaskProgram::task).toList())
                .isEqualTo(expected);
        assertThat(tested(tasks.size(), topology)).isEqualTo(tested);
    }

    private List<Set<Property>> tested(int tasks, PciTopology topology) {
        return IntStream.range(0, tasks)
                .mapToObj(task -> Property.exercisedBy(search.seen(task), topology))
                .toList();
    }
}
