package pcilock.checks.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import pcilock.checks.engine.ForkedProcess;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;

/**
 * Locking code by chance, the same each time: functions of buses and of devices that take, try and release in no sensible order,
 * call each other going down the tree, and reset somewhere.
 */
public final class RandomLockingCode {
    private static final int FUNCTIONS = 3;
    private static final TaskContext NOWHERE = new TaskContext(null, null, null, null);

    private final Random random;

    private RandomLockingCode(int seed) {
        random = new Random(seed);
    }

    /** So many, compiled into a directory. */
    public static List<Revision.Code> compile(int count, Path directory) {
        try {
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none", "-classpath", ForkedProcess.place(PciCore.class), "-d", directory.toString()));
            for (int i = 0; i < count; i++) {
                Path file = directory.resolve("Random" + i + ".java");
                Files.writeString(file, new RandomLockingCode(i).source("Random" + i));
                arguments.add(file.toString());
            }
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new AssertionError("random locking code does not compile");
            }
            URL[] place = {directory.toUri().toURL()};
            try (URLClassLoader loader = new URLClassLoader(place, PciCore.class.getClassLoader())) {
                List<Revision.Code> codes = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    Class<?> type = loader.loadClass("Random" + i);
                    codes.add(context -> make(type, context));
                    // Its class file can be read as long as the loader is open.
                    ObservedCode.of(make(type, NOWHERE), NOWHERE);
                }
                return codes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("random locking code cannot be loaded", e);
        }
    }

    private static PciCore make(Class<?> type, TaskContext context) {
        try {
            return (PciCore) type.getConstructor(TaskContext.class).newInstance(context);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("random locking code cannot be loaded", e);
        }
    }

    private String source(String name) {
        StringBuilder text = new StringBuilder("import pcilock.model.kernel.Event;\nimport pcilock.model.pci.*;\n");
        text.append("import pcilock.model.revision.Linux_6_11;\n");
        text.append("public final class ").append(name).append(" extends Linux_6_11 {\n");
        text.append("public ").append(name).append("(TaskContext context) { super(context); }\n");
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append("private boolean ofBus").append(i).append("(PciBus bus, int unused) {\n");
            text.append(statements("bus.self", true)).append("return ").append(random.nextBoolean());
            text.append(";\n}\n");
            text.append("private boolean ofDevice").append(i).append("(PciDev dev) {\n");
            text.append(statements("dev", false)).append("return ").append(random.nextBoolean());
            text.append(";\n}\n");
        }
        text.append("@Override public void pciBusErrorReset(PciDev bridge) {\n");
        text.append("if (bridge.subordinate == null) return;\nPciBus bus = bridge.subordinate;\n");
        text.append(body()).append("}\n");
        text.append("@Override public void pciResetBus(PciDev dev) {\n");
        text.append("if (dev.bus.self == null) return;\nPciBus bus = dev.bus;\nPciDev bridge = bus.self;\n");
        text.append(body()).append("}\n");
        return text.append("}\n").toString();
    }

    private String body() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            switch (random.nextInt(8)) {
                case 0 ->
                    text.append("kernel.note(current, Event.TRYLOCK_BEGIN, bridge.index);\n")
                            .append("kernel.note(current, ")
                            .append(function())
                            .append(" ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED, bridge.index);\n");
                case 1 ->
                    text.append("kernel.step(current, Event.RESET_BEGIN, bridge.index);\n")
                            .append(function())
                            .append(";\nkernel.step(current, Event.RESET_END, bridge.index);\n");
                case 2 -> text.append("pciBridgeSecondaryBusReset(bridge);\n");
                default -> text.append(function()).append(";\n");
            }
        }
        return text.toString();
    }

    private String function() {
        return random.nextInt(4) == 0
                ? "ofDevice" + random.nextInt(FUNCTIONS) + "(bridge)"
                : "ofBus" + random.nextInt(FUNCTIONS) + "(bus, " + random.nextInt(2) + ")";
    }

    private String statements(String device, boolean ofBus) {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(0, random.nextInt(3)).forEach(unused -> text.append(step(device)));
        if (ofBus) {
            String below = "ofBus" + random.nextInt(FUNCTIONS) + "(below.subordinate, unused)";
            text.append("for (PciDev below : bus.devices) {\nif (below.subordinate != null) {\n")
                    .append(
                            random.nextBoolean()
                                    ? below + ";\n"
                                    : "if (!" + below + ") {\n" + step(device) + "return false;\n}\n")
                    .append("} else {\n")
                    .append(random.nextBoolean() ? step("below") : "ofDevice" + random.nextInt(FUNCTIONS) + "(below);")
                    .append("}\n}\n");
        }
        IntStream.range(0, random.nextInt(3)).forEach(unused -> text.append(step(device)));
        return text.toString();
    }

    private String step(String device) {
        String call =
                switch (random.nextInt(12)) {
                    case 0 -> "deviceLock";
                    case 1 -> "pciCfgAccessLock";
                    case 2 -> "pciDevLock";
                    case 3, 4 -> "deviceUnlock";
                    case 5 -> "pciCfgAccessUnlock";
                    case 6 -> "pciDevUnlock";
                    case 7 -> "pciUserReadConfig";
                    case 8, 9 -> "deviceTrylock";
                    case 10 -> "pciCfgAccessTrylock";
                    default -> "pciDevTrylock";
                };
        boolean tries = call.endsWith("Trylock") && random.nextInt(3) > 0;
        return tries ? "if (!" + call + "(" + device + ")) {\nreturn false;\n}\n" : call + "(" + device + ");\n";
    }
}
