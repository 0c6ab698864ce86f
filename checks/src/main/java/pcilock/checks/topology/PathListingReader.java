package pcilock.checks.topology;

import java.util.Optional;

/**
 * Reads the paths of devices in sysfs from text, one a line: {@code ls -l /sys/bus/pci/devices}, {@code readlink}, {@code find
 * /sys/devices}.
 */
final class PathListingReader {
    /** More characters than {@code pcidddddddd:bb} has: a line may be as long as the input. */
    private static final int MAX_ROOT_NAME = 16;

    private PathListingReader() {}

    /** True when some line has a path with a root bus in it. */
    static boolean accepts(InputText input) {
        return input.lines.stream().anyMatch(line -> pathBegin(line) >= 0);
    }

    static PciForest read(InputText input) {
        SysfsPaths paths = new SysfsPaths(InputForm.PATH_LISTING, input.source);
        for (int i = 0; i < input.lines.size(); i++) {
            String line = input.lines.get(i);
            int begin = pathBegin(line);
            if (begin >= 0) {
                readPath(line, begin, new Place(input.source, i + 1, begin + 1), paths);
            } else {
                refuseNameWithoutPath(line, new Place(input.source, i + 1, 1));
            }
        }
        return paths.build();
    }

    private static void readPath(String line, int begin, Place place, SysfsPaths paths) {
        int end = wordEnd(line, begin);
        Optional<SysfsPaths.Device> last = paths.path(line.substring(begin, end), place);
        // "ls -l" says the name twice, and so shows when the path was cut.
        String before = line.substring(0, begin).strip();
        if (before.endsWith("->")) {
            String name = lastWord(before.substring(0, before.length() - 2).strip());
            Optional<PciAddress> address = PciAddress.parse(name.substring(name.lastIndexOf('/') + 1));
            if (address.isPresent() && (last.isEmpty() || !last.get().address.equals(address.get()))) {
                throw new TopologyInputException(
                        new Place(place.source(), place.line(), end + 1),
                        "expected a path that ends with " + address.get());
            }
        }
    }

    /** A line with a device but no path would otherwise be a device less. */
    private static void refuseNameWithoutPath(String line, Place place) {
        int begin = 0;
        while (begin < line.length()) {
            int end = wordEnd(line, begin);
            String word = line.substring(begin, end);
            if (PciAddress.parse(word).isPresent()) {
                throw new TopologyInputException(
                        new Place(place.source(), place.line(), begin + 1),
                        "expected the path of " + word + ", such as /sys/devices/pci0000:00/" + word);
            }
            begin = end + 1;
        }
    }

    /** Where the word begins that has the directory of a root bus in it, -1 when there is none. */
    private static int pathBegin(String line) {
        for (int root = line.indexOf("pci"); root >= 0; root = line.indexOf("pci", root + 1)) {
            if (root > 0 && line.charAt(root - 1) != '/') {
                continue;
            }
            int end = root;
            while (end < Math.min(line.length(), root + MAX_ROOT_NAME)
                    && line.charAt(end) != '/'
                    && !isWordEnd(line.charAt(end))) {
                end++;
            }
            if (SysfsPaths.isRoot(line.substring(root, end))) {
                int begin = root;
                while (begin > 0 && !isWordEnd(line.charAt(begin - 1))) {
                    begin--;
                }
                return begin;
            }
        }
        return -1;
    }

    private static int wordEnd(String line, int begin) {
        int end = begin;
        while (end < line.length() && !isWordEnd(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String lastWord(String text) {
        int begin = text.length();
        while (begin > 0 && !isWordEnd(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin);
    }

    /** A blank, or the apostrophes that some versions of ls put around names with a colon. */
    private static boolean isWordEnd(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\'' || c == '"' || c == '`';
    }
}
