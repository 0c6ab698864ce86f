package pcilock.checks.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Sweeps functions that take the wider locks, and compares with the search for pairs that deadlock, which goes another way. */
class WiderLocksSweepIT {
    private static final Revision NEWEST = Revision.LINUX_7_1;
    private static final long MAX_STATES = 1_000_000;

    private static SweepFindings sweep(int devices, boolean reduced, EntryPoint... entryPoints) {
        List<TaskFamily> families = Stream.of(entryPoints)
                .distinct()
                .map(entryPoint -> new TaskFamily(entryPoint, entryPoint.kernelName))
                .toList();
        return Sweep.run(new SweepBounds(List.of(NEWEST), Fault.NONE, families, devices, 0, devices, 2, reduced));
    }

    private static List<Pair> pairs() {
        List<EntryPoint> all = Stream.of(EntryPoint.values())
                .filter(DeadlockPairs::takesPart)
                .filter(NEWEST::has)
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (EntryPoint one : all) {
            for (EntryPoint other : all.subList(all.indexOf(one), all.size())) {
                boolean twoDrivers = one.driver != null && other.driver != null && one.driver != other.driver;
                if (other.isWider() && !twoDrivers) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        return pairs;
    }

    /** The fewest devices with which tasks of these functions, one or two at once, deadlock; nothing where none do. */
    private static List<Integer> smallest(Map<Pair, Answer> answers, Pair pair) {
        return Stream.of(new Pair(pair.one(), pair.one()), pair, new Pair(pair.other(), pair.other()))
                .map(answers::get)
                .filter(Objects::nonNull)
                .filter(Answer::isRefuted)
                .map(Answer::devices)
                .min(Integer::compare)
                .map(List::of)
                .orElse(List.of());
    }

    private static List<Integer> smallest(SweepFindings findings) {
        return findings.refuted().entrySet().stream()
                .filter(cell -> cell.getKey().property() == Property.NO_DEADLOCK)
                .map(cell -> cell.getValue().devices())
                .min(Integer::compare)
                .map(List::of)
                .orElse(List.of());
    }

    @Test
    void twoFunctionsDeadlockInASweepWhereTheyDeadlockAsAPair() {
        Map<Pair, Answer> answers =
                new DeadlockPairs(List.of(Code.of(NEWEST)), MAX_STATES).upTo(2).get(0);

        for (Pair pair : pairs()) {
            SweepFindings findings = sweep(2, true, pair.one(), pair.other());
            assertThat(findings.isComplete()).isTrue();
            assertThat(smallest(findings)).as(pair.toString()).isEqualTo(smallest(answers, pair));
        }
    }

    @Test
    void everyCounterexampleOfTheWiderLocksIsReplayed() {
        SweepFindings findings = sweep(
                3,
                true,
                EntryPoint.PCIEHP_IST,
                EntryPoint.REMOVE_STORE,
                EntryPoint.SRIOV_NUMVFS_STORE,
                EntryPoint.VFIO_PCI_IOCTL_RESET,
                EntryPoint.PCI_USER_READ_CONFIG);

        assertThat(findings.refuted()).isNotEmpty().allSatisfy((cell, example) -> assertThat(
                        CounterexampleRun.of(findings.bounds(), cell, example)
                                .run()
                                .steps())
                .isNotEmpty());
    }

    @Test
    void leavingOutWhatCanTellNothingNewChangesNoAnswerOfTheWiderLocks() {
        EntryPoint[] some = {
            EntryPoint.PCIEHP_ENABLE_SLOT,
            EntryPoint.REMOVE_STORE,
            EntryPoint.BIND_STORE,
            EntryPoint.PCI_BUS_ERROR_RESET,
            EntryPoint.SRIOV_VF_MSIX_COUNT_STORE
        };
        SweepFindings all = sweep(3, false, some);
        SweepFindings reduced = sweep(3, true, some);

        assertThat(reduced.refuted()).isEqualTo(all.refuted()).isNotEmpty();
        assertThat(reduced.asked()).isEqualTo(all.asked()).isNotEmpty();
        assertThat(reduced.counts().scenarios()).isEqualTo(all.counts().scenarios());
    }
}
