package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;

/** Nothing is lost by taking steps that nobody notices with the one before them, and each condition of that is needed. */
class ShortcutsTest {
    private static final PciTopology TREE = PciTopology.parse("E");
    private static final int TASKS_BY_CHANCE = 400;

    /** The device that is contested where some is. */
    private static final long CONTESTED = 1;

    private static final Act TAKE = ofMutex(Guard.FREE, Event.MUTEX_LOCK);

    private static List<Reduction> byChance;

    private record Act(Label label, List<Note> notes) {}

    /** A condition, with how shortcuts come to lack it. */
    private enum Needed {
        NOBODY_CHANGES_WHAT_IT_LOOKS_AT(company -> new Shortcuts.Company(company.program(), 0, company.touched())),
        NOBODY_LOOKS_AT_WHAT_IT_CHANGES(company -> new Shortcuts.Company(company.program(), company.changed(), 0)),
        IT_BREAKS_NOTHING(forgetting(program -> Arrays.fill(program.brokenAlone, 0))),
        IT_TAKES_NO_PART_IN_THE_WAIT_QUEUE(forgetting(program -> {
            Arrays.fill(program.signals, 0);
            Arrays.fill(program.senses, 0);
        })),

        /** Whoever gives one back is judged by whether he holds it, which is a reason by itself. */
        IT_CHANGES_NO_CONTESTED_LOCK(forgetting(program -> {
            Arrays.fill(program.contestedLock, ProgramTables.NO_LOCK);
            Arrays.fill(program.brokenOtherwise, 0);
        })),
        IT_ASKS_ABOUT_NO_CONTESTED_LOCK(forgetting(program -> Arrays.fill(program.contested, 0))),
        IT_KEEPS_NOTHING_OF_CONTESTED_LOCKS(forgetting(program -> Arrays.fill(program.hasContestedNotes, false)));

        private final UnaryOperator<Shortcuts.Company> lack;

        Needed(UnaryOperator<Shortcuts.Company> lack) {
            this.lack = lack;
        }

        private static UnaryOperator<Shortcuts.Company> forgetting(Consumer<ProgramTables> forget) {
            return company -> {
                forget.accept(company.program());
                return company;
            };
        }
    }

    @BeforeAll
    static void record() {
        byChance = IntStream.range(0, TASKS_BY_CHANCE)
                .mapToObj(seed -> new Reduction(CompiledScenario.of(RandomTasks.scenario(seed))))
                .filter(reduction -> reduction.isReduced() && reduction.hasShortcuts())
                .toList();
    }

    @Test
    void theSameIsFoundOfTasksByChance() {
        assertThat(byChance).hasSizeGreaterThan(TASKS_BY_CHANCE / 4);
        for (Reduction reduction : byChance) {
            Reduction.Told all = reduction.all();
            long states = reduction.states();
            assertThat(reduction.withShortcuts(UnaryOperator.identity())).isEqualTo(all);
            assertThat(reduction.states()).isLessThanOrEqualTo(states);
        }
    }

    /** Of the conditions those that tasks by chance need. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IT_CHANGES_NO_CONTESTED_LOCK", "IT_KEEPS_NOTHING_OF_CONTESTED_LOCKS"})
    void withoutAnyConditionSomethingIsLost(Needed condition) {
        assertThat(byChance.stream())
                .anyMatch(reduction -> !reduction.withShortcuts(condition.lack).equals(reduction.all()));
    }

    @Test
    void aContestedLockThatWasGivenBackIsFree() {
        isNeeded(Needed.IT_CHANGES_NO_CONTESTED_LOCK, TAKE, ofMutex(Guard.NONE, Event.MUTEX_UNLOCK), TAKE);
    }

    @Test
    void whatATaskHoldsWhereItEntersATrylockIsKept() {
        isNeeded(
                Needed.IT_KEEPS_NOTHING_OF_CONTESTED_LOCKS,
                TAKE,
                access(Event.TRYLOCK_BEGIN),
                access(Event.TRYLOCK_FAILED));
    }

    /** Of one task that takes these steps one after the other, where its lock is contested. */
    private static void isNeeded(Needed condition, Act... steps) {
        Location[] locations = new Location[steps.length + 1];
        Memory memory = Memory.atStart(CONTESTED);
        for (int i = 0; i <= steps.length; i++) {
            locations[i] = new Location(memory, null, 0, i == steps.length);
            locations[i].number = i;
            if (i < steps.length) {
                memory = memory.after(steps[i].label.event(), 0).after(steps[i].notes);
            }
        }
        for (int i = 0; i < steps.length; i++) {
            int none = Location.Edge.NO_CALL;
            locations[i].edges.add(
                    new Location.Edge(steps[i].label, steps[i].notes, none, none, false, locations[i + 1]));
        }
        Automaton line = new Automaton(List.of(locations), List.of(), 0);
        Reduction reduction = new Reduction(
                CompiledScenario.of(PciTopology.parse("P(E)"), List.of(), List.of(line), CONTESTED, false));

        assertThat(reduction.withShortcuts(UnaryOperator.identity())).isEqualTo(reduction.all());
        assertThat(reduction.withShortcuts(condition.lack)).isNotEqualTo(reduction.all());
    }

    private static Act ofMutex(Guard guard, Event event) {
        return new Act(Label.of(guard, LockKind.MUTEX, event, 0), List.of());
    }

    private static Act access(Event note) {
        return new Act(Label.of(Guard.NONE, Effect.NONE, Event.KERNEL_ACCESS, 0), List.of(new Note(note, 0)));
    }

    @Test
    void whatNobodyNoticesIsTakenAtOnceUpToWhereTheTaskMayGoOnInTwoWays() {
        Location end = location(3, true);
        Location branch = location(2, false, step(Guard.NONE, end), step(Guard.NONE, end));
        Location line = location(1, false, step(Guard.NONE, branch));
        Location start = location(0, false, step(Guard.NONE, line));

        assertThat(alone(program(start, line, branch, end)).target).containsExactly(2, 2, 3, 3);
    }

    @Test
    void whatTheTaskHoldsSaysWhichStepItTakes() {
        Location held = location(2, true);
        Location free = location(1, true);
        Location asks = location(3, false, step(Guard.FREE, free), step(Guard.HELD, held));
        Location start = location(0, false, step(Guard.NONE, asks));

        assertThat(alone(program(start, free, held, asks)).target[0]).isEqualTo(1);
    }

    /** Today each such step is about a contested lock, too. */
    @Test
    void aStepThatMayBreakSomethingByWhatItsTaskHoldsIsNotTakenWithAnother() {
        Location end = location(2, true);
        Location line = location(1, false, step(Guard.NONE, end));
        ProgramTables program = program(location(0, false, step(Guard.NONE, line)), line, end);
        assertThat(alone(program).target[0]).isEqualTo(2);

        program.brokenOtherwise[1] = 1;

        assertThat(alone(program).target[0]).isEqualTo(1);
    }

    private static ProgramTables program(Location... locations) {
        return ProgramTables.of(new Automaton(List.of(locations), List.of(), 0), TREE, 0);
    }

    private static Shortcuts alone(ProgramTables program) {
        return new Shortcuts(new Shortcuts.Company(program, 0, 0));
    }

    private static Location location(int number, boolean end, Location.Edge... edges) {
        Location location = new Location(Memory.atStart(0), null, 0, end);
        location.number = number;
        location.edges.addAll(List.of(edges));
        return location;
    }

    private static Location.Edge step(Guard guard, Location target) {
        int none = Location.Edge.NO_CALL;
        return new Location.Edge(
                Label.of(guard, LockKind.MUTEX, Event.KERNEL_ACCESS, 0), List.of(), none, none, false, target);
    }
}
