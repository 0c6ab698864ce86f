package pcilock.checks.sweep;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Slurm of one node, all of it in one folder and ended with this object. */
final class SlurmCluster implements AutoCloseable {
    /** What must be installed. */
    private static final List<String> PROGRAMS =
            List.of("mungekey", "munged", "slurmctld", "slurmd", "sbatch", "squeue", "sinfo", "scancel", "scontrol");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Map<String, Path> programs;
    private final List<Process> daemons = new ArrayList<>();

    private SlurmCluster(Path folder, Map<String, Path> programs) {
        this.folder = folder;
        this.programs = programs;
    }

    private static Map<String, Path> programs() {
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        Map<String, Path> found = new LinkedHashMap<>();
        for (String program : PROGRAMS) {
            Stream.of(path.split(File.pathSeparator))
                    .map(directory -> Path.of(directory, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(file -> found.put(program, file));
        }
        return found;
    }

    static boolean isInstalled() {
        return programs().keySet().containsAll(PROGRAMS);
    }

    /**
     * Starts one.
     *
     * @param folder a folder whose path is short, since there will be a socket in it
     * @param processors how many tasks it runs at once, whatever the machine has
     */
    static SlurmCluster start(Path folder, int processors) throws IOException {
        SlurmCluster cluster = new SlurmCluster(folder, programs());
        try {
            cluster.startMunge();
            cluster.startSlurm(processors);
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private Path socket() {
        return folder.resolve("munge.socket");
    }

    private void startMunge() throws IOException {
        Path key = folder.resolve("munge.key");
        run("mungekey", "--create", "--keyfile=" + key);
        daemon(
                "munged",
                "--foreground",
                // It trusts no folder of everybody's, such as that of temporary files.
                "--force",
                "--key-file=" + key,
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("munged.pid"),
                "--log-file=" + folder.resolve("munged.log"),
                "--seed-file=" + folder.resolve("munged.seed"));
        await("munged has made its socket", () -> Files.exists(socket()));
    }

    private void startSlurm(int processors) throws IOException {
        String host = shortHostName();
        String user = System.getProperty("user.name");
        Files.createDirectories(folder.resolve("state"));
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(
                folder.resolve("slurm.conf"),
                String.join(
                        "\n",
                        "ClusterName=pcilock",
                        "SlurmctldHost=" + host + "(127.0.0.1)",
                        "SlurmctldPort=" + freePort(),
                        "SlurmdPort=" + freePort(),
                        "SlurmUser=" + user,
                        "SlurmdUser=" + user,
                        "AuthType=auth/munge",
                        // A requeued job has to wait for as long as its credential may live.
                        "AuthInfo=socket=" + socket() + ",cred_expire=5",
                        "CredType=cred/munge",
                        "ProctrackType=proctrack/linuxproc",
                        "TaskPlugin=task/none",
                        "SwitchType=switch/none",
                        "MpiDefault=none",
                        "ReturnToService=2",
                        "SelectType=select/cons_tres",
                        "SelectTypeParameters=CR_Core",
                        "SchedulerParameters=sched_interval=1",
                        "SlurmdParameters=config_overrides",
                        "StateSaveLocation=" + folder.resolve("state"),
                        "SlurmdSpoolDir=" + folder.resolve("spool"),
                        "SlurmctldPidFile=" + folder.resolve("slurmctld.pid"),
                        "SlurmdPidFile=" + folder.resolve("slurmd.pid"),
                        "NodeName=" + host + " NodeAddr=127.0.0.1 CPUs=" + processors + " RealMemory=16384",
                        "PartitionName=main Nodes=" + host + " Default=YES State=UP",
                        ""));
        daemon("slurmctld", "-D");
        daemon("slurmd", "-D");
        await("the node is idle", () -> tells("sinfo", "--noheader", "--format=%T")
                .filter(state -> state.equals("idle"))
                .isPresent());
    }

    private static String shortHostName() throws IOException {
        String name = InetAddress.getLocalHost().getHostName();
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private ProcessBuilder builder(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(programs.get(program).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SLURM_CONF", folder.resolve("slurm.conf").toString());
        return builder.redirectErrorStream(true);
    }

    private void daemon(String program, String... arguments) throws IOException {
        daemons.add(builder(program, arguments)
                .redirectOutput(folder.resolve(program + ".out").toFile())
                .start());
    }

    /** What a program of Slurm's prints, without the line break. */
    String run(String program, String... arguments) throws IOException {
        return run(Map.of(), folder, program, arguments);
    }

    /** The same, with more in its environment and in another folder. */
    String run(Map<String, String> environment, Path directory, String program, String... arguments)
            throws IOException {
        ProcessBuilder builder = builder(program, arguments).directory(directory.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException(program + " " + List.of(arguments) + " ended with " + status + ": " + printed);
        }
        return printed;
    }

    /** What it prints; empty where it fails, as it does while the daemons start. */
    private Optional<String> tells(String program, String... arguments) {
        try {
            return Optional.of(run(program, arguments));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The states of a job, or of all tasks of an array, each once: {@code RUNNING}. */
    List<String> states(String job) {
        return tells("squeue", "--noheader", "--states=all", "--format=%T", "--array", "--jobs=" + job)
                .map(printed -> printed.lines().distinct().toList())
                .orElse(List.of());
    }

    /** Waits until something holds; tells what Slurm and its jobs printed where it does not come to hold. */
    void await(String what, BooleanSupplier holds) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("waited " + PATIENCE.toSeconds() + " s in vain: " + what + "\n" + logs());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while it waited: " + what);
            }
        }
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".out")).toList()) {
                logs.append(file.getFileName()).append(":\n").append(Files.readString(file));
            }
        }
        return logs.toString();
    }

    /** Ends all jobs and then the daemons. */
    @Override
    public void close() throws IOException {
        try {
            if (daemons.size() == 3 && tells("squeue", "--noheader").isPresent()) {
                tells("scancel", "--signal=KILL", "--full", "--user=" + System.getProperty("user.name"));
                tells("scancel", "--user=" + System.getProperty("user.name"));
                await(
                        "no job is left",
                        () -> tells("squeue", "--noheader").orElse("").isEmpty());
            }
        } finally {
            for (Process daemon : daemons) {
                daemon.destroy();
            }
            for (Process daemon : daemons) {
                daemon.onExit()
                        .completeOnTimeout(null, 10, TimeUnit.SECONDS)
                        .thenRun(daemon::destroyForcibly)
                        .join();
                daemon.onExit().join();
            }
        }
    }
}
