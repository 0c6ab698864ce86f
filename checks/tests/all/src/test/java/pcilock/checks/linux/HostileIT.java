package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.command.Run;
import pcilock.model.pci.EntryPoint;

/** Files that are no C, or too much of it: an answer comes in bounded time and memory. */
class HostileIT {
    private static void prepare(TestTree tree) {
        LinuxKernel.read(tree, false).prepare(List.of(EntryPoint.PCI_BUS_ERROR_RESET));
    }

    private static TestTree after(String text) {
        String pci = TestTree.asItIs().read(TestTree.PCI).orElseThrow();
        return TestTree.asItIs().withFile(TestTree.PCI, pci + text);
    }

    /** In a JVM of its own, which ends with the parser: nothing else can stop that. */
    @Test
    void macrosThatExpandForEver(@TempDir Path folder) throws IOException {
        StringBuilder macros = new StringBuilder("#define M0 1 + 1 +\n");
        for (int i = 1; i < 40; i++) {
            macros.append("#define M%d M%d M%d\n".formatted(i, i - 1, i - 1));
        }
        TestTree tree = after(macros + "int bomb(void) { return M39 1; }\n");
        Path root = folder.resolve("linux");
        for (String path : List.of(TestTree.PCI, TestTree.ACCESS, TestTree.SLOT)) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, tree.read(path).orElseThrow());
        }
        Run run = Run.forked(
                folder, "check", "--linux", root.toString(), "--topology", "P(E)", "--tasks", "pci_bus_error_reset:P");
        assertThat(run.status()).as(run.error()).isEqualTo(2);
        assertThat(run.error()).contains(TestTree.PCI + ": ");
    }

    @Test
    void aMacroThatNamesItself() {
        prepare(after("#define AGAIN AGAIN + 1\nint again(void) { return AGAIN; }\n"));
    }

    @Test
    void deepBlocks() {
        prepare(after("int deep(void) { " + "if (1) {".repeat(5_000) + "}".repeat(5_000) + " return 0; }\n"));
    }

    @Test
    void deepBlocksInAFunctionThatIsFollowed() {
        TestTree tree = TestTree.asItIs()
                .doing(
                        "",
                        "\tdevice_lock(&bridge->dev);\n" + "if (1) {".repeat(50_000) + "}".repeat(50_000)
                                + "\treturn 0;");
        assertThatThrownBy(() -> prepare(tree))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void aVeryLongLine() {
        prepare(after("int sum = " + "1+".repeat(500_000) + "1;\n"));
    }

    @Test
    void aFileThatIsTooLong(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(TestTree.PCI);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x".repeat(10_000_000));
        assertThatThrownBy(() -> LinuxKernel.read(new SourceDirectory(folder), false))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("expected at most");
    }

    @Test
    void bytesThatAreNoText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(TestTree.PCI);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> LinuxKernel.read(new SourceDirectory(folder), false))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("expected C source in UTF-8");
    }

    @Test
    void aFolderThatIsNone(@TempDir Path folder) {
        assertThatThrownBy(() -> new SourceDirectory(folder.resolve("nowhere")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("expected the folder of a kernel tree, found nothing");
    }

    @Test
    void everyPlaceToCutTheFileOff() {
        String pci = TestTree.asItIs().read(TestTree.PCI).orElseThrow();
        int refused = 0;
        for (int end = 0; end < pci.length(); end += 97) {
            try {
                prepare(TestTree.asItIs().withFile(TestTree.PCI, pci.substring(0, end)));
            } catch (SourceException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
