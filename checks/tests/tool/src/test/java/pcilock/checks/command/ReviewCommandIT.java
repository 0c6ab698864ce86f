package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static pcilock.checks.command.ReviewSamples.LOCKS_ONCE;
import static pcilock.checks.command.ReviewSamples.LOCKS_TWICE;
import static pcilock.checks.command.ReviewSamples.NO_LOCK;
import static pcilock.checks.command.ReviewSamples.TREE;
import static pcilock.checks.command.ReviewSamples.mail;
import static pcilock.checks.command.ReviewSamples.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch in, a review out: on a small tree of C of our own, which behaves as 6.11. */
class ReviewCommandIT {
    /** The second of these sleeps. */
    private static final String SLEEPS_IN_THE_DIFF = """
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -65,6 +65,7 @@ static void pci_bus_lock(struct pci_bus *bus)
             \tstruct pci_dev *dev;
            \s
             \tpci_dev_lock(bus->self);
            +\tpci_dev_lock(bus->self);
             \tlist_for_each_entry(dev, &bus->devices, bus_list)
             \t\tlock_all_of(dev);
             }
            """;

    /** Takes pci_rescan_remove_lock while a function that is reset is held. */
    private static final String TAKES_RESCAN_LOCK = """
            diff --git a/drivers/pci/pci.c b/drivers/pci/pci.c
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -170,6 +170,8 @@ int pci_reset_function(struct pci_dev *dev)
             \tif (bridge)
             \t\tpci_dev_lock(bridge);
             \tpci_dev_lock(dev);
            +\tpci_lock_rescan_remove();
             \trc = __pci_reset_function_locked(dev);
            +\tpci_unlock_rescan_remove();
             \tpci_dev_unlock(dev);
             \tif (bridge)
             \t\tpci_dev_unlock(bridge);
            """;

    private Path folder;

    @BeforeEach
    void inFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Run review(String... more) {
        return withInput("", more);
    }

    private static Run withInput(String input, String... more) {
        String[] all = new String[more.length + 5];
        all[0] = "review";
        all[1] = "--linux";
        all[2] = TREE;
        all[3] = "--devices";
        all[4] = "2";
        System.arraycopy(more, 0, all, 5, more.length);
        return Run.withInput(input, all);
    }

    @Test
    void whatAPatchBreaksIsStatus1WithPropertyEntryPointTreeTasksAndRun() throws IOException {
        Run run = review("--patch", file("twice.diff", LOCKS_TWICE).toString());

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .startsWith("Something breaks anew.\n")
                .contains("  Behaves in another way: pci_bus_lock(), pci_slot_lock(), pci_bus_error_reset()\n")
                .contains("  Breaks anew:\n")
                .containsPattern(
                        "no-deadlock, every-task-ends in pci_bus_error_reset\\(\\): P\\(.*U.*\\) pci_bus_error_reset:P, \\d steps\n")
                .contains("it waits for device_lock(U), which it holds itself since step ")
                .contains("device_lock(U) sleeps")
                .contains("up to 3 tasks on every PCI tree of up to 2 devices")
                .contains("does not cover");
    }

    @Test
    void theMailHasItsRemarkUnderTheLockThatIsTakenTwice() throws IOException {
        Path patch = file("twice.mbox", patch("[PATCH 1/1] PCI: Lock a bridge", "one", LOCKS_TWICE));
        Run run = review("--patch", patch.toString(), "--mail");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .startsWith("Subject: Re: [PATCH 1/1] PCI: Lock a bridge\nIn-Reply-To: <one@example.org>\n\n"
                        + "On Fri, 31 May 2024 01:04:00 +0000, Ann Author wrote:\n> @@ -40,10 +40,9 @@ ")
                .contains(
                        "\n> +\tpci_dev_lock(dev);\n>  \tif (dev->subordinate)\n"
                                + ">  \t\tpci_bus_lock(dev->subordinate);\n\nThis deadlocks on bridge P with bridge U below it:")
                .doesNotContain("Signed-off-by")
                .doesNotContain("Why it is so");
        assertRemarkIsShort(run.out());
    }

    @Test
    void theRemarkStandsUnderTheLineThatSleepsWhereTheDiffHasIt() throws IOException {
        Run run = review("--patch", file("sleeps.diff", SLEEPS_IN_THE_DIFF).toString(), "--mail");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .startsWith("> @@ ")
                .contains(
                        "\n>  \tpci_dev_lock(bus->self);\n> +\tpci_dev_lock(bus->self);\n\nThis deadlocks on bridge P: ");
        assertRemarkIsShort(run.out());
    }

    @Test
    void whatIsAppliedBeforeIsNotReviewedAndWhatAMendedDeadlockBringsToLightIsNotBroken() throws IOException {
        Run run = review(
                "--applied",
                file("twice.diff", LOCKS_TWICE).toString(),
                "--patch",
                file("once.diff", LOCKS_ONCE).toString());

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        assertThat(run.out())
                .contains(
                        "  Comes to light, since before the same tasks deadlock, by runs that --json and --html have:")
                .contains(
                        "    no-clear-flag-released in pci_bus_error_reset(): P([U()]) pci_bus_error_reset:P, 9 steps");
    }

    private static void assertRemarkIsShort(String mail) {
        List<String> own = mail.lines().filter(line -> !line.startsWith("> ")).toList();
        assertThat(own).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
        int begin = mail.indexOf("\nThis ");
        int end = mail.indexOf("\nWithout this patch");
        assertThat(mail.substring(begin, end)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith(">"))
                        .count())
                .isLessThanOrEqualTo(12);
    }

    @Test
    void aPatchThatChangesNoLockingIsToldSo() throws IOException {
        String patch = file("none.diff", NO_LOCK).toString();
        Run text = review("--patch", patch);
        Run mail = review("--patch", patch, "--mail");

        assertThat(text.status()).as(text.out() + text.error()).isZero();
        assertThat(text.out()).startsWith("No change of locking.\n");
        assertThat(mail.status()).isZero();
        assertThat(mail.out().replace('\n', ' ').strip())
                .startsWith("No change of locking: all ")
                .contains("is the same code. The locks that this is about are ");
    }

    @Test
    void aSeriesIsReviewedPatchByPatchAndALaterPatchMayMendWhatOneBreaks() throws IOException {
        String series = mail("[PATCH 0/2] PCI: Locks", "cover", "A cover letter.\n")
                + patch("[PATCH 1/2] PCI: Lock a bridge", "one", LOCKS_TWICE)
                + mail("Re: [PATCH 1/2] PCI: Lock a bridge", "reply", "> +\tpci_dev_lock(dev);\n\nReally?\n")
                + patch("[PATCH 2/2] PCI: Lock it once", "two", LOCKS_ONCE);
        Run text = withInput(series, "--patch", "-");
        Run mail = withInput(series, "--patch", "-", "--mail");

        assertThat(text.status()).as(text.out() + text.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(text.out())
                .startsWith("A patch breaks something anew, and a later one mends it.\n")
                .containsSubsequence(
                        "Patch 1/2 \"PCI: Lock a bridge\"\n",
                        "Breaks anew:",
                        "Patch 2/2 \"PCI: Lock it once\"\n",
                        "Mends:",
                        "Comes to light, since before the same tasks deadlock",
                        "All 2 patches together\n  No change of locking: ")
                .contains("skipped, the cover letter \"PCI: Locks\"")
                .contains("skipped, 1 reply");
        assertThat(mail.out())
                .startsWith("Subject: Re: [PATCH 1/2] PCI: Lock a bridge\n")
                .contains("Patch 2/2 mends it, but\na bisection can end in between.");
    }

    @Test
    void anAttachedPatchIsReviewed() throws IOException {
        String attached = mail(
                        "[PATCH] PCI: Lock a bridge",
                        "one",
                        "Attached.\n--=_x\nContent-Type: text/x-patch; name=\"lock.patch\"\nContent-Disposition: attachment;"
                                + " filename=\"lock.patch\"\n\n" + LOCKS_TWICE + "--=_x--\n")
                .replace("Subject:", "Content-Type: multipart/mixed; boundary=\"=_x\"\nSubject:")
                .replace("\n\nAttached.", "\n\n--=_x\nContent-Type: text/plain\n\nAttached.");
        Run run = withInput(attached, "--patch", "-", "--mail");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out()).contains(">  \t\tpci_bus_lock(dev->subordinate);\n\nThis deadlocks");
    }

    @Test
    void aRenamedLockFunctionIsGoneAndNothingBreaks() throws IOException {
        String pci = Files.readString(Path.of(TREE, "drivers/pci/pci.c"));
        Path patch = file("rename.diff", wholeFile(pci, pci.replace("pci_slot_lock", "pci_lock_of_slot")));
        Run run = review("--patch", patch.toString());

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        assertThat(run.out())
                .startsWith("Nothing breaks anew.\n")
                .contains("Behaves in another way: pci_slot_lock(), which is gone\n");
    }

    @Test
    void aNewFunctionThatNoKnownEntryPointComesToIsSaidNotToBeChecked() throws IOException {
        String pci = Files.readString(Path.of(TREE, "drivers/pci/pci.c"));
        Path patch = file(
                "entry.diff",
                wholeFile(
                        pci,
                        pci + "\nint pci_reset_twice(struct pci_dev *dev)\n{\n\tpci_dev_lock(dev);\n\treturn 0;\n}\n"));
        Run run = review("--patch", patch.toString());

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        assertThat(run.out())
                .contains(
                        "Not checked, since no entry point that is known here comes to it: pci_reset_twice (drivers/pci/pci.c:");
    }

    @Test
    void anEntryPointThatAPatchAddsIsCheckedAndSaidToBeNew() throws IOException {
        String pci = Files.readString(Path.of(TREE, "drivers/pci/pci.c"));
        Path patch = file("entry.diff", wholeFile(pci, pci + """

                                static ssize_t reset_subordinate_store(struct device *device, struct device_attribute *attr,
                                \t\tconst char *buf, size_t count)
                                {
                                \tstruct pci_dev *dev = to_pci_dev(device);

                                \tpci_dev_lock(dev);
                                \treturn count;
                                }
                                """));
        Run run = review("--patch", patch.toString());

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("Behaves in another way: reset_subordinate(), which is new\n")
                .contains("nothing-left-held in reset_subordinate(): ");
    }

    /** A diff that takes one text away and puts another in its place. */
    private static String wholeFile(String before, String after) {
        return "--- a/drivers/pci/pci.c\n+++ b/drivers/pci/pci.c\n@@ -1,"
                + before.lines().count() + " +1,"
                + after.lines().count() + " @@\n"
                + before.replaceAll("(?m)^", "-").replaceAll("-\\z", "")
                + after.replaceAll("(?m)^", "+").replaceAll("\\+\\z", "");
    }

    @Test
    void aPatchThatDoesNotApplyIsStatus2WithItsPlace() throws IOException {
        String other = LOCKS_TWICE.replace("pci_bus_lock(dev->subordinate)", "something_else(dev)");
        Run run = review("--patch", file("other.diff", other).toString());

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.error())
                .contains("other.diff:")
                .contains("drivers/pci/pci.c")
                .contains("hunk 1");
    }

    @Test
    void whatIsNotUnderstoodAfterAPatchNamesThePatch() throws IOException {
        String unknown = LOCKS_TWICE.replace("+\tpci_dev_lock(dev);", "+\tmutex_lock(&dev->of_our_own);");
        Run run = review("--patch", file("own.diff", unknown).toString());

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error())
                .contains("own.diff: drivers/pci/pci.c:")
                .contains("a lock that the table does not know, &dev->of_our_own");
    }

    @Test
    void whereNothingBreaksTheMailHasTwoSentencesWithTheBoundsAndOneOnWhatIsAround() throws IOException {
        Run run = review(
                "--applied",
                file("twice.diff", LOCKS_TWICE).toString(),
                "--patch",
                file("once.mbox", patch("[PATCH] PCI: Lock it once", "two", LOCKS_ONCE))
                        .toString(),
                "--mail");

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        String body = run.out()
                .substring(run.out().indexOf("\n\n"))
                .replace('\n', ' ')
                .strip();
        assertThat(body)
                .startsWith("In every interleaving of up to 3 tasks on every PCI tree of up to 2 devices")
                .contains("this mends no-deadlock in pci_bus_error_reset()")
                .contains("nothing breaks anew")
                .contains("it does not cover")
                .contains(
                        "Entry points that take the wider locks (hot-plug, AER, DPC, removal, rescan, SR-IOV, drivers) were not asked about, since which revision of the model stands"
                                + " around the C is not known: there is no Makefile with a release.");
        assertThat(body.split("\\. ", -1)).hasSize(3);
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    }

    @Test
    void aBotReadsOneObject() throws IOException {
        Run run = review("--patch", file("twice.diff", LOCKS_TWICE).toString(), "--json");

        assertThat(run.status()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("\"answer\": \"BREAKS\"")
                .contains("\"property\": \"no-deadlock\"")
                .contains("\"entryPoint\": \"pci_bus_error_reset\"")
                .contains("\"diffLine\": \" \\t\\tpci_bus_lock(dev->subordinate);\"")
                .contains("\"patchLine\": 10")
                .contains("\"locks\": \"covers ");
    }

    @Test
    void thePageStepsThroughTheRunBesideTheCodeBefore() throws IOException {
        Path page = folder.resolve("review.html");
        Run run = review("--patch", file("twice.diff", LOCKS_TWICE).toString(), "--html", page.toString());

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(Files.readString(page))
                .contains("Breaks_01_Before")
                .contains("pci.c before")
                .contains("pci.c after")
                .contains("=&gt; \t\tpci_bus_lock(dev-&gt;subordinate);");
    }

    @Test
    void aMachineIsReviewedAsWell() throws IOException {
        String patch = file("twice.diff", LOCKS_TWICE).toString();
        Run flat = review("--patch", patch, "--topology", "P(E)");
        Run nested = review("--patch", patch, "--topology", "P(U(E))");

        assertThat(flat.out()).contains("On the machine P(E), every choice of up to 3 tasks\n  Breaks anew: nothing\n");
        assertThat(nested.out())
                .contains("On the machine P(U(E)), every choice of up to 3 tasks\n  Breaks anew: no-deadlock");
    }

    @Test
    void twoPiecesOfJavaAreReviewedAsATreeIs() throws IOException {
        Path mine = file("MyPatch.java", """
                import pcilock.model.pci.*;
                import pcilock.model.revision.Linux_6_11;

                class MyPatch extends Linux_6_11 {
                    MyPatch(TaskContext context) { super(context); }

                    @Override public void pciBusLock(PciBus bus) {
                        pciDevLock(bus.self);
                        super.pciBusLock(bus);
                    }
                }
                """);
        Run worse = Run.of("review", "--from", "6.11", "--to", mine.toString(), "--devices", "2");
        Run better = Run.of("review", "--from", mine.toString(), "--to", "6.11", "--devices", "2");

        assertThat(worse.status()).as(worse.out() + worse.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(worse.out()).contains("no-deadlock, every-task-ends in pci_bus_error_reset(): P");
        assertThat(better.status()).as(better.out() + better.error()).isZero();
        assertThat(better.out()).contains("  Mends:\n");
    }

    @Test
    void aDriverThatChangesAnEntryPointOnlyIsReviewed() throws IOException {
        Path driver = file("MyDriver.java", """
                import pcilock.model.pci.*;
                import pcilock.model.revision.Linux_7_1;

                class MyDriver extends Linux_7_1 {
                    MyDriver(TaskContext context) { super(context); }

                    @Override public void pciStopAndRemoveBusDevice(PciDev dev) {
                        deviceLock(dev);
                        mutexLock(mutex(dev, "my_mutex"));
                        mutexUnlock(mutex(dev, "my_mutex"));
                        deviceUnlock(dev);
                    }

                    @Override public void pciResetFunction(PciDev dev) {
                        mutexLock(mutex(dev, "my_mutex"));
                        super.pciResetFunction(dev);
                        mutexUnlock(mutex(dev, "my_mutex"));
                    }
                }
                """);
        Run run = Run.of("review", "--from", "7.1", "--to", driver.toString(), "--devices", "2");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out()).contains("pci_stop_and_remove_bus_device()").contains("waits for mutex(my_mutex(E))");
    }

    @Test
    void ofCodeWhoseLockdepKnowsNothingOfTheWiderLocksTheirPairsAreNotAskedAndThatIsSaid() {
        Run run = Run.of("review", "--from", "6.9", "--to", "6.10-rc1", "--devices", "1");

        assertThat(run.out().replaceAll("\\s+", " "))
                .contains(
                        "after 6.10-rc1 its config access lock calls lockdep, which knows nothing of these locks here");
    }

    @Test
    void aPairOfWiderEntryPointsThatDeadlocksAnewIsShownWithItsRun() {
        Run run = Run.of("review", "--from", "6.18", "--to", "7.1", "--devices", "2");

        assertThat(run.status()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("  Deadlock anew:\n")
                .contains("    pciehp_ist + reset_subordinate_store on P([E])\n")
                .contains("    pciehp_enable_slot + reset_subordinate_store on P([E]);removed:E\n")
                .contains("T2 waits for down_write(reset_lock(P)), which T1 holds")
                .contains(
                        "All 360 pairs of entry points of which one takes the wider locks, on every tree of up to 2 devices");
    }

    @Test
    void aPairThatNoLongerDeadlocksIsToldAndTheReplySaysHowMany() {
        Run text = Run.of("review", "--from", "6.13", "--to", "6.18", "--devices", "2");
        Run mail = Run.of("review", "--from", "6.13", "--to", "6.18", "--devices", "2", "--mail");

        assertThat(text.out())
                .contains("  No longer deadlock:\n    mlx5_crdump_collect + zpci_event_attempt_error_recovery on P(E)");
        assertThat(mail.out().replaceAll("\\s+", " "))
                .contains("none deadlocks that did not before, and 1 no longer do");
    }

    @Test
    void aPatchOfCThatDeadlocksWithWhatIsAroundItIsShownWithItsRunAndItsHunk() throws IOException {
        String patch = file(
                        "rescan.mbox", patch("[PATCH] PCI: Keep devices while one is reset", "five", TAKES_RESCAN_LOCK))
                .toString();
        Run run = review("--patch", patch, "--around", "6.11");
        Run mail = review("--patch", patch, "--around", "6.11", "--mail");
        Run json = review("--patch", patch, "--around", "6.11", "--json");
        Path page = folder.resolve("alone.html");
        Run alone = review("--patch", patch, "--html", page.toString());

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .startsWith("Something breaks anew.\n")
                .contains(
                        "Where no task takes the wider locks, so that pci_rescan_remove_lock is left out, no change of locking")
                .contains("  Deadlock anew:\n", "    pci_reset_function + remove_store on P()\n")
                .contains("with the resets from C and what is around them from the model's 6.11")
                .contains("Note      of tasks that take the wider locks only the resets are from C");
        assertThat(mail.out())
                .contains("> +\tpci_lock_rescan_remove();\n\nThis deadlocks on bridge P: T1 runs")
                .contains("Before these tasks do not deadlock. So do now: ");
        assertThat(json.out())
                .contains("\"around\": \"6.11\"", "\"devicesWithSlots\": ")
                .doesNotContain("widerPairsNotAsked");
        assertThat(alone.status()).as(alone.out()).isZero();
        assertThat(Files.readString(page)).contains("were not asked about, since which revision");
        assertThat(alone.out())
                .startsWith("Nothing breaks anew.\n")
                .contains(
                        "Entry points that take the wider locks (hot-plug, AER, DPC, removal, rescan, SR-IOV, drivers) were not asked about, since which revision")
                .contains("Note      --around REVISION says which revision stands around the C");
    }

    @Test
    void aPatchOfCThatIsNotUnderstoodWithWhatIsAroundItLeavesThatUnknown() throws IOException {
        String patch = file(
                        "downgrade.diff",
                        TAKES_RESCAN_LOCK
                                .replace("pci_lock_rescan_remove()", "down_write(&pci_bus_sem)")
                                .replace("pci_unlock_rescan_remove()", "downgrade_write(&pci_bus_sem)"))
                .toString();
        Run run = review("--patch", patch, "--around", "6.11", "--json");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.UNKNOWN);
        assertThat(run.out())
                .contains("the wider entry points could not be asked about: drivers/pci/pci.c:")
                .contains("\"widerPairsNotAsked\": \"drivers/pci/pci.c:")
                .contains("an operation on pci_bus_sem that is not modelled");
    }

    @Test
    void theSameCodeTwiceChangesNothing() {
        Run run = Run.of("review", "--from", "6.11", "--to", "6.11", "--devices", "2");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("No change of locking.\n");
    }

    @Test
    void whatIsReviewedMustBeNamed() {
        assertThat(Run.of("review").status()).isEqualTo(ExitStatus.INPUT);
        assertThat(Run.of("review", "--from", "6.11").status()).isEqualTo(ExitStatus.INPUT);
        assertThat(review("--patch", "-", "--topology", "-").status()).isEqualTo(ExitStatus.INPUT);
    }
}
