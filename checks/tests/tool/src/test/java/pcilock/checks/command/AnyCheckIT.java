package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/** What {@code --any} says is what {@code --tasks} says of each choice of tasks. */
@Tag("comparison")
class AnyCheckIT {
    private static final CheckedProperties ALL = CheckedProperties.of(List.of());

    /** What is known of each property. */
    private static Map<Property, Answer> answers(CheckResult result) {
        Map<Property, Answer> answers = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            answers.put(
                    property,
                    result.breaks().contains(property)
                            ? Answer.REFUTED
                            : result.holds().contains(property) ? Answer.PROVED : Answer.UNKNOWN);
        }
        return answers;
    }

    /** Refuted where one of them is, else proved where one of them is, since the others never do what the property is about. */
    private static Map<Property, Answer> together(List<Map<Property, Answer>> each) {
        Map<Property, Answer> answers = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            List<Answer> ofTasks = each.stream()
                    .map(answersOfOne -> answersOfOne.get(property))
                    .toList();
            answers.put(
                    property,
                    Stream.of(Answer.REFUTED, Answer.PROVED)
                            .filter(ofTasks::contains)
                            .findFirst()
                            .orElse(Answer.UNKNOWN));
        }
        return answers;
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void anyOneTaskIsEachTaskByItself(Revision revision) {
        CheckedRevision checked = CheckedRevision.of(revision.id);
        ExplorerEngine explorer = new ExplorerEngine();
        for (int devices = 1; devices <= 3; devices++) {
            for (Tree shape : Tree.all(devices, true)) {
                for (Tree tree : devices < 3 ? shape.withSlots() : List.of(shape)) {
                    for (TaskFamily family : TaskFamily.all()) {
                        if (!checked.has(family.entryPoint())) {
                            continue;
                        }
                        String topology = family.topology(tree.notation);
                        List<Map<Property, Answer>> each = new ArrayList<>();
                        for (int device = 0; device < PciTopology.parse(tree.notation).devices.length; device++) {
                            each.add(answers(ScenarioCheck.run(
                                    explorer, checked.scenario(topology, List.of(family.on(tree.name(device)))), ALL)));
                        }
                        CheckResult any = new AnyCheck(checked, List.of(family), ALL, 1, 1_000_000, explorer)
                                .run(List.of(tree.notation));

                        assertThat(answers(any))
                                .as("%s on %s", family.id(), tree.notation)
                                .isEqualTo(together(each));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Revision.class,
            names = {"LINUX_6_10_RC1", "PATCH_3", "LINUX_6_11", "LINUX_7_1"})
    void anyTwoTasksAreEachPairOfThem(Revision revision) {
        CheckedRevision checked = CheckedRevision.of(revision.id);
        ExplorerEngine explorer = new ExplorerEngine();
        List<TaskFamily> families = TaskFamily.all().stream()
                .filter(family -> checked.has(family.entryPoint()))
                .toList();
        for (String tree : List.of("P(E)", "P([E])")) {
            String topology = TaskFamily.topology(tree, families);
            List<String> tasks = families.stream()
                    .flatMap(family -> Stream.of("P", "E").map(family::on))
                    .toList();
            List<Map<Property, Answer>> each = new ArrayList<>();
            for (int one = 0; one < tasks.size(); one++) {
                for (int other = one; other < tasks.size(); other++) {
                    List<String> pair = List.of(tasks.get(one), tasks.get(other));
                    each.add(answers(ScenarioCheck.run(explorer, checked.scenario(topology, pair), ALL)));
                }
            }
            Map<Property, Answer> pairs = together(each);
            for (Property property : Property.values()) {
                CheckedProperties asked = CheckedProperties.of(List.of(property.id));

                assertThat(new AnyCheck(checked, families, asked, 2, 1_000_000, explorer)
                                .run(List.of(tree))
                                .answer())
                        .as("%s on %s", property.id, tree)
                        .isEqualTo(pairs.get(property));
            }
        }
    }
}
