package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

class CommandsIT {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path folder;

    static Stream<String> commands() {
        return Pcilock.commandLine(null).getSubcommands().keySet().stream()
                .filter(name -> !name.startsWith("generate"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExampleOfEachHelpWorks(String command) {
        Run help = Run.of(command, "--help");

        assertThat(help.status()).isZero();
        String example = help.out().substring(help.out().indexOf("Example:") + "Example:".length());
        assertThat(example.strip()).startsWith("pcilock " + command);
        List<String> arguments = new ArrayList<>();
        Matcher word =
                WORD.matcher(example.replace("\\\n", " ").replaceAll(">.*", "").strip());
        while (word.find()) {
            arguments.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        Run run = Run.of(arguments.subList(1, arguments.size()).toArray(String[]::new));
        if (example.contains("~/linux")) {
            // Everything but the kernel tree is there.
            assertThat(run.error()).contains("~/linux: expected the folder of a kernel tree, found nothing");
            return;
        }
        assertThat(run.status()).as(run.error()).isLessThan(2);
        assertThat(run.out()).isNotEmpty();
    }

    @Test
    void listsNameEverything() {
        for (Revision revision : Revision.values()) {
            assertThat(Run.of("revisions").out()).contains(revision.id);
        }
        for (Property property : Property.values()) {
            assertThat(Run.of("properties").out()).contains(property.id);
        }
        for (EntryPoint entryPoint : EntryPoint.values()) {
            assertThat(Run.of("entry-points").out()).contains(entryPoint.kernelName);
        }
    }

    @Test
    void explainsEachKindOfName() {
        assertThat(Run.of("explain", "Patch3_05_NestedBus").out())
                .contains("REFUTED")
                .contains("never reached");
        assertThat(Run.of("explain", "bridge-held").out()).contains("PR-3");
        assertThat(Run.of("explain", "6.11").out()).contains("a4e772898f8b");
        Run unknown = Run.of("explain", "bridge-hold");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.error()).contains("did you mean bridge-held?");
    }

    @Test
    void topologySaysWhatWasUnderstood() throws IOException {
        Path file = Files.writeString(folder.resolve("lspci.txt"), "-[0000:00]---1c.0-[01]----00.0\n");

        Run run = Run.of("topology", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("notation: 0000:00:1c.0(0000:01:00.0)");
        assertThat(Run.of("topology", "P([E,F],U([]),G)").out()).contains("notation: P([E,F],U([]),G)");
        assertThat(Run.of("topology", "P(U(E),F)", "--below", "U").out()).contains("notation: U(E)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0001\u0002", "-[0000:00]-+-00.0\n           +-00.0\n", "P(E", "1 2 3\n"})
    void hostileInputEndsWithStatusTwo(String text) {
        Run run = Run.withInput(text, "topology", "-");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).startsWith("topology: <stdin>");
    }

    @Test
    void tenThousandLevelsEndWithStatusTwo() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            deep.append('a').append(i).append('(');
        }

        assertThat(Run.withInput(deep.append(")".repeat(10_000)).toString(), "topology", "-")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void sweepPrintsItsTableAndPlainLinesInALog() {
        Run run = Run.of("sweep", "--revisions", "patch-3", "--devices", "2", "--tasks", "1", "--threads", "1");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("REFUTED P([U()]) [pci_bus_error_reset:P], task 1");
        assertThat(run.error()).contains(" trees, ").doesNotContain("\r");
    }

    @Test
    void aShardAloneIsUnknownAndShardsTogetherAreAll() {
        String[] journals = {folder.resolve("0").toString(), folder.resolve("1").toString()};
        for (int i = 0; i < 2; i++) {
            Run shard = Run.of(
                    "sweep",
                    "--revisions",
                    "6.11",
                    "--devices",
                    "2",
                    "--tasks",
                    "1",
                    "--shard",
                    i + "/2",
                    "--journal",
                    journals[i]);
            assertThat(shard.status()).isEqualTo(3);
        }

        Run merged = Run.of(
                "sweep", "--revisions", "6.11", "--devices", "2", "--tasks", "1", "--merge", journals[0], journals[1]);

        assertThat(merged.status()).as(merged.error()).isZero();
    }

    @Test
    void aSweepsJournalIsKnownByTheCodeThatRan() throws IOException {
        Path journal = folder.resolve("journal");
        String[] sweep = {
            "sweep", "--revisions", "6.11", "--devices", "2", "--tasks", "1", "--journal", journal.toString()
        };
        assertThat(Run.of(sweep).status()).isZero();
        String written = Files.readString(journal);
        assertThat(written).contains("code=" + RunningCode.fingerprint() + "\n");
        assertThat(RunningCode.fingerprint()).hasSize(64);
        assertThat(RunningCode.files())
                .as("a class of each package that the results depend on")
                .contains(
                        "PciCore.class",
                        "Property.class",
                        "Engine.class",
                        "RecordingKernel.class",
                        "Where.class",
                        "TreeSweep.class",
                        "Tree.class");

        Files.writeString(journal, written.replaceFirst("code=.", "code=-"));
        Run otherCode = Run.of(sweep);

        assertThat(otherCode.status()).isEqualTo(2);
        assertThat(otherCode.error()).contains("is not the journal of this sweep by this code");

        Files.writeString(journal, written + "tree\t");
        Run cutOff = Run.of(sweep);

        assertThat(cutOff.status()).isZero();
        assertThat(cutOff.error()).contains("was cut off; it is not done");
    }

    @Test
    void completionIsGenerated() {
        assertThat(Run.of("generate-completion").out()).contains("complete").contains("--certify");
    }

    @Test
    void aCommandThatIsNoneIsAnError() {
        Run run = Run.of("chek");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("pcilock check").contains("--help");
        assertThat(Run.of().status()).isEqualTo(2);
    }
}
