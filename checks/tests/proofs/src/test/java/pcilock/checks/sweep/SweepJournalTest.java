package pcilock.checks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.checks.engine.EngineException;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

class SweepJournalTest {
    private static final SweepBounds BOUNDS = new SweepBounds(
            List.of(Revision.PATCH_3), Fault.NONE, List.of(TaskFamily.of("pci_bus_error_reset")), 3, 3, 0, 1, true);

    @TempDir
    private Path folder;

    private Path file;
    private String written;

    @BeforeEach
    void sweep() throws IOException {
        file = folder.resolve("journal");
        new Sweep(BOUNDS, Shard.WHOLE).run(1, SweepJournal.open(file, BOUNDS, "code"), (done, all, last, counts) -> {});
        written = Files.readString(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tree\\t1\\n | tree\\t99\\n | a number from 0 to",
                "tree\\t1\\n | tree\\t-1\\n | a number from 0 to",
                "tree\\t1\\n | tree\\tone\\n | a number from 0 to",
                "tree\\t1\\n | tree\\t0\\n | each tree once",
                "done\\t1\\n | done\\t0\\n | the end of tree 1",
                "done\\t1\\n | done\\n | a line of 2 fields",
                "tree\\t1\\n | tree\\t1\\nsomething else\\n | a line of 2 fields that begins with",
                "tree\\t1\\n | \\n | a line of 2 fields that begins with",
                "counts\\t | counts\\tx | a number from 0 on",
                "refuted\\tPATCH_3 | refuted\\tPATCH_4 | a revision of this sweep",
                "refuted\\tPATCH_3 | refuted\\tLINUX_6_9 | a revision of this sweep",
                "NO_DEADLOCK | NO_DEADLOK | a property",
                "\\tpci_bus_error_reset\\t | \\tpci_reset_bus\\t | a function of this sweep",
                "tested\\tPATCH_3\\tpci_bus_error_reset\\t | tested\\tPATCH_3\\tpci_bus_error_reset\\tNO_DEADLOK, | a property",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void aLineThatNoSweepWritesIsAnErrorWithItsNumber(String right, String wrong, String expected) throws IOException {
        String text = written.replaceFirst(meant(right), meant(wrong));
        assertThat(text).isNotEqualTo(written);
        Files.writeString(file, text);
        int line = 1;
        while (text.lines()
                .skip(line - 1)
                .findFirst()
                .equals(written.lines().skip(line - 1).findFirst())) {
            line++;
        }

        for (int reading = 0; reading < 2; reading++) {
            boolean merges = reading == 1;
            assertThatThrownBy(() -> {
                        if (merges) {
                            SweepJournal.merge(List.of(file), BOUNDS, "code", told -> {});
                        } else {
                            SweepJournal.open(file, BOUNDS, "code");
                        }
                    })
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(meant(expected))
                    .hasMessageMatching("(?s).*journal:(" + line + "|" + (line + 1) + "): expected .*");
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }

    private static String meant(String cell) {
        String text = cell.replace("\\t", "\t").replace("\\n", "\n");
        text = text.startsWith(" ") ? text.substring(1) : text;
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) : text;
    }

    @Test
    void whatAKillHasCutOffIsDroppedAndSaid() throws IOException {
        int lastTree = written.lastIndexOf("tree\t");
        for (int cut = lastTree + 1; cut < written.length(); cut++) {
            Files.writeString(file, written.substring(0, cut));

            SweepJournal journal = SweepJournal.open(file, BOUNDS, "code");

            long line = written.substring(0, lastTree).lines().count() + 1;
            assertThat(journal.dropped())
                    .hasValueSatisfying(said ->
                            assertThat(said).contains("journal:" + line + ": ").contains("cut off"));
            assertThat(journal.done()).hasSize(BOUNDS.trees().size() - 1);
            assertThat(Files.readString(file)).isEqualTo(written.substring(0, lastTree));
        }
        Files.writeString(file, written);
        assertThat(SweepJournal.open(file, BOUNDS, "code").dropped()).isEmpty();
    }

    @Test
    void mergingChangesNoFile() throws IOException {
        String cut = written.substring(0, written.length() - 3);
        Files.writeString(file, cut);
        List<String> said = new ArrayList<>();

        SweepFindings merged = SweepJournal.merge(List.of(file), BOUNDS, "code", said::add);

        assertThat(merged.isComplete()).isFalse();
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).contains("cut off");
        assertThat(said.get(1)).startsWith("1 of ");
        assertThat(Files.readString(file)).isEqualTo(cut);
    }

    /** The journal of a shard. */
    private Path shard(int number, int of) {
        Path journal = folder.resolve(number + "-" + of);
        new Sweep(BOUNDS, new Shard(number, of))
                .run(1, SweepJournal.open(journal, BOUNDS, "code"), (done, all, last, counts) -> {});
        return journal;
    }

    @Test
    void aShardThatIsMissingIsSaidWithItsTrees() {
        List<String> said = new ArrayList<>();

        SweepFindings merged = SweepJournal.merge(List.of(shard(0, 3), shard(2, 3)), BOUNDS, "code", said::add);

        assertThat(merged.isComplete()).isFalse();
        assertThat(said)
                .singleElement(STRING)
                .contains(" of " + BOUNDS.trees().size() + " trees are in no journal: 1, 4, 7");
    }

    @Test
    void aShardThatIsThereTwiceCountsOnceAndIsSaid() throws IOException {
        SweepFindings whole = SweepJournal.merge(
                List.of(file), BOUNDS, "code", told -> assertThat(told).isNull());
        List<String> said = new ArrayList<>();
        Path shard = shard(1, 3);
        Path copy = Files.copy(shard, folder.resolve("copy"));

        SweepFindings merged = SweepJournal.merge(
                List.of(shard(0, 3), shard, copy, shard(2, 3), shard(0, 2)), BOUNDS, "code", said::add);

        assertThat(merged.isComplete()).isTrue();
        assertThat(merged.counts()).isEqualTo(whole.counts());
        assertThat(new SweepTable(merged).text()).isEqualTo(new SweepTable(whole).text());
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith(copy + ": other journals have").endsWith("each tree counts once");
    }

    @Test
    void journalsThatDoNotAgreeAboutATreeAreRefused() throws IOException {
        Path other = folder.resolve("other");
        Files.writeString(other, written.replaceFirst("counts\t(\\d+)", "counts\t9$1"));

        assertThatThrownBy(() -> SweepJournal.merge(List.of(file, other), BOUNDS, "code", told -> {}))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("do not agree about tree 0");
    }

    @Test
    void aJournalOfOtherCodeIsRefusedAndLeftAsItIs() throws IOException {
        assertThatThrownBy(() -> SweepJournal.open(file, BOUNDS, "changed"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("code=changed")
                .hasMessageContaining("code=code");
        assertThatThrownBy(() -> SweepJournal.merge(List.of(file), BOUNDS, "changed", told -> {}))
                .isInstanceOf(EngineException.class);
        assertThat(Files.readString(file)).isEqualTo(written);
    }
}
