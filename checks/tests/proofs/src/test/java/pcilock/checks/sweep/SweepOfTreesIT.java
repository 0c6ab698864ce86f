package pcilock.checks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

class SweepOfTreesIT {
    private static final SweepProgress UNSEEN = (done, all, last, counts) -> {};
    private static final List<Revision> SOME = List.of(Revision.LINUX_6_9, Revision.PATCH_3, Revision.LINUX_6_11);

    private static SweepFindings clean;

    @BeforeAll
    static void sweepWithoutAFault() {
        clean = Sweep.run(
                new SweepBounds(List.of(Revision.LINUX_6_11), Fault.NONE, TaskFamily.all(), 4, 3, 0, 2, true));
    }

    private static SweepBounds bounds(List<Revision> revisions, int devices, int tasks, boolean reduced) {
        return new SweepBounds(revisions, Fault.NONE, TaskFamily.all(), devices, 3, 0, tasks, reduced);
    }

    private static Map<Cell, Answer> answers(SweepFindings findings) {
        Map<Cell, Answer> answers = new TreeMap<>();
        for (Revision revision : findings.bounds().revisions()) {
            for (Property property : Property.values()) {
                for (TaskFamily family : findings.families(revision)) {
                    Cell cell = new Cell(revision, property, family);
                    answers.put(cell, findings.answer(cell));
                }
            }
        }
        return answers;
    }

    /** Left out of the unit tests for its time; the two after it are its like, with fewer tasks. */
    @Tag("comparison")
    @Test
    void leavingOutWhatAnotherScenarioTellsChangesNoAnswer() {
        SweepFindings all = Sweep.run(bounds(SOME, 4, 3, false));
        SweepFindings reduced = Sweep.run(bounds(SOME, 4, 3, true));

        assertThat(all.counts().told()).isZero();
        assertThat(reduced.counts().told()).isGreaterThan(reduced.counts().scenarios() / 2);
        assertThat(reduced.counts().scenarios()).isEqualTo(all.counts().scenarios());
        assertThat(reduced.refuted()).isEqualTo(all.refuted()).isNotEmpty();
        assertThat(answers(reduced)).isEqualTo(answers(all));
    }

    @Test
    void norDoesItWhereThereAreSlots() {
        List<Revision> revisions = List.of(Revision.LINUX_6_11, Revision.COMMIT_1F5E57C622B4, Revision.LINUX_7_1);
        SweepFindings all = Sweep.run(new SweepBounds(revisions, Fault.NONE, TaskFamily.all(), 4, 2, 4, 2, false));
        SweepFindings reduced = Sweep.run(new SweepBounds(revisions, Fault.NONE, TaskFamily.all(), 4, 2, 4, 2, true));

        assertThat(reduced.counts().told()).isGreaterThan(reduced.counts().scenarios() / 2);
        assertThat(reduced.counts().scenarios()).isEqualTo(all.counts().scenarios());
        assertThat(reduced.refuted()).isEqualTo(all.refuted()).isNotEmpty();
        assertThat(answers(reduced)).isEqualTo(answers(all));
    }

    @Test
    void norDoesItWhereLockdepIsAsked() {
        List<Revision> lockdep = List.of(Revision.LINUX_6_10_RC1);
        SweepFindings reduced = Sweep.run(bounds(lockdep, 3, 3, true));

        assertThat(reduced.answer(new Cell(
                        Revision.LINUX_6_10_RC1, Property.LOCKDEP_NO_CIRCLE, TaskFamily.of("pci_reset_function"))))
                .isEqualTo(Answer.PROVED);
        SweepFindings all = Sweep.run(bounds(lockdep, 3, 3, false));
        assertThat(answers(reduced)).isEqualTo(answers(all));
        assertThat(reduced.refuted())
                .isEqualTo(all.refuted())
                .containsKey(new Cell(
                        Revision.LINUX_6_10_RC1, Property.LOCKDEP_BALANCED, TaskFamily.of("pci_try_reset_function")));
    }

    @Test
    void theNumberOfThreadsIsNoMatter() {
        SweepBounds bounds = bounds(SOME, 4, 2, true);
        SweepFindings one = new Sweep(bounds, Shard.WHOLE).run(1, null, UNSEEN);
        SweepFindings three = new Sweep(bounds, Shard.WHOLE).run(3, null, UNSEEN);

        assertThat(three.refuted()).isEqualTo(one.refuted());
        assertThat(three.counts()).isEqualTo(one.counts());
    }

    @Test
    void noScenarioIsLostOrMadeUp() {
        assertThat(Sweep.run(bounds(SOME, 4, 2, false)).counts()).isEqualTo(new Counts(14_802, 0));
    }

    @Test
    void oneEntryPointDoesNotHideThatAnotherKeepsAProperty() {
        Cell tries = new Cell(Revision.LINUX_6_11, Property.BRIDGE_HELD, TaskFamily.of("pci_try_reset_function"));
        Cell locks = new Cell(Revision.LINUX_6_11, Property.BRIDGE_HELD, TaskFamily.of("pci_bus_error_reset"));

        assertThat(clean.answer(tries)).isEqualTo(Answer.REFUTED);
        assertThat(clean.refuted().get(tries))
                .isEqualTo(new Counterexample(2, 1, "P(E)", List.of("pci_try_reset_function:E"), 0, 4));
        assertThat(clean.answer(locks)).isEqualTo(Answer.PROVED);
    }

    /** Of a scenario the search for what breaks may keep within a limit that the search for the shortest run reaches. */
    @Test
    void aLimitIsToldWhereverItIsReached() {
        SweepBounds bounds = bounds(List.of(Revision.LINUX_6_9), 3, 2, true);
        Tree tree = bounds.trees().get(bounds.trees().size() - 1);
        int told = 0;
        for (int states = 1; states <= 40; states++) {
            TreeResult result = TreeSweep.of(
                    bounds, new Programs(bounds), new SweepFindings(bounds), new ScenarioSearch(states), tree, 0);
            told += result.limits().size();
        }

        assertThat(told).isPositive();
    }

    @Test
    void whatNoTaskDoesIsNotAsked() {
        Cell reads = new Cell(Revision.LINUX_6_11, Property.BRIDGE_HELD, TaskFamily.of("pci_user_read_config"));

        assertThat(clean.isAsked(reads)).isFalse();
        assertThat(clean.answer(reads)).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aBranchThatNoRunTakesProvesNothing() {
        Cell fails = new Cell(Revision.LINUX_6_11, Property.FAILED_TRYLOCK_RESTORES, TaskFamily.of("pci_reset_bus"));
        SweepFindings alone = Sweep.run(bounds(List.of(Revision.LINUX_6_11), 2, 1, true));

        assertThat(alone.isAsked(fails)).isFalse();
        assertThat(alone.answer(fails)).isEqualTo(Answer.UNKNOWN);
        assertThat(clean.answer(fails)).isEqualTo(Answer.PROVED);
    }

    @Test
    void noUserReadsWhereThereIsOneTask() {
        SweepFindings alone = Sweep.run(bounds(List.of(Revision.LINUX_6_9), 2, 1, true));
        TaskFamily reset = TaskFamily.of("pci_bus_error_reset");

        assertThat(alone.isAsked(new Cell(Revision.LINUX_6_9, Property.BRIDGE_HELD, reset)))
                .isTrue();
        assertThat(alone.isAsked(new Cell(Revision.LINUX_6_9, Property.NO_USER_ACCESS_DURING_RESET, reset)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void everyCounterexampleIsReplayed(Revision revision) {
        SweepFindings findings = Sweep.run(bounds(List.of(revision), 3, 2, true));

        findings.refuted().forEach((cell, example) -> {
            CounterexampleRun run = CounterexampleRun.of(findings.bounds(), cell, example);
            assertThat(run.run().broken()).contains(cell.property());
        });
    }

    @Test
    void theShardsMakeUpTheWhole(@TempDir Path directory) {
        SweepBounds bounds = bounds(SOME, 4, 2, true);
        SweepFindings whole = Sweep.run(bounds);
        List<Path> journals = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            Path file = directory.resolve("shard" + number);
            journals.add(file);
            SweepFindings part =
                    new Sweep(bounds, new Shard(number, 3)).run(1, SweepJournal.open(file, bounds, "code"), UNSEEN);
            assertThat(part.isComplete()).isFalse();
        }

        SweepFindings merged = SweepJournal.merge(journals, bounds, "code", told -> {});

        assertThat(merged.isComplete()).isTrue();
        assertThat(merged.refuted()).isEqualTo(whole.refuted());
        assertThat(merged.counts()).isEqualTo(whole.counts());
        assertThat(new SweepTable(merged).text()).isEqualTo(new SweepTable(whole).text());
    }

    @Test
    void goesOnWhereAKillHasCutItOff(@TempDir Path directory) throws IOException {
        SweepBounds bounds = bounds(List.of(Revision.PATCH_3), 4, 2, true);
        Path file = directory.resolve("journal");
        SweepFindings whole = new Sweep(bounds, Shard.WHOLE).run(1, SweepJournal.open(file, bounds, "code"), UNSEEN);
        String written = Files.readString(file);

        for (int cut = 0; cut <= written.length(); cut += 1 + written.length() / 40) {
            Files.writeString(file, written.substring(0, cut));
            SweepJournal journal = SweepJournal.open(file, bounds, "code");
            int before = journal.done().size();
            int[] now = new int[1];
            SweepFindings findings =
                    new Sweep(bounds, Shard.WHOLE).run(1, journal, (done, all, last, counts) -> now[0]++);

            assertThat(before + now[0]).isEqualTo(bounds.trees().size());
            assertThat(findings.refuted()).isEqualTo(whole.refuted());
            assertThat(findings.counts()).isEqualTo(whole.counts());
            assertThat(Files.readString(file)).isEqualTo(written);
        }
    }

    @Test
    void goesOnWithNoOtherSweepsJournal(@TempDir Path directory) {
        Path file = directory.resolve("journal");
        SweepJournal.open(file, bounds(SOME, 3, 2, true), "code");

        assertThatThrownBy(() -> SweepJournal.open(file, bounds(SOME, 3, 3, true), "code"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is not the journal of this sweep");
        assertThatThrownBy(() -> SweepJournal.open(file, bounds(SOME, 3, 2, true), "changed"))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void anUnfinishedSweepProvesNothing(@TempDir Path directory) {
        SweepBounds bounds = bounds(List.of(Revision.LINUX_6_11), 4, 2, true);
        Path file = directory.resolve("journal");
        new Sweep(bounds, new Shard(0, 2)).run(1, SweepJournal.open(file, bounds, "code"), UNSEEN);

        SweepFindings half = SweepJournal.merge(List.of(file), bounds, "code", told -> {});

        assertThat(half.isComplete()).isFalse();
        assertThat(half.answer(
                        new Cell(Revision.LINUX_6_11, Property.NO_DEADLOCK, TaskFamily.of("pci_bus_error_reset"))))
                .isEqualTo(Answer.UNKNOWN);
    }
}
