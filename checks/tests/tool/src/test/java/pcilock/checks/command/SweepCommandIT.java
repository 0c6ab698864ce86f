package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandIT {
    private static final String DRIVER = """
            import pcilock.model.pci.*;
            import pcilock.model.revision.Linux_7_1;

            class MyDriver extends Linux_7_1 {
                MyDriver(TaskContext context) { super(context); }

                @Override public void pciStopAndRemoveBusDevice(PciDev dev) {
                    deviceLock(dev);
                    mutexLock(MUTEX);
                    mutexUnlock(MUTEX);
                    deviceUnlock(dev);
                }

                @Override public void pciResetFunction(PciDev dev) {
                    mutexLock(MUTEX);
                    super.pciResetFunction(dev);
                    mutexUnlock(MUTEX);
                }
            }
            """;

    @TempDir
    private Path folder;

    private static Run sweep(String... more) {
        String[] all = new String[more.length + 5];
        all[0] = "sweep";
        all[1] = "--devices";
        all[2] = "2";
        all[3] = "--tasks";
        all[4] = "2";
        System.arraycopy(more, 0, all, 5, more.length);
        return Run.of(all);
    }

    private Path driver(String mutex) throws IOException {
        return Files.writeString(folder.resolve("MyDriver.java"), DRIVER.replace("MUTEX", mutex));
    }

    private static List<String> rows(Run run, String name) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .toList();
    }

    @Test
    void aPrintedRevisionIsSweptAsTheRevisionIs() throws IOException {
        Path printed = Files.writeString(
                folder.resolve("Mine.java"),
                Run.of("revisions", "--print", "7.1").out());
        Run run = sweep("--revisions", "7.1," + printed);

        assertThat(run.status()).as(run.error()).isZero();
        assertThat(rows(run, "7.1")).isNotEmpty();
        assertThat(rows(run, printed.toString())).isEqualTo(rows(run, "7.1"));
    }

    @Test
    void aMutexThatADriverAddsIsSweptOneForAllAndOneForEachDevice() throws IOException {
        for (String mutex : List.of("mutex(\"my_mutex\")", "mutex(dev, \"my_mutex\")")) {
            Path driver = driver(mutex);
            Run reduced = sweep("--revisions", driver.toString());
            Run all = sweep("--revisions", driver.toString(), "--all-scenarios");

            assertThat(reduced.status()).as(reduced.out() + reduced.error()).isZero();
            assertThat(rows(reduced, driver.toString()))
                    .as(mutex)
                    .isEqualTo(rows(all, driver.toString()))
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("no-deadlock")
                            .contains("REFUTED P() [pci_reset_function:P, pci_stop_and_remove_bus_device:P]"));
        }
    }

    @Test
    void aJournalIsNotGoneOnWithWhenTheFileHasChanged() throws IOException {
        String journal = folder.resolve("journal").toString();
        String file = driver("mutex(\"my_mutex\")").toString();
        Run first = sweep("--revisions", file, "--journal", journal);
        Run again = sweep("--revisions", file, "--journal", journal);
        driver("mutex(dev, \"my_mutex\")");
        Run changed = sweep("--revisions", file, "--journal", journal);

        assertThat(first.status()).as(first.error()).isZero();
        assertThat(again.status()).as(again.error()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(changed.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(changed.error()).contains("is not the journal of this sweep by this code");
    }

    @Test
    void theTableHasARowAPropertyAndWhatIsRefutedFirst() {
        Run run = sweep("--revisions", "patch-3,7.1", "--table");

        assertThat(run.status()).as(run.error()).isZero();
        List<String> patch3 = run.out()
                .lines()
                .dropWhile(line -> !line.equals("patch-3"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(patch3.get(0)).startsWith("REFUTED  no-deadlock").contains("pci_reset_bus:U, 3 steps");
        assertThat(patch3.stream().map(line -> line.replaceAll(" .*", "")).distinct())
                .containsExactly("REFUTED", "PROVED");
        assertThat(patch3.stream().map(line -> line.replaceAll("^\\S+ +(\\S+).*", "$1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aProgramReadsOneObject() {
        Run run = sweep("--revisions", "patch-3", "--json");

        assertThat(run.out())
                .startsWith("{")
                .contains("\"complete\": true")
                .contains(
                        "\"property\":\"no-deadlock\",\"entryPoint\":\"pci_reset_bus\",\"answer\":\"REFUTED\",\"topology\":\"P([U()])\"");
    }

    @Test
    void functionsThatTakeTheWiderLocksAreSweptWithThose() {
        Run run = Run.of(
                "sweep",
                "--revisions",
                "7.1",
                "--devices",
                "2",
                "--table",
                "--entry-points",
                "pciehp_ist,remove_store,pci_bus_error_reset");

        assertThat(run.status()).isEqualTo(ExitStatus.PROVED);
        assertThat(run.out())
                .containsPattern(
                        "REFUTED +no-deadlock +at 3 of 3 +P\\(\\[\\]\\) remove_store:P, pci_bus_error_reset:P, 16 steps")
                .containsPattern("PROVED +released-by-holder ")
                .contains("covers device_lock, block_cfg_access")
                .contains("pci_rescan_remove_lock, pci_bus_sem")
                .doesNotContain("does not cover pciehp");
    }

    @Test
    void functionsAroundTheResetsOfATreeAreSweptWithTheRevisionThatIsSaidToBeAround() {
        String[] sweep = {
            "sweep", "--linux", ReviewSamples.TREE, "--devices", "1", "--entry-points", "aer_isr,remove_store"
        };
        Run unknown = Run.of(sweep);
        Run known = Run.of(
                Stream.concat(Stream.of(sweep), Stream.of("--around", "6.11")).toArray(String[]::new));

        assertThat(unknown.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(unknown.error()).contains("--around REVISION");
        assertThat(known.status()).as(known.error()).isEqualTo(ExitStatus.PROVED);
        assertThat(known.out()).contains("REFUTED P() ").contains("note: ").contains("6.11");
    }

    @Test
    void functionsOfTwoDriversAreNotSweptTogether() {
        Run run = Run.of(
                "sweep",
                "--devices",
                "2",
                "--entry-points",
                "vfio_pci_ioctl_reset,mlxsw_devlink_core_bus_device_reload_up");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("a device has one driver");
    }

    @Test
    void aRevisionWithLockdepIsNotSweptWithTheWiderLocks() {
        Run run = Run.of("sweep", "--devices", "2", "--revisions", "6.10-rc1", "--entry-points", "aer_isr");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("calls lockdep, which knows nothing of the wider locks");
    }
}
