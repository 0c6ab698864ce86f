package pcilock.checks.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.explorer.SearchOrder;
import pcilock.checks.review.PatchReview;
import pcilock.checks.review.Review;
import pcilock.checks.topology.PciForest;
import pcilock.checks.trace.TraceJson;
import pcilock.checks.trace.TraceText;
import pcilock.checks.tree.TaskFamily;
import pcilock.specs.property.Property;

/**
 * What a change does on one machine: every choice of so many tasks on each of its trees, before and after.
 *
 * @param machine for people
 * @param anew what breaks after the change, by tasks that do not break it before
 * @param stays what breaks after the change by tasks that break it before as well
 * @param mended what breaks before the change only
 * @param limits what kept this from its end
 */
record MachineReview(
        String machine,
        Map<Property, CheckResult.ShownRun> anew,
        Map<Property, CheckResult.ShownRun> stays,
        Set<Property> mended,
        List<String> limits) {
    private static final int MOST_STATES = 20_000_000;

    static MachineReview of(
            CheckedRevision before, CheckedRevision after, PatchReview review, PciForest forest, long deadline) {
        List<String> limits = new ArrayList<>();
        Map<Property, CheckResult.ShownRun> was = broken(before, forest, deadline, limits);
        Map<Property, CheckResult.ShownRun> is = broken(after, forest, deadline, limits);
        Map<Property, CheckResult.ShownRun> anew = new EnumMap<>(Property.class);
        Map<Property, CheckResult.ShownRun> stays = new EnumMap<>(Property.class);
        is.forEach((property, example) -> (review.breaksBefore(
                                property, example.scenario().topology, example.scenario().tasks)
                        ? stays
                        : anew)
                .put(property, example));
        Set<Property> mended = EnumSet.noneOf(Property.class);
        mended.addAll(was.keySet());
        mended.removeAll(is.keySet());
        return new MachineReview(
                forest.notation(),
                anew,
                stays,
                limits.isEmpty() ? mended : Set.of(),
                limits.stream().distinct().toList());
    }

    /** A counterexample to each property that breaks. */
    private static Map<Property, CheckResult.ShownRun> broken(
            CheckedRevision code, PciForest forest, long deadline, List<String> limits) {
        List<TaskFamily> families = TaskFamily.all().stream()
                .filter(family -> code.has(family.entryPoint()))
                .toList();
        CheckedTree tree = CheckedTree.all(forest).beside(families);
        ExplorerEngine explorer =
                new ExplorerEngine(MOST_STATES, Runtime.getRuntime().maxMemory() / 2, SearchOrder.BREADTH_FIRST);
        Map<Property, CheckResult.ShownRun> broken = new EnumMap<>(Property.class);
        for (String part : tree.trees()) {
            Set<Property> open = EnumSet.allOf(Property.class);
            open.removeAll(broken.keySet());
            while (!open.isEmpty()) {
                if (System.nanoTime() - deadline > 0) {
                    limits.add("the limit of time was reached on the machine, with " + code.name());
                    return broken;
                }
                CheckResult result = new AnyCheck(
                                code, families, new CheckedProperties(open, false), Review.TASKS, MOST_STATES, explorer)
                        .run(List.of(part));
                if (result.counterexample() == null) {
                    if (result.stopped() != null && open.size() == Property.values().length) {
                        limits.add("on " + part + " with " + code.name() + ": " + result.stopped());
                    }
                    break;
                }
                for (Property property :
                        EnumSet.copyOf(result.counterexample().run().broken())) {
                    if (open.remove(property)) {
                        broken.put(property, result.counterexample());
                    }
                }
            }
        }
        return broken;
    }

    boolean breaks() {
        return !anew.isEmpty();
    }

    String text() {
        StringBuilder text =
                new StringBuilder("On the machine " + machine + ", every choice of up to " + Review.TASKS + " tasks\n");
        text.append("  Breaks anew: ").append(ids(anew.keySet())).append('\n');
        text.append("  Mends: ").append(ids(mended)).append('\n');
        text.append("  Stays broken: ").append(ids(stays.keySet())).append('\n');
        limits.forEach(limit -> text.append("  UNKNOWN: ").append(limit).append('\n'));
        anew.values().stream().distinct().forEach(example -> text.append('\n')
                .append(TraceText.of(example.scenario(), example.run(), anew.keySet())));
        return text.toString();
    }

    private static String ids(Set<Property> properties) {
        return properties.isEmpty() ? "nothing" : CheckedProperties.ids(properties);
    }

    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("topology", machine);
        object.put("breaks", examples(anew));
        object.put("stays", examples(stays));
        object.put("mends", CheckedProperties.list(mended));
        object.put("limits", limits);
        return object;
    }

    private static List<Object> examples(Map<Property, CheckResult.ShownRun> examples) {
        List<Object> list = new ArrayList<>();
        examples.forEach((property, example) -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("property", property.id);
            object.put("topology", example.scenario().topology);
            object.put("tasks", example.scenario().tasks);
            object.put("trace", TraceJson.run(example.scenario(), example.run(), EnumSet.of(property)));
            list.add(object);
        });
        return list;
    }
}
