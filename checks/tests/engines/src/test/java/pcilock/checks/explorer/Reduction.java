package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pcilock.specs.property.Property;

/** What is found of a scenario with and without {@link PersistentSets}, and with a rule for these that lacks a condition. */
final class Reduction {
    private static final int MOST_STATES = 40_000;

    /**
     * What a search told.
     *
     * @param breaks each broken property, with the task whose doing it is
     * @param tested what each task, or all together, put to the test
     */
    record Told(Set<String> breaks, List<Set<Property>> tested) {}

    private final CompiledScenario model;
    private long states;

    Reduction(CompiledScenario model) {
        this.model = model;
    }

    /** How many states the search that was the last visited. */
    long states() {
        return states;
    }

    /** Whether no run goes round for ever. */
    boolean isReduced() {
        return LoopCheck.excludesCycles(model.automata());
    }

    Told all() {
        return told(model.product(Product.Sleep.STEP), null);
    }

    Told reduced() {
        return reduced(null);
    }

    /** Reduced by a rule that lacks a condition; null for none. */
    Told reduced(Condition lacking) {
        Product product = model.product(Product.Sleep.STEP_IF_BROKEN);
        ProgramTables[] known = tables(product);
        if (lacking != null) {
            Arrays.stream(known).forEach(lacking::forget);
        }
        return told(product, new PersistentSets(product, known, new HashMap<>(), 0));
    }

    /** Whether states are such that {@link Shortcuts} are taken. */
    boolean hasShortcuts() {
        return model.product(Product.Sleep.STEP_IF_BROKEN) instanceof NarrowProduct product
                && product.programs[0].fitsOneWord();
    }

    /**
     * With {@link Shortcuts}, too.
     *
     * @param lacking makes these lack a condition; {@link UnaryOperator#identity} for none
     */
    Told withShortcuts(UnaryOperator<Shortcuts.Company> lacking) {
        NarrowProduct product = (NarrowProduct) model.product(Product.Sleep.STEP_IF_BROKEN);
        ProgramTables[] known = tables(product);
        for (int task = 0; task < known.length; task++) {
            product.take(task, new Shortcuts(lacking.apply(Shortcuts.Company.of(known, task))));
        }
        return told(product, new PersistentSets(product));
    }

    /** Tables of the tasks that may be changed. */
    private ProgramTables[] tables(Product product) {
        ProgramTables[] tables = new ProgramTables[product.tasks];
        for (int task = 0; task < tables.length; task++) {
            ProgramTables program = model.programs().get(task);
            tables[task] = ProgramTables.of(
                    model.automata().get(task),
                    model.topology(),
                    program.bits.locks(program.contested, 0).mutexes());
        }
        return tables;
    }

    private Told told(Product product, PersistentSets reduction) {
        SearchLimits limits = new SearchLimits(MOST_STATES, Long.MAX_VALUE);
        Search search = model.search(product, reduction, SearchOrder.BREADTH_FIRST, limits, false);
        search.run();
        states = search.visited();
        return new Told(
                search.breaks().stream()
                        .map(one -> one.property().id + " by " + one.task())
                        .collect(Collectors.toCollection(TreeSet::new)),
                IntStream.range(0, product.tasks)
                        .mapToObj(task ->
                                Property.exercisedBy(ScenarioSearch.events(product.seenBy[task]), model.topology()))
                        .toList());
    }
}
