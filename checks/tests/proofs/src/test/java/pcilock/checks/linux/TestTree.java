package pcilock.checks.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.resource.TextResource;

/** A small kernel tree of our own, which behaves as 6.11, and changes of it. */
final class TestTree implements SourceTree {
    static final String PCI = "drivers/pci/pci.c";
    static final String ACCESS = "drivers/pci/access.c";
    static final String SLOT = "drivers/pci/hotplug/pciehp_core.c";

    private final Map<String, String> files;

    private TestTree(Map<String, String> files) {
        this.files = files;
    }

    static TestTree asItIs() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String path : List.of(PCI, ACCESS, SLOT)) {
            files.put(path, TextResource.read(TestTree.class, "tree/" + path));
        }
        return new TestTree(files);
    }

    /** The same with another text in the place of what a file has exactly once. */
    TestTree with(String path, String old, String text) {
        String file = files.get(path);
        int at = file.indexOf(old);
        if (at < 0 || file.indexOf(old, at + 1) >= 0) {
            throw new IllegalArgumentException(path + " has not got this exactly once: " + old);
        }
        return withFile(path, file.substring(0, at) + text + file.substring(at + old.length()));
    }

    TestTree withFile(String path, String text) {
        Map<String, String> changed = new LinkedHashMap<>(files);
        changed.put(path, text);
        return new TestTree(changed);
    }

    TestTree without(String path) {
        Map<String, String> changed = new LinkedHashMap<>(files);
        changed.remove(path);
        return new TestTree(changed);
    }

    /** The same with another function pci_bus_error_reset, after these declarations. */
    TestTree doing(String declarations, String body) {
        return with(
                PCI,
                "int pci_bus_error_reset(struct pci_dev *bridge)",
                declarations
                        + "int pci_bus_error_reset(struct pci_dev *bridge)\n{\n" + body
                        + "\n}\n\nstatic int not_called(struct pci_dev *bridge)");
    }

    /** The line, from 1, on which a file first has a text. */
    int line(String path, String text) {
        String file = files.get(path);
        int at = file.indexOf(text);
        if (at < 0) {
            throw new IllegalArgumentException(path + " has not got " + text);
        }
        return (int) file.substring(0, at).lines().count() + (at > 0 && file.charAt(at - 1) != '\n' ? 0 : 1);
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public String origin() {
        return "the test's tree";
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
