package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code of a user's whose answer would be wrong is refused, with its line and what to write instead. */
class CodeRulesIT {
    /** Where the text of a member and that of a statement come to stand. */
    private static final int MEMBER = 6;

    private static final int STATEMENT = 9;

    @TempDir
    private Path folder;

    static String source(String member, String statement) {
        return """
                import java.util.*;
                import pcilock.model.kernel.*;
                import pcilock.model.pci.*;
                import pcilock.model.revision.Linux_6_11;
                class MyPatch extends Linux_6_11 {
                    %s
                    MyPatch(TaskContext context) { super(context); }
                    @Override public void pciBusErrorReset(PciDev dev) {
                        %s
                    }
                    @Override public void pciResetFunction(PciDev dev) {
                        PciDev bridge = dev.bus.self;
                        deviceLock(dev);
                        try {
                            deviceLock(bridge);
                            deviceUnlock(bridge);
                        } finally {
                            deviceUnlock(dev);
                        }
                    }
                }
                """.formatted(member, statement);
    }

    private Run ask(String source, String... rest) throws IOException {
        Path file = Files.writeString(folder.resolve("MyPatch.java"), source);
        List<String> arguments = new ArrayList<>(List.of("check", "--revision", file.toString(), "--topology", "P(E)"));
        arguments.addAll(List.of(rest));
        return Run.of(arguments.toArray(String[]::new));
    }

    private Run check(String member, String statement, String task, String... rest) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--tasks", task));
        arguments.addAll(List.of(rest));
        return ask(source(member, statement), arguments.toArray(String[]::new));
    }

    private void refuses(String member, String statement, int line, String found) throws IOException {
        Run run = check(member, statement, "pci_bus_error_reset:P");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(2);
        assertThat(run.error()).contains("MyPatch.java:" + line + ": found " + found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A lock looked at or changed beside the primitives.
                "if (dev.blockCfgAccess.isSet()) return; | BlockCfgAccess.isSet; expected blockCfgAccess(dev)",
                "dev.blockCfgAccess.set(true); | BlockCfgAccess.set; expected pciCfgAccessLock(dev)",
                "dev.mutex.acquire(current); | Mutex.acquire; expected mutexLock(mutex)",
                "dev.mutex.release(); | Mutex.release; expected mutexUnlock(mutex)",
                "kernel.atomically(current, (k, c, flag) -> dev.bus != null, dev.blockCfgAccess); | a lambda",
                "kernel.spinLocked(current, null, null, dev.blockCfgAccess); | Kernel.spinLocked; expected pciCfgAccess",
                "kernel.whenClear(current, null, dev.blockCfgAccess); | Kernel.whenClear; expected pciCfgAccessLock",
                "WaitQueueHead queue = new WaitQueueHead(2); queue.add(current); | new WaitQueueHead",
                "kernel.mutexLock(current, new Mutex(0)); | new Mutex; expected mutex(\"my_mutex\")",
                "new Lockdep(1, 1).call(current, LockdepCall.FREE, new LockdepMap(0, 0, 0)); | new Lockdep",
                // What is not the same for every task and in every run.
                "if (current.id == 0) return; | Task.id",
                "if (current.name.equals(\"T1\")) return; | Task.name",
                "kernel.mutexLock(new Task(0, \"\"), dev.mutex); | new Task",
                "if (kernel instanceof MonitorKernel) return; | a look at whether something is a MonitorKernel",
                "if (kernel.getClass() == null) return; | Object.getClass",
                "if (hashCode() == 1) return; | ",
                "if (dev.hashCode() == 1) return; | Object.hashCode",
                "if (System.identityHashCode(dev) == 1) return; | System.identityHashCode",
                "if (System.getProperty(\"x\") == null) System.setProperty(\"x\", \"\"); | System.getProperty",
                "if (System.nanoTime() > 0) return; | System.nanoTime",
                "if (Math.random() > 0.5) return; | Math.random",
                "if (new Random().nextBoolean()) return; | new Random",
                "if (Thread.currentThread().getStackTrace().length > 9) return; | Thread.currentThread",
                "if (new IllegalStateException().getStackTrace().length > 9) return; | IllegalStateException.getStackTrace",
                "Runtime.getRuntime().halt(0); | Runtime.getRuntime",
                "System.exit(0); | System.exit",
                "int[] seen = new int[1]; | an array",
                "List<PciDev> seen = new ArrayList<>(); | new ArrayList",
                "String text = \"at \" + dev.index; | a text put together with +",
                "synchronized (dev) { deviceLock(dev); } | synchronized",
                "EntryPoint.valueOf(\"x\").run(this, dev, null); | EntryPoint.valueOf",
                // What is not the code's to report.
                "kernel.step(current, Event.FLAG_SET, dev.index); | Event.FLAG_SET; expected events",
                "kernel.note(current, Event.TASK_END, dev.index); | Event.TASK_END; expected events",
                "kernel.note(current, Event.values()[0], dev.index); | Event.values",
                "remembersOnly(dev); | MyPatch.remembersOnly; expected nothing there",
                // What would be hidden.
                "try { deviceLock(dev); } catch (Throwable e) { return; } | a catch of Throwable",
                "try { deviceLock(dev); } catch (StackOverflowError e) { return; } | a catch of StackOverflowError",
                "try { deviceLock(dev); } finally { return; } | a finally that keeps what was thrown",
                // A round that differs from the one before.
                "int n = 0; kernel.loopHead(current, false); while (!deviceTrylock(dev)) { if (n++ > 3) return;"
                        + " kernel.loopHead(current, true); } | a change of n",
                "kernel.loopHead(current, false); for (PciDev e : dev.bus.devices) { deviceTrylock(e);"
                        + " kernel.loopHead(current, true); } | another use of kernel.loopHead",
                "kernel.loopHead(current, false); do { deviceTrylock(dev); kernel.loopHead(current, true); }"
                        + " while (deviceTrylock(dev)); | another use of kernel.loopHead",
                "kernel.mutexLock(current, mutex(dev.name)); | a mutex whose name is no literal",
                "kernel.mutexLock(current, mutex(dev == null ? \"a\" : \"b\")); | a mutex whose name is no literal",
            })
    void refusesAStatement(String statement, String found) throws IOException {
        refuses("", statement, STATEMENT, found == null ? "" : found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "private int calls; | the field calls in MyPatch",
                "private static int calls; | the field calls in MyPatch",
                "private final int[] calls = new int[1]; | ",
                "private final Mutex mine = new Mutex(0); | ",
                "private static final List<String> CALLS = new ArrayList<>(); | ",
                "private static final Map<String, String> CALLS = System.getenv(); | ",
                "private final PciDev last = null; | the field last",
                "private final TaskContext mine = null; | the field mine",
                "static class Calls { int number; } | the field number in MyPatch",
                "static class Calls extends Thread { } | the class MyPatch",
                "enum Way { UP, DOWN } | ",
                "record Way(int up) { } | ",
                "{ deviceLock(null); } | ",
                "static { System.exit(0); } | ",
                "synchronized void f() { deviceLock(null); } | synchronized or native",
                "@SuppressWarnings(\"finally\") void f() { } | @SuppressWarnings",
            })
    void refusesAMember(String member, String found) throws IOException {
        Run run = check(member, "return;", "pci_bus_error_reset:P");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(2);
        assertThat(run.error()).contains("MyPatch.java:").contains(found == null ? "found" : "found " + found);
        if (member.startsWith("private int")) {
            assertThat(run.error()).contains("MyPatch.java:" + MEMBER + ":").contains("  private int calls;");
        }
    }

    @Test
    void refusesALockTakenWhileTheObjectIsMade() throws IOException {
        Run run = ask(
                source("", "return;").replace("super(context);", "super(context); deviceLock(null);"),
                "--tasks",
                "pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("MyPatch.java:7: found a call of deviceLock while the object is made");
    }

    @Test
    void refusesAClassInThePlaceOfTheModels() throws IOException {
        Run run = ask("""
                package pcilock.model.pci;
                class PciDev { }
                """, "--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("found a class with the name of one of the model's, pcilock.model.pci.PciDev");
    }

    @ParameterizedTest
    @CsvSource({
        "'kernel.step(current, Event.TRYLOCK_BEGIN, dev.index);', kernel.step reports",
        "'kernel.note(current, Event.RESET_BEGIN, dev.index);', kernel.note reports",
        "'kernel.step(current, Event.RESET_BEGIN, 7);', RESET_BEGIN of device 7",
        "'kernel.step(current, Event.RESET_BEGIN, -1);', RESET_BEGIN of device -1",
        "'kernel.note(current, Event.WARN_UNLOCKED_RESET, 2);', WARN_UNLOCKED_RESET of device 2",
    })
    void whatIsNotTheCodesToReportIsFoundWhereItIsNotToBeSeen(String statement, String found) throws IOException {
        Run run = check("", statement, "pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error())
                .contains("MyPatch.java:" + STATEMENT + " (pciBusErrorReset)")
                .contains(found);
    }

    @Test
    void whatAnEngineThrowsToLeaveTheCodeIsNotKeptFromIt() throws IOException {
        // Were it, the deadlock would be gone: the task that waits for itself would go on and end.
        Run run = check(
                "",
                "deviceLock(dev); try { deviceLock(dev); } catch (RuntimeException e) { deviceUnlock(dev); }",
                "pci_bus_error_reset:P",
                "--property",
                "no-deadlock");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(1);
        assertThat(run.out()).contains("Deadlock: T1 -> T1");
    }

    @Test
    void aDeadlockOfCodeThatReleasesInAFinallyIsFoundAtOnce() throws IOException {
        String lock =
                "deviceLock(dev); try { PciDev e = dev.subordinate.devices.get(0); deviceLock(e); deviceUnlock(e); }"
                        + " finally { deviceUnlock(dev); }";

        for (String[] engine : new String[][] {{}, {"--depth-first"}}) {
            List<String> rest = new ArrayList<>(List.of("--property", "no-deadlock", "--time", "20"));
            rest.addAll(List.of(engine));
            Run run = check("", lock, "pci_bus_error_reset:P,pci_reset_function:E", rest.toArray(String[]::new));

            assertThat(run.status()).as(run.out() + run.error()).isEqualTo(1);
            assertThat(run.out()).contains("Deadlock: T1 -> T2 -> T1");
        }
        Run certified = ask(
                source("", lock),
                "--certify",
                "--entry-points",
                "pci_bus_error_reset",
                "--property",
                "nothing-left-held");
        assertThat(certified.status()).as(certified.out() + certified.error()).isEqualTo(2);
        assertThat(certified.error()).contains("NullPointerException");
    }

    @Test
    void aLoopThatPollsIsExploredAndMayGoRoundForEver() throws IOException {
        String poll = "kernel.loopHead(current, false); while (!deviceTrylock(dev)) { kernel.loopHead(current, true); }"
                + " deviceUnlock(dev);";

        Run run = check("", poll, "pci_bus_error_reset:P,device_lock:P;device_unlock:P");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(1);
        assertThat(run.out())
                .contains("Breaks    every-task-ends\n")
                .contains("The last steps can be repeated for ever.")
                .contains("Breaks: every-task-ends\n");
    }

    @Test
    void aLoopThatPollsMayStandInATry() throws IOException {
        String poll =
                "deviceLock(dev); try { PciDev e = dev.subordinate.devices.get(0); kernel.loopHead(current, false);"
                        + " while (!pciDevTrylock(e)) { kernel.loopHead(current, true); } pciDevUnlock(e); }"
                        + " finally { deviceUnlock(dev); }";

        Run run = check("", poll, "pci_bus_error_reset:P,device_lock:P;device_unlock:P");

        assertThat(run.status()).as(run.out() + run.error()).isZero();
    }

    @Test
    void aLoopThatPollsWithoutSayingSoIsUnknownWithItsPlace() throws IOException {
        Run run = check("", "while (!deviceTrylock(dev)) { }", "pci_bus_error_reset:P", "--time", "1");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("recorded steps").contains("MyPatch.java:" + STATEMENT);
    }

    @ParameterizedTest
    @CsvSource({"mutex(\"my_mutex\"), my_mutex", "'mutex(dev, \"my_mutex\")', my_mutex(P)"})
    void aMutexThatIsNamedIsThereAndCanDeadlock(String mutex, String shown) throws IOException {
        String statement = "kernel.mutexLock(current, " + mutex + "); deviceLock(dev); deviceUnlock(dev);"
                + " kernel.mutexUnlock(current, " + mutex + ");";
        String member =
                "@Override public void resetSubordinate(PciDev dev) { deviceLock(dev); kernel.mutexLock(current, "
                        + mutex + "); kernel.mutexUnlock(current, " + mutex + "); deviceUnlock(dev); }";
        String tasks = "pci_bus_error_reset:P,reset_subordinate:P";

        Run run = check(member, statement, tasks);
        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(1);
        assertThat(run.out())
                .contains("mutex_lock(" + shown + ") sleeps")
                .contains("holds mutex(" + shown + ")")
                .contains("Deadlock: T");
        Path page = folder.resolve("page.html");
        assertThat(check(member, statement, tasks, "--html", page.toString()).error())
                .isEmpty();
        assertThat(Files.readString(page)).contains(shown);
        assertThat(check(member, statement, tasks, "--json").out()).contains("\"" + shown + "\"");
        assertThat(ask(
                                source(member, statement),
                                "--any",
                                "2",
                                "--entry-points",
                                "pci_bus_error_reset,reset_subordinate",
                                "--property",
                                "no-deadlock")
                        .out())
                .contains("Deadlock: T1 -> T2 -> T1");
        assertThat(ask(
                                source(
                                        member,
                                        "if (dev.subordinate != null) { pciBusLock(dev.subordinate); pciBusUnlock(dev.subordinate); }"),
                                "--certify",
                                "--entry-points",
                                "pci_bus_error_reset",
                                "--property",
                                "nothing-left-held")
                        .status())
                .isZero();
    }

    @Test
    void aMutexThatIsNamedIsExported() throws IOException {
        String statement =
                "kernel.mutexLock(current, mutex(dev, \"my_mutex\")); kernel.mutexUnlock(current, mutex(dev, \"my_mutex\"));";
        Path file = Files.writeString(folder.resolve("MyPatch.java"), source("", statement));
        for (String format : List.of("tla", "promela")) {
            Run run = Run.of(
                    "export",
                    "--format",
                    format,
                    "--revision",
                    file.toString(),
                    "--topology",
                    "P(E)",
                    "--tasks",
                    "pci_bus_error_reset:P");

            assertThat(run.status()).as(run.error()).isZero();
            assertThat(run.out()).contains(format.equals("tla") ? "\"my_mutex(P)\"" : "my_mutex_P_");
        }
    }

    @Test
    void aMutexIsNamedByTheCodeAndNotByTheTree() {
        Run run = Run.of("topology", "P(E);my_mutex");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("for the locking code to say");
    }

    @Test
    void constantsAndFunctionsOfTheFilesOwnAreAllowed() throws IOException {
        Run run = check(
                "private static final int MOST = 3; private final boolean all = true;"
                        + " static class Helper { static boolean both(boolean a, boolean b) { return a && b; } }"
                        + " private boolean inOrder(PciDev a, PciDev b) { return a.index < b.index || a.equals(b); }",
                "int n = 0; while (n < MOST && all) { n++; } for (PciDev e : dev.subordinate.devices) {"
                        + " if (Helper.both(inOrder(dev, e), e.isBelow(dev))) { pciDevLock(e); pciDevUnlock(e); } else {"
                        + " throw new IllegalStateException(\"order\"); } }",
                "pci_bus_error_reset:P");

        assertThat(run.status()).as(run.out() + run.error()).isZero();
    }
}
