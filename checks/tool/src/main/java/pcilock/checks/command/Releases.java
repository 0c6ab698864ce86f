package pcilock.checks.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pcilock.checks.linux.Around;
import pcilock.checks.linux.KernelRelease;
import pcilock.checks.linux.SourceTree;
import pcilock.model.revision.Revision;

/**
 * Releases of Linux that no revision is named after: which revision stands for one, and why, or which is the nearest where none does. The
 * reasons speak of the locks that the model has and of nothing else.
 */
final class Releases {
    private static final Pattern RELEASE = Pattern.compile("v?(\\d+)\\.(\\d+)(?:\\.(y|\\d+))?(-rc\\d+)?");

    /**
     * What is known of a release.
     *
     * @param first the first release that this is about
     * @param last the last one
     * @param revision the one that stands for it, or the nearest
     * @param stands whether it stands for it
     * @param why the reason
     */
    record Release(String first, String last, Revision revision, boolean stands, String why) {
        private boolean isAbout(int[] version) {
            return compare(numbers(first), version) <= 0 && compare(version, numbers(last)) <= 0;
        }

        /** As the table is listed. */
        String name() {
            return first.equals(last) ? first : first + " to " + last;
        }
    }

    /** In the order of time. */
    static final List<Release> TABLE = List.of(
            refused(
                    "2.6",
                    "5.18",
                    Revision.LINUX_6_9,
                    "pci_dev_lock takes the config flag first until a91ee0e9fca9 (5.19)"),
            refused("5.19", "6.7", Revision.LINUX_6_9, "it was not read"),
            stands(
                    "6.8",
                    Revision.LINUX_6_9,
                    "it was read for the locks of resets, and takes them as 6.9 does; for the wider locks it was not read"),
            stands(
                    "6.10",
                    Revision.PATCH_2,
                    "it is 6.9 with 7e89efc6e9e4, whose lockdep maps patch 1 of the thread took out again; the warning of patch 2,"
                            + " which takes no lock, came with 6.11"),
            stands(
                    "6.12",
                    Revision.LINUX_6_11,
                    "it was not read; between 6.11 and 6.13, which adds reset_subordinate, no change is known"),
            stands("6.14", Revision.LINUX_6_13, "it was read; f3efb9569b4a, the next change, came after it"),
            refused(
                    "6.15",
                    "6.15",
                    Revision.COMMIT_F3EFB9569B4A,
                    "f3efb9569b4a came after 6.14, and whether before 6.15 is not known; before that it is 6.13"),
            refused(
                    "6.16",
                    "6.17",
                    Revision.LINUX_6_18,
                    "it was not read; pciehp waits for a reset of its slot as in 6.18, but whether f3efb9569b4a is there is not known"),
            refused(
                    "6.19",
                    "7.0",
                    Revision.COMMIT_1F5E57C622B4,
                    "whether 9368d1ee6282 (December 2025) and 1f5e57c622b4 (January 2026) are there is not known; before them it is"
                            + " 6.18"),
            stands(
                    "7.2",
                    Revision.LINUX_7_1,
                    "it was not read; no change is known but that the removal of a host bridge takes pci_rescan_remove_lock, which 7.3 has,"
                            + " together with an irq thread that 7.2 has not"));

    private static final String CANDIDATE =
            "of 7.3-rc1 pci.c, err.c, aer.c, portdrv.c, vmd.c and pci-sysfs.c were read, and take these locks as 7.1 does; the drivers of"
                    + " host bridges, hotplug, iov.c and the driver core were not read";

    private static final String LATER_FIXES = "a stable kernel may have later fixes of these locks";

    private Releases() {}

    private static Release stands(String release, Revision revision, String why) {
        return new Release(release, release, revision, true, why);
    }

    private static Release refused(String first, String last, Revision nearest, String why) {
        return new Release(first, last, nearest, false, why);
    }

    /**
     * A revision by its name, or by that of a release for which it stands.
     *
     * @param revision what was found
     * @param note why it stands for what was named; null where it is what was named
     */
    record Named(Revision revision, String note) {}

    /** Whether this is written as a release is. */
    static boolean isRelease(String name) {
        return RELEASE.matcher(name).matches();
    }

    /**
     * Looks a revision up.
     *
     * @throws InputException when there is none such, and none stands for it; with the nearest
     */
    static Named find(String name) {
        Optional<Revision> same = withId(name);
        if (same.isPresent()) {
            return new Named(same.get(), null);
        }
        if (!isRelease(name)) {
            return new Named(Names.find("revision", name, Revision.values(), revision -> revision.id), null);
        }
        Release release = release(name);
        if (!release.stands()) {
            throw new InputException(refusal(name, release) + ", and of a kernel tree --linux reads the code itself");
        }
        String why = release.why()
                + (release.why().endsWith(LATER_FIXES) ? ": \"pcilock compare --linux\" says which its tree has" : "");
        return new Named(
                release.revision(), why.isEmpty() ? null : release.revision().id + " stands for " + name + ": " + why);
    }

    /**
     * The revision around the resets of a kernel tree.
     *
     * @param named what the user names; null for the one for the release in the tree's Makefile
     * @throws InputException when the user names none
     */
    static Around around(String named, SourceTree tree) {
        if (named != null) {
            Named found = find(named);
            return new Around(
                    found.revision(), "--around named it" + (found.note() == null ? "" : ", and " + found.note()));
        }
        Optional<String> makefile = tree.read(KernelRelease.MAKEFILE);
        if (makefile.isEmpty()) {
            return new Around(null, "there is no " + KernelRelease.MAKEFILE + " with a release");
        }
        Optional<String> read = KernelRelease.in(makefile.get()).map(KernelRelease::name);
        if (read.isEmpty() || !isRelease(read.get())) {
            return new Around(null, "the " + KernelRelease.MAKEFILE + " has no VERSION and PATCHLEVEL of a release");
        }
        String name = read.get();
        Optional<Revision> same = withId(name);
        if (same.isPresent()) {
            return new Around(same.get(), "that is the release in the " + KernelRelease.MAKEFILE);
        }
        Release release = release(name);
        String ofMakefile = name + ", the release in the " + KernelRelease.MAKEFILE;
        return release.stands()
                ? new Around(
                        release.revision(),
                        "it stands for " + ofMakefile + (release.why().isEmpty() ? "" : ": " + release.why()))
                : new Around(null, refusal(ofMakefile, release));
    }

    private static Optional<Revision> withId(String id) {
        return Arrays.stream(Revision.values())
                .filter(revision -> revision.id.equals(id))
                .findFirst();
    }

    /** What is known of a release that is written as one. */
    private static Release release(String name) {
        Matcher matcher = RELEASE.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name);
        }
        String id = matcher.group(1) + "." + matcher.group(2);
        Release release = of(id);
        boolean readCandidate = name.endsWith("7.3-rc1");
        if (matcher.group(4) != null && !readCandidate) {
            return refused(id, id, release.revision(), "which changes a release candidate has is not known");
        }
        if (!release.stands()) {
            return release;
        }
        String why = readCandidate ? CANDIDATE : release.why();
        if (matcher.group(3) != null && !matcher.group(3).equals("0")) {
            why += (why.isEmpty() ? "" : "; ")
                    + (id.equals("6.18")
                            ? "6.18.19 has a5338e365c45 and 962ae6892d8b, which this has not, as 7.1 has; "
                            : "")
                    + LATER_FIXES;
        }
        return stands(id, release.revision(), why);
    }

    private static Release of(String id) {
        Optional<Revision> own = List.of(Revision.values()).stream()
                .filter(revision -> revision.id.equals(id))
                .findFirst();
        if (own.isPresent()) {
            return stands(id, own.get(), "");
        }
        return TABLE.stream()
                .filter(release -> release.isAbout(numbers(id)))
                .findFirst()
                .orElseGet(() -> refused(id, id, nearest(numbers(id)), "nothing is known of it"));
    }

    /** The oldest release or the newest. */
    private static Revision nearest(int[] version) {
        return compare(version, numbers(TABLE.get(0).first())) < 0 ? Revision.LINUX_6_9 : Revision.LINUX_7_3;
    }

    private static String refusal(String name, Release release) {
        return "no revision stands for " + name + ": " + release.why() + "; the nearest is " + release.revision().id;
    }

    private static int[] numbers(String id) {
        String[] parts = id.split("\\.", -1);
        return new int[] {number(parts[0]), number(parts[1])};
    }

    /** What no release has where it does not fit. */
    private static int number(String digits) {
        return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static int compare(int[] one, int[] other) {
        int byFirst = Integer.compare(one[0], other[0]);
        return byFirst != 0 ? byFirst : Integer.compare(one[1], other[1]);
    }
}
