package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the explorer says of a user's code in {@link CodeRulesIT}, Lincheck says as well. */
class UserCodeByLincheckIT {
    @TempDir
    private Path folder;

    /** Lincheck takes all classes of one name for one class, so each has its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "InFinally | deviceLock(dev); try { PciDev e = dev.subordinate.devices.get(0); deviceLock(e); deviceUnlock(e); }"
                        + " finally { deviceUnlock(dev); } | waits for device_lock(P)",
                "OfMachine | kernel.mutexLock(current, mutex(\"mine\")); deviceLock(dev.subordinate.devices.get(0)); | holds mutex(mine)",
                "OfDevice | kernel.mutexLock(current, mutex(dev, \"mine\")); deviceLock(dev.subordinate.devices.get(0));"
                        + " | holds mutex(mine(P))",
            })
    void aDeadlockIsFound(String name, String statement, String found) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name + ".java"),
                CodeRulesIT.source("", statement)
                        .replace("deviceLock(bridge);", name.equals("InFinally") ? "deviceLock(bridge);" : lock(found))
                        .replace("MyPatch", name));

        Run run = Run.of(
                "check",
                "--revision",
                file.toString(),
                "--topology",
                "P(E)",
                "--tasks",
                "pci_bus_error_reset:P,pci_reset_function:E",
                "--engine",
                "lincheck",
                "--property",
                "no-deadlock",
                "--time",
                "300");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(1);
        assertThat(run.out()).contains(found);
    }

    private static String lock(String found) {
        return "kernel.mutexLock(current, mutex(" + (found.contains("(P)") ? "bridge, " : "") + "\"mine\"));"
                + " deviceLock(bridge);";
    }
}
