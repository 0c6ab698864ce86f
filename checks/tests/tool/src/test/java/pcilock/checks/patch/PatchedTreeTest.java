package pcilock.checks.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcilock.checks.patch.MapTree.HOUSE;
import static pcilock.checks.patch.Patches.STAIRS;
import static pcilock.checks.patch.Patches.UPSTAIRS;
import static pcilock.checks.patch.Patches.apply;
import static pcilock.checks.patch.Patches.copiedFromWebArchive;
import static pcilock.checks.patch.Patches.house;
import static pcilock.checks.patch.Patches.mail;
import static pcilock.checks.patch.Patches.read;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchedTreeTest {
    private static final String WITH_STAIRS = HOUSE.replaceFirst(
            "(void floor_lock.*\n\\{\n\tstruct room \\*room;\n\n)", "$1\troom_lock(floor->stairs);\n");

    @Test
    void patchIsAppliedAndTheTreeStaysAsItIs() {
        PatchedTree tree = apply(STAIRS);

        assertThat(house(tree)).isEqualTo(WITH_STAIRS).isNotEqualTo(HOUSE);
        assertThat(MapTree.ONE.read("house/house.c")).contains(HOUSE);
        assertThat(tree.notes()).isEmpty();
        assertThat(tree.origin()).isEqualTo("the house with patch test.patch");
        assertThat(tree.changedPaths()).containsExactly("house/house.c");
    }

    @Test
    void patchesAreAppliedInOrder() {
        assertThat(house(apply(STAIRS, UPSTAIRS)))
                .contains(
                        "\t\tif (!room->upstairs)\n\t\t\troom_lock(room);\n\t\telse\n\t\t\tfloor_lock(room->upstairs);\n");
        assertThatThrownBy(() -> apply(STAIRS, UPSTAIRS, UPSTAIRS)).isInstanceOf(PatchException.class);
    }

    @Test
    void eachPatchGivesATreeOfItsOwn() {
        PatchedTree first =
                PatchedTree.of(MapTree.ONE).apply(read(STAIRS).patches().get(0));
        PatchedTree second = first.apply(read(UPSTAIRS).patches().get(0));

        assertThat(house(first)).isEqualTo(WITH_STAIRS);
        assertThat(house(second)).isEqualTo(house(apply(STAIRS, UPSTAIRS)));
        assertThat(second.patches()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"a/,b/", "i/,w/", "'',''", "linux.orig/,linux/", "linux/,linux/"})
    void namesMayHaveAFolderBeforeThem(String before, String after) {
        String patch = STAIRS.replaceFirst(
                "(?s)^.*?--- a/(.*?)\n\\+\\+\\+ b/", "--- " + before + "$1\t2024-05-31 01:04:00\n+++ " + after);

        assertThat(house(apply(patch))).isEqualTo(WITH_STAIRS);
    }

    @Test
    void hunkThatMovedIsFoundAndSaidSo() {
        PatchedTree tree = apply(STAIRS.replace("@@ -10,6 +10,7 @@", "@@ -110,6 +110,7 @@"));

        assertThat(house(tree)).isEqualTo(WITH_STAIRS);
        assertThat(tree.notes())
                .containsExactly("patch test.patch: house/house.c: not at the lines that are named: hunk 1 by -100");
    }

    @Test
    void contextThatChangedIsLeftOutAndSaidSo() {
        PatchedTree one = apply(STAIRS.replace("\n {\n", "\n { /* here */\n"));
        PatchedTree two = apply(STAIRS.replace("\n {\n \tstruct room *room;", "\n { /* here */\n \tstruct room *r;"));

        assertThat(house(one)).isEqualTo(WITH_STAIRS);
        assertThat(one.notes())
                .containsExactly(
                        "patch test.patch: house/house.c: not at the lines that are named: hunk 1 by +0 with fuzz 1");
        assertThat(house(two)).isEqualTo(WITH_STAIRS);
        assertThat(two.notes()).singleElement().asString().contains("with fuzz 2");
    }

    @Test
    void contextIsNotLeftOutToFitInAnotherFunction() {
        String unlock = STAIRS.replace(
                        "@@ static void floor_lock(struct floor *floor)",
                        "@@ static void house_lock(struct house *house)")
                .replace("\n {\n \tstruct room *room;", "\n {\n \tstruct room *house;");

        assertThatThrownBy(() -> apply(unlock)).hasMessageContaining("does not fit");
        assertThat(house(apply(unlock.replace(" static void house_lock(struct house *house)", ""))))
                .isEqualTo(WITH_STAIRS);
    }

    @Test
    void functionThatAHunkNamesDecidesBetweenPlaces() {
        String patch = """
                --- a/house/house.c
                +++ b/house/house.c
                @@ -500,4 +500,4 @@ static void hall_lock(struct hall *hall)
                 \t\troom_lock(room);
                -\t\tif (room->upstairs)
                +\t\tif (0)
                 \t\t\tfloor_lock(room->upstairs);
                 \t}
                """;

        assertThat(house(apply(copiedFromWebArchive(patch))).indexOf("if (0)"))
                .isGreaterThan(HOUSE.indexOf("hall_lock"));
    }

    @Test
    void hunkThatDoesNotFitNamesPatchFileHunkAndLine() {
        String other = mail(
                "[PATCH 1/1] Stairs", STAIRS.replace(" \tfor_each_room(room, floor) {", " \tfor_all_rooms(room) {"));
        int line = other.lines().toList().indexOf(" \tfor_all_rooms(room) {") + 1;

        assertThatThrownBy(() -> apply(other))
                .isInstanceOf(PatchException.class)
                .hasMessage(
                        "test.patch:" + line + ": patch 1/1 \"Stairs\": house/house.c: hunk 1, at line " + (line - 5)
                                + ", does not fit: it has \"for_all_rooms(room) {\", and the tree has \"for_each_room(room, floor) {\" at line 13");
    }

    @Test
    void patchThatIsThereAlreadyIsSaidToBe() {
        assertThatThrownBy(() -> apply(STAIRS, STAIRS))
                .hasMessageContaining("does not fit")
                .hasMessageEndingWith("it looks as if it had been applied already");
    }

    @Test
    void hunkThatFitsAsWellElsewhereNamesThatPlace() {
        String patch = """
                --- a/house/house.c
                +++ b/house/house.c
                @@ -18,4 +18,4 @@
                 \t\troom_lock(room);
                -\t\tif (room->upstairs)
                +\t\tif (0)
                 \t\t\tfloor_lock(room->upstairs);
                 \t}
                """;

        PatchedTree tree = apply(patch);

        assertThat(house(tree).indexOf("if (0)")).isLessThan(HOUSE.indexOf("floor_unlock"));
        assertThat(tree.notes())
                .singleElement()
                .asString()
                .endsWith("hunk 1 by -4 (further away it fits at line 36 as well)");
        assertThatThrownBy(() ->
                        apply(patch.replace("-18,4 +18,4", "-28,4 +28,4").replace(" \t\troom_lock", " \t\troom__lock")))
                .hasMessageContaining("fits at several places, and none of them is where it says: lines 15, 25, 37");
    }

    @Test
    void hunkWithoutContextIsRefused() {
        assertThatThrownBy(() -> apply("--- a/house/house.c\n+++ b/house/house.c\n@@ -3,0 +4 @@\n+int added;\n"))
                .hasMessageContaining("nothing tells where that belongs");
    }

    @Test
    void fileThatIsNotInAFolderWithJustTheFilesNeededIsSkippedAndSaidSo() {
        String other = "--- a/garden.c\n+++ b/garden.c\n@@ -1 +1 @@\n-a\n+b\n";

        assertThat(apply(STAIRS + other).notes())
                .containsExactly("patch test.patch: skipped, its change of garden.c, which is not in the house");
        assertThatThrownBy(() -> apply(other))
                .hasMessage(
                        "test.patch:1: changes no file of the house; expected files below its top, such as garden.c");
        assertThatThrownBy(() -> PatchedTree.of(
                        new MapTree(Map.of("house/house.c", HOUSE, "Kbuild", "")), List.of(read(STAIRS + other))))
                .hasMessage("test.patch:13: patch test.patch: expected the file garden.c, and the tree has none");
    }

    @Test
    void filesAreCreatedDeletedRenamedAndCopied() {
        PatchedTree tree = apply("""
                diff --git a/house/house.c b/house/home.c
                similarity index 90%
                rename from house/house.c
                rename to house/home.c
                --- a/house/house.c
                +++ b/house/home.c
                @@ -1,3 +1,3 @@
                -#include "house.h"
                +#include "home.h"
                \s
                 static void room_lock(struct room *room)
                diff --git a/house/home.h b/house/home.h
                new file mode 100644
                --- /dev/null
                +++ b/house/home.h
                @@ -0,0 +1 @@
                +struct room;
                \\ No newline at end of file
                diff --git a/house/home.h b/house/copy.h
                copy from house/home.h
                copy to house/copy.h
                """);

        assertThat(tree.read("house/house.c")).isEmpty();
        assertThat(tree.read("house/home.c").orElseThrow()).startsWith("#include \"home.h\"\n");
        assertThat(tree.read("house/home.h")).contains("struct room;\n");
        assertThat(tree.read("house/copy.h")).contains("struct room;\n");
        assertThat(tree.origin("house/home.c", 3)).isEqualTo(new LineOrigin.FromTree("house/house.c", 3));

        PatchedTree without = tree.apply(read("--- a/house/home.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-struct room;\n")
                .patches()
                .get(0));
        assertThat(without.read("house/home.h")).isEmpty();
        assertThat(without.changedPaths()).contains("house/home.h");
    }

    @Test
    void fileThatIsThereIsNotCreatedAndOneThatHasMoreLinesIsNotDeleted() {
        assertThatThrownBy(() -> apply("--- /dev/null\n+++ b/house/house.c\n@@ -0,0 +1 @@\n+int a;\n"))
                .hasMessageContaining("expected no file house/house.c, and the tree has one");
        assertThatThrownBy(
                        () -> apply("--- a/house/house.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-#include \"house.h\"\n-\n"))
                .hasMessageContaining("does not remove all its lines");
    }

    @Test
    void everyLineKnowsWhereItComesFrom() {
        PatchedTree tree = apply(STAIRS, UPSTAIRS);

        assertThat(tree.origin("house/house.c", 1)).hasToString("house.c:1");
        assertThat(tree.origin("house/house.c", 12)).hasToString("house.c:12");
        assertThat(tree.origin("house/house.c", 13)).isInstanceOfSatisfying(LineOrigin.FromPatch.class, origin -> {
            assertThat(origin.patch()).isSameAs(tree.patches().get(0));
            assertThat(origin.line().text()).isEqualTo("\troom_lock(floor->stairs);");
            assertThat(origin).hasToString("test.patch:9");
        });
        assertThat(tree.origin("house/house.c", 15))
                .isInstanceOfSatisfying(LineOrigin.FromPatch.class, origin -> assertThat(origin.patch())
                        .isSameAs(tree.patches().get(1)));
        assertThat(tree.origin("house/house.c", 18)).hasToString("house.c:16");
        assertThat(tree.origin("house/other.c", 7)).hasToString("other.c:7");
        List<String> lines = house(tree).lines().toList();
        for (int i = 1; i <= lines.size(); i++) {
            if (tree.origin("house/house.c", i) instanceof LineOrigin.FromTree origin) {
                assertThat(lines.get(i - 1)).isEqualTo(HOUSE.lines().toList().get(origin.line() - 1));
            }
        }
    }

    @Test
    void hunkKnowsTheLinesItShowsBeforeAndAfter() {
        AppliedHunk hunk = apply(STAIRS, UPSTAIRS).lastHunks("house/house.c").get(0);

        assertThat(hunk.showingBefore(15).orElseThrow().marked()).isEqualTo("-\t\troom_lock(room);");
        assertThat(hunk.showingAfter(15).orElseThrow().marked()).isEqualTo("+\t\tif (!room->upstairs)");
        assertThat(hunk.showingAfter(13).orElseThrow().marked()).isEqualTo(" \troom_lock(floor->stairs);");
        assertThat(hunk.showingAfter(18).orElseThrow().marked()).isEqualTo(" \t\t\tfloor_lock(room->upstairs);");
        assertThat(hunk.showingAfter(30)).isEmpty();
    }

    @Test
    void treeWithLineEndsOfWindowsIsPatched() {
        PatchedTree tree = PatchedTree.of(
                new MapTree(Map.of("house/house.c", HOUSE.replace("\n", "\r\n"))), List.of(read(STAIRS)));

        assertThat(house(tree)).isEqualTo(WITH_STAIRS);
    }

    @Test
    void blankContextThatAMailProgramHasEmptiedFits() {
        assertThat(house(apply(STAIRS.replace("\n \n", "\n\n")))).isEqualTo(WITH_STAIRS);
    }

    @Test
    void diffWithoutItsWhiteSpaceIsAppliedAndSaidSo() {
        PatchedTree tree = apply(copiedFromWebArchive(STAIRS), copiedFromWebArchive(UPSTAIRS));

        assertThat(house(tree)).isEqualTo(house(apply(STAIRS, UPSTAIRS)));
        assertThat(tree.notes())
                .containsExactly(
                        "patch test.patch: its white space is not the tree's, as in a copy from a web archive; lines are compared"
                                + " without it, blank lines of context that are missing are taken from the tree: 1",
                        "patch test.patch: its white space is not the tree's, as in a copy from a web archive; lines are compared"
                                + " without it, blank lines of context that are missing are taken from the tree: 1");
    }

    @Test
    void diffWithoutItsWhiteSpaceThatMovedIsFound() {
        PatchedTree tree = apply(copiedFromWebArchive(STAIRS).replace("-10,6 +10,7", "-310,6 +310,7"));

        assertThat(house(tree)).isEqualTo(WITH_STAIRS);
        assertThat(tree.notes()).anyMatch(note -> note.contains("hunk 1 by -300"));
    }

    @Test
    void tabsThatBecameBlanksAreNoObstacle() {
        PatchedTree tree = apply(STAIRS.replace(" \t", "         ").replace("\t", "        "));

        assertThat(house(tree))
                .isEqualTo(WITH_STAIRS.replace("\troom_lock(floor->stairs);", "        room_lock(floor->stairs);"));
        assertThat(tree.notes()).singleElement().asString().contains("white space");
    }

    @Test
    void diffWithoutItsWhiteSpaceThatFitsAtSeveralPlacesIsRefused() {
        String patch = copiedFromWebArchive("""
                --- a/house/house.c
                +++ b/house/house.c
                @@ -500,4 +500,4 @@
                 \t\troom_lock(room);
                -\t\tif (room->upstairs)
                +\t\tif (0)
                 \t\t\tfloor_lock(room->upstairs);
                 \t}
                """);

        assertThatThrownBy(() -> apply(patch))
                .hasMessage(
                        "test.patch:3: patch test.patch: house/house.c: hunk 1, at line 3, fits at several places, and none of them"
                                + " is where it says: lines 14, 36");
        assertThat(house(apply(patch.replace("-500,4 +500,4", "-36,4 +36,4"))).indexOf("if (0)"))
                .isGreaterThan(HOUSE.indexOf("hall_lock"));
    }

    @Test
    void hunkOfSeveralPlacesFollowsTheHunkBeforeIt() {
        String diff = """
                --- a/house/house.c
                +++ b/house/house.c
                @@ -130,3 +130,4 @@
                 static void hall_lock(struct hall *hall)
                 {
                +\tint i;
                 \tstruct room *room;
                @@ -135,4 +136,4 @@
                 \t\troom_lock(room);
                -\t\tif (room->upstairs)
                +\t\tif (0)
                 \t\t\tfloor_lock(room->upstairs);
                 \t}
                """;

        for (String patch : List.of(diff, copiedFromWebArchive(diff))) {
            assertThat(house(apply(patch)).indexOf("if (0)")).isGreaterThan(HOUSE.indexOf("hall_lock"));
        }
    }

    @Test
    void addedLinesThatLostTheirWhiteSpaceAreIndentedAsTheirNeighbours() {
        String patch = copiedFromWebArchive("""
                --- a/house/house.c
                +++ b/house/house.c
                @@ -5,3 +5,8 @@
                 \tdoor_lock(room->door);
                 \troom->busy = 1;
                +\tif (room->bell)
                +\t\tring(room->bell);
                +}
                +
                +static void none(void)
                +{
                 }
                """);

        assertThat(house(apply(patch.replace("+5,8", "+5,9"))))
                .contains(
                        "\troom->busy = 1;\n\tif (room->bell)\n\t\tring(room->bell);\n}\n\n\tstatic void none(void)\n");
    }
}
