package pcilock.checks.linux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The release of a kernel, as the {@code Makefile} at the top of its tree has it. */
public record KernelRelease(String version, String patchlevel, String sublevel, String extraversion) {
    public static final String MAKEFILE = "Makefile";

    private static final Pattern CANDIDATE = Pattern.compile("-rc\\d+");

    /** Nothing where the text has no release in it. */
    public static Optional<KernelRelease> in(String makefile) {
        Optional<String> version = field(makefile, "VERSION");
        Optional<String> patchlevel = field(makefile, "PATCHLEVEL");
        if (version.isEmpty() || patchlevel.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KernelRelease(
                version.get(),
                patchlevel.get(),
                field(makefile, "SUBLEVEL").orElse("0"),
                field(makefile, "EXTRAVERSION").orElse("")));
    }

    private static Optional<String> field(String makefile, String name) {
        Matcher matcher =
                Pattern.compile("(?m)^" + name + "[ \\t]*=[ \\t]*(.*)$").matcher(makefile);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /** All of it, such as 6.11.11 or 7.3.0-rc1. */
    public String full() {
        return version + "." + patchlevel + "." + sublevel + extraversion;
    }

    /** As kernel.org names it, such as 6.11, 6.11.11 or 7.3-rc1; without what a vendor adds. */
    public String name() {
        Matcher candidate = CANDIDATE.matcher(extraversion);
        return version + "." + patchlevel
                + (sublevel.equals("0") || sublevel.isEmpty() ? "" : "." + sublevel)
                + (candidate.lookingAt() ? candidate.group() : "");
    }
}
