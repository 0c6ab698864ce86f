package pcilock.checks.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the paths of devices in sysfs from text, one a line: {@code ls -l /sys/bus/pci/devices}, {@code readlink}, {@code find
 * /sys/devices}. Which devices are virtual functions, and of which other, the links {@code physfn} tell, where they are listed as well.
 */
final class PathListingReader {
    /** More characters than {@code pcidddddddd:bb} has: a line may be as long as the input. */
    private static final int MAX_ROOT_NAME = 16;

    /** The mode in front of a name. */
    private static final Pattern OF_LS = Pattern.compile("[dl-](?:[r-][w-][xsStT-]){3}");

    /** The link from a virtual function to its physical one: {@code 0000:01:10.0/physfn -> ../0000:01:00.0}. */
    private static final Pattern PHYSFN = Pattern.compile("([0-9a-fA-F:.]+)/physfn['\"]? -> ['\"]?([^'\" ]+)");

    private PathListingReader() {}

    /** True when some line is the path of a device, or a link to one. A log that mentions paths lists no machine. */
    static boolean accepts(PastedText text) {
        for (int i = 0; i < text.size(); i++) {
            String line = text.line(i).text;
            int path = pathBegin(line, 0);
            if (path >= 0 && isListed(line.substring(0, path))) {
                return true;
            }
        }
        return false;
    }

    static PciForest read(PastedText text) {
        SysfsPaths paths = new SysfsPaths(InputForm.PATH_LISTING, text.source);
        List<Integer> skipped = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            PastedLine line = text.line(i);
            int end = 0;
            int begin = pathBegin(line.text, 0);
            // Two lines may have been made one.
            while (begin >= 0) {
                String before = line.text.substring(end, begin);
                if (!isListed(before)) {
                    refuseNameWithoutPath(line, end, begin);
                    skipped.add(line.number);
                } else {
                    readPath(line, before, begin, paths);
                }
                end = wordEnd(line.text, begin);
                begin = pathBegin(line.text, end);
            }
            refuseNameWithoutPath(line, end, line.text.length());
            Matcher physfn = PHYSFN.matcher(line.text);
            while (physfn.find()) {
                InputPosition place = line.place(physfn.start(1));
                PciAddress.parse(physfn.group(1))
                        .ifPresent(address -> paths.virtualFunction(paths.device(address, place), physfn.group(2)));
            }
        }
        if (!skipped.isEmpty()) {
            paths.note("skipped as text that only mentions a path: "
                    + LineNumbers.of(skipped.stream().distinct().toList()));
        }
        return paths.build();
    }

    /** Whether what is in front of a path makes the line an entry of a listing: nothing, a link's name, or what ls says of a file. */
    private static boolean isListed(String before) {
        String stripped = before.strip();
        return stripped.isEmpty()
                || stripped.endsWith("->")
                || stripped.equals("P:")
                || OF_LS.matcher(stripped).lookingAt();
    }

    private static void readPath(PastedLine line, String before, int begin, SysfsPaths paths) {
        int end = wordEnd(line.text, begin);
        Optional<SysfsPaths.Device> last =
                paths.path(line.text.substring(begin, end), position -> line.place(begin + position));
        // "ls -l" says the name twice, and so shows when the path was cut.
        String link = before.strip();
        if (link.endsWith("->")) {
            String name = lastWord(link.substring(0, link.length() - 2).strip());
            Optional<PciAddress> address = PciAddress.parse(name.substring(name.lastIndexOf('/') + 1));
            if (address.isPresent() && (last.isEmpty() || !last.get().address.equals(address.get()))) {
                throw new TopologyInputException(line.place(end), "expected a path that ends with " + address.get());
            }
        }
    }

    /** A device without its path would otherwise be a device less. */
    private static void refuseNameWithoutPath(PastedLine line, int from, int to) {
        int begin = from;
        while (begin < to) {
            int end = wordEnd(line.text, begin);
            String word = line.text.substring(begin, end);
            if (PciAddress.parse(word).isPresent()) {
                throw new TopologyInputException(
                        line.place(begin),
                        "expected the path of " + word + ", such as /sys/devices/pci0000:00/" + word);
            }
            begin = end + 1;
        }
    }

    /** Where the word begins that has the directory of a root bus in it, -1 when there is none. */
    private static int pathBegin(String line, int from) {
        for (int root = line.indexOf("pci", from); root >= 0; root = line.indexOf("pci", root + 1)) {
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
                while (begin > from && !isWordEnd(line.charAt(begin - 1))) {
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
