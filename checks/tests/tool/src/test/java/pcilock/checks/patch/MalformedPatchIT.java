package pcilock.checks.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcilock.checks.patch.Patches.STAIRS;
import static pcilock.checks.patch.Patches.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is no patch, or is too much, ends soon and with a message that says where. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedPatchIT {
    private static final String HEAD = "--- a/house/house.c\n+++ b/house/house.c\n";

    @Test
    void textWithoutADiffIsRefused() {
        assertThatThrownBy(() -> read("Hello\n")).hasMessage("test.patch:1: expected a unified diff, found none");
        assertThatThrownBy(() -> read("")).hasMessage("test.patch:1: expected a unified diff, found none");
    }

    @Test
    void everyCutOfADiffIsRefusedOrSaysNothingThatIsNotThere() {
        for (int length = 0; length < STAIRS.length(); length++) {
            String cut = STAIRS.substring(0, length);
            try {
                assertThat(read(cut).patches().get(0).files().get(0).hunks())
                        .as(cut)
                        .allSatisfy(hunk -> assertThat(hunk.lines().stream().filter(HunkLine::isOld))
                                .hasSize(6));
            } catch (PatchException e) {
                assertThat(e).hasMessageStartingWith("test.patch:");
            }
        }
    }

    @Test
    void hunkThatIsCutOffIsRefused() {
        assertThatThrownBy(() -> read(HEAD + "@@ -1,3 +1,4 @@\n a\n+b\n"))
                .hasMessage(
                        "test.patch:5: the hunk at line 3 says that it has 3 lines before and 4 after, and ends here with 1 and 2");
        assertThatThrownBy(() -> read(HEAD + "@@ -1,3 +1,4 @@\n a\n+b\n" + STAIRS))
                .hasMessageStartingWith("test.patch:6: the hunk at line 3 says");
    }

    @Test
    void hunkThatIsLongerThanItSaysIsRefused() {
        assertThatThrownBy(() -> read(HEAD + "@@ -1,2 +1,3 @@\n a\n+b\n c\n+lost\n"))
                .hasMessage("test.patch:7: the hunk at line 3 has more lines than it says; found \"+lost\"");
        assertThatThrownBy(() -> read(HEAD + "@@ -1,2 +1,2 @@\n a\n+b\n c\n"))
                .hasMessage(
                        "test.patch:6: the hunk at line 3 has more lines than 2 before and 2 after, which it says it has");
    }

    @Test
    void signatureBelowADiffBelongsToNoHunk() {
        assertThat(read(STAIRS + "-- \n2.45.0\n").patches()).hasSize(1);
        assertThat(read(STAIRS + "--\nAnn\n").patches()).hasSize(1);
        assertThat(read(STAIRS + "-----BEGIN PGP SIGNATURE-----\n").patches()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@@ -1,2 +1,2 @@ | expected --- and +++ with the name of a file before a hunk",
                "diff --cc house/house.c | the combined diff of a merge",
                "@@@ -1,2 -1,2 +1,2 @@@ | the combined diff of a merge",
            })
    void otherFormsAreNamed(String line, String problem) {
        assertThatThrownBy(() -> read(line + "\n a\n")).hasMessageContaining(problem);
    }

    @Test
    void contextDiffIsNamed() {
        assertThatThrownBy(() -> read("*** a/x\n--- b/x\n***************\n*** 1,2 ****\n"))
                .hasMessage("test.patch:1: expected a unified diff, as diff -u writes it, found a context diff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/../../etc/passwd", "/etc/passwd", "a/", "a/house\\house.c"})
    void namesThatLeadOutOfTheTreeAreRefused(String name) {
        assertThatThrownBy(() -> read("--- " + name + "\n+++ " + name + "\n@@ -1 +1 @@\n-a\n+b\n"))
                .hasMessageStartingWith("test.patch:1: expected the name of a file below the top of the tree, found");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> read("diff\0".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("found the byte 0");
        assertThatThrownBy(() -> read(STAIRS.getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("found the byte 0");
    }

    @Test
    void numbersOfLinesBeyondAnyFileAreRefused() {
        assertThatThrownBy(() -> read(HEAD + "@@ -999999999,1 +1,1 @@\n-a\n+b\n"))
                .hasMessageStartingWith("test.patch:3: expected a number of a line");
        assertThatThrownBy(() -> read(HEAD + "@@ -99999999999999999999,1 +1,1 @@\n-a\n+b\n"))
                .hasMessageStartingWith("test.patch:3: expected the head of a hunk");
    }

    @Test
    void tooLongALineIsRefused() {
        assertThatThrownBy(() -> read("x".repeat(10_000_000)))
                .hasMessage("test.patch:1: expected a line of at most 65536 characters");
    }

    @Test
    void tooMuchTextIsRefused() {
        assertThatThrownBy(() -> read("\n".repeat(PatchLimits.MAX_BYTES + 1)))
                .hasMessageContaining("bytes, found more");
        assertThatThrownBy(() -> read("\n".repeat(PatchLimits.MAX_LINES + 1))).hasMessageContaining("lines");
    }

    @Test
    void partsWithinPartsWithoutEndAreRefused() {
        StringBuilder mail = new StringBuilder("Subject: x\n");
        for (int i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        assertThatThrownBy(() -> read(mail.toString())).hasMessageContaining("within each other");
    }

    @Test
    void mailsWithinMailsWithoutEndAreRefused() {
        assertThatThrownBy(() -> read("Subject: x\nContent-Type: message/rfc822\n\n".repeat(10_000)))
                .hasMessageContaining("within each other");
    }

    @Test
    void tooManyMailsAreRefused() {
        assertThatThrownBy(() -> read("From a Fri May 31 01:04:00 2024\nSubject: x\n\n".repeat(20_000)))
                .hasMessageContaining("mails");
    }

    @Test
    void subjectsOfBracketsOnlyAreRead() {
        assertThatThrownBy(() -> read("From: x\nSubject: " + "[]".repeat(30_000) + "\n\nHello\n"))
                .hasMessageContaining("found mails without a diff");
    }

    @Test
    void hunksThatFitAlmostEverywhereEndAfterABoundedNumberOfComparisons() {
        String file = "a\n".repeat(400_000);
        String hunk = HEAD + "@@ -1,100001 +1,100001 @@\n" + " a\n".repeat(100_000) + "-b\n+c\n";

        assertThatThrownBy(() -> PatchedTree.of(new MapTree(Map.of("house/house.c", file)), List.of(read(hunk))))
                .hasMessageContaining("cannot be placed within");
    }

    @Test
    void newFilesThatGrowWithoutEndAreRefused() {
        StringBuilder patches = new StringBuilder("--- /dev/null\n+++ b/house/new.c\n@@ -0,0 +1,300000 @@\n")
                .append("+a\n".repeat(300_000));
        for (int i = 0; i < 60; i++) {
            patches.append("diff --git a/house/new.c b/house/new")
                    .append(i)
                    .append(".c\ncopy from house/new.c\ncopy to house/new")
                    .append(i)
                    .append(".c\n");
        }

        assertThatThrownBy(() -> PatchedTree.of(MapTree.ONE, List.of(read(patches.toString()))))
                .hasMessageContaining("lines in all files that patches change");
    }
}
