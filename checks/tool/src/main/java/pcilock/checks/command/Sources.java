package pcilock.checks.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.resource.TextResource;
import pcilock.model.kernel.Kernel;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.controller.Vmd;
import pcilock.model.pci.driver.Driver;
import pcilock.model.pci.hotplug.Pciehp;
import pcilock.model.pci.pcie.Aer;
import pcilock.model.pci.vfio.VfioPciCore;
import pcilock.model.revision.Revision;

/** The Java source of the model and of the claims, as it was when they were compiled. */
final class Sources {
    /** A class of each package of the model. */
    private static final List<Class<?>> PACKAGES = List.of(
            Kernel.class,
            PciCore.class,
            Vmd.class,
            Driver.class,
            Pciehp.class,
            Aer.class,
            VfioPciCore.class,
            Revision.class);

    private Sources() {}

    /** The source of a top-level class of model or specs. */
    static String of(Class<?> type) {
        return TextResource.read(Sources.class, "/sources/" + type.getName().replace('.', '/') + ".java");
    }

    /**
     * The sources of the model that the stacks of runs lead to, by path in the project.
     *
     * @param wanted of which files, by their names
     */
    static Map<String, String> ofModel(List<ReplayedRun> runs, Predicate<String> wanted) {
        Map<String, String> texts = new TreeMap<>();
        runs.stream()
                .flatMap(run -> run.steps().stream())
                .flatMap(step -> step.stack().stream())
                .map(Frame::file)
                .distinct()
                .filter(wanted)
                .forEach(file -> ofModel(file).ifPresent(found -> texts.put(found.getKey(), found.getValue())));
        return texts;
    }

    /** The source of a file of the model, with its path in the project; empty where the model has no such file. */
    static Optional<Map.Entry<String, String>> ofModel(String file) {
        return PACKAGES.stream()
                .map(neighbour -> neighbour.getPackageName().replace('.', '/') + "/" + file)
                .filter(path -> Sources.class.getResource("/sources/" + path) != null)
                .findFirst()
                .map(path ->
                        Map.entry("model/src/main/java/" + path, TextResource.read(Sources.class, "/sources/" + path)));
    }

    /** The text of the comment before the class, with the marks of Javadoc taken away, as one paragraph. */
    static String comment(Class<?> type) {
        String source = of(type);
        int begin = source.indexOf("/**");
        int end = source.indexOf("*/", begin);
        if (begin < 0 || begin > source.indexOf(type.getSimpleName() + " ")) {
            return "";
        }
        return source.substring(begin + "/**".length(), end)
                .replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\{@(?:code|link)\\s+#?([^}]*)}", "$1")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
