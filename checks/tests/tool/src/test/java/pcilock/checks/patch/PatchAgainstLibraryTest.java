package pcilock.checks.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Diffs that a library makes of texts changed at random give the changed text again. */
class PatchAgainstLibraryTest {
    private static final int TEXTS = 400;

    @Test
    void diffOfTwoTextsTurnsTheFirstIntoTheSecond() {
        Random random = new Random(13);
        for (int i = 0; i < TEXTS; i++) {
            List<String> before = text(random, 1 + random.nextInt(60), 4);
            List<String> after = changed(random, before, 4);
            if (before.equals(after)) {
                continue;
            }

            PatchedTree tree = tree(before, diff(before, after, 3));

            assertThat(tree.changedFile("x.c").orElseThrow().lines())
                    .extracting(PatchedLine::text)
                    .isEqualTo(after);
        }
    }

    /** Lines are all different here: where they repeat, a text that grew has places that are as good. */
    @Test
    void diffFitsATextThatGrewAtItsBegin() {
        Random random = new Random(15);
        for (int i = 0; i < TEXTS; i++) {
            List<String> before = text(random, 10 + random.nextInt(60), 1_000_000);
            List<String> after = changed(random, before, 1_000_000);
            if (before.equals(after)) {
                continue;
            }
            List<String> inserted = text(random, 1 + random.nextInt(30), 1_000_000);

            PatchedTree tree = tree(concat(inserted, before), diff(before, after, 3));

            assertThat(tree.changedFile("x.c").orElseThrow().lines())
                    .extracting(PatchedLine::text)
                    .isEqualTo(concat(inserted, after));
            assertThat(tree.notes()).singleElement().asString().contains("hunk 1 by +" + inserted.size());
        }
    }

    private static PatchedTree tree(List<String> before, String diff) {
        return PatchedTree.of(
                new MapTree(Map.of("x.c", String.join("\n", before) + "\n")), List.of(Patches.read(diff)));
    }

    private static String diff(List<String> before, List<String> after, int context) {
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                "a/x.c", "b/x.c", before, DiffUtils.diff(before, after), context))
                + "\n";
    }

    private static List<String> text(Random random, int lines, int kinds) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            text.add("\tline " + random.nextInt(kinds) + ";");
        }
        return text;
    }

    private static List<String> changed(Random random, List<String> before, int kinds) {
        List<String> after = new ArrayList<>(before);
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(after.size());
            if (random.nextBoolean() && after.size() > 1) {
                after.remove(at);
            } else {
                after.addAll(at, text(random, 1 + random.nextInt(3), kinds));
            }
        }
        return after;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
