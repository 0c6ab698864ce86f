package pcilock.checks.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code lspci -PP}: a device a line, with the bridges above it in front, as in {@code 00:06.0/02:00.0}. */
final class BusPathReader {
    private static final String BYTE = "[0-9a-fA-F]{2}";
    private static final String FUNCTION = BYTE + "\\.[0-7]";
    private static final String ON_ROOT_BUS = "(?:[0-9a-fA-F]{4,8}:)?" + BYTE + ":" + FUNCTION;

    /** A device that is below none, or below others. */
    private static final Pattern PATH = Pattern.compile(ON_ROOT_BUS + "(?:/" + BYTE + ":" + FUNCTION + ")*");

    private static final Pattern PATH_WITHOUT_BUSES = Pattern.compile(ON_ROOT_BUS + "(?:/" + FUNCTION + ")+");

    /** The classes with a bus below, by name and by number. */
    private static final Pattern BRIDGE =
            Pattern.compile("[^:]*(?:PCI bridge|CardBus bridge|PCI-to-PCI bridge|\\b060[479]\\b)");

    private final PastedText text;
    private final SysfsPaths paths;
    private final List<PciAddress> named = new ArrayList<>();
    private final List<Integer> skipped = new ArrayList<>();

    private BusPathReader(PastedText text) {
        this.text = text;
        this.paths = new SysfsPaths(InputForm.BUS_PATHS, text.source);
    }

    /** True when some line begins with the path of a device that is below another. */
    static boolean accepts(PastedText text) {
        for (int i = 0; i < text.size(); i++) {
            String path = firstWord(text.line(i).text);
            if (path.indexOf('/') >= 0 && PATH.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    /** True for a line of {@code lspci -P}, which does not tell the addresses of devices below others. */
    static boolean isPathWithoutBuses(String line) {
        return PATH_WITHOUT_BUSES.matcher(firstWord(line)).matches();
    }

    static PciForest read(PastedText text) {
        return new BusPathReader(text).read();
    }

    private PciForest read() {
        for (int i = 0; i < text.size(); i++) {
            PastedLine line = text.line(i);
            int begin = line.text.length() - line.text.stripLeading().length();
            String path = firstWord(line.text);
            if (PATH.matcher(path).matches()) {
                device(line, begin, path);
            } else if (!line.isBlank()) {
                refuseJoinedLine(line, begin);
                // -v adds indented lines.
                if (begin == 0) {
                    skipped.add(line.number);
                }
            }
        }
        if (!skipped.isEmpty()) {
            paths.note("skipped as text around the list: " + LineNumbers.of(skipped));
        }
        paths.noteOthersThan(named);
        return paths.build();
    }

    private void device(PastedLine line, int begin, String path) {
        boolean hasDomain = path.charAt(2) != ':';
        String domain = hasDomain ? path.substring(0, path.indexOf(':') + 1) : "0000:";
        String[] names = path.substring(hasDomain ? domain.length() : 0).split("/");
        PciAddress above = null;
        int at = begin + path.length() - String.join("/", names).length();
        for (int i = 0; i < names.length; i++) {
            InputPosition place = line.place(at);
            PciAddress address = PciAddress.parse(domain + names[i])
                    .orElseThrow(() -> new TopologyInputException(place, "expected an address such as 00:1d.0"));
            SysfsPaths.Device device = paths.place(address, above, place);
            if (i < names.length - 1) {
                device.bridge = true;
            } else {
                describe(device, line, begin + path.length());
                named.add(address);
            }
            above = address;
            at += names[i].length() + 1;
        }
    }

    private static void describe(SysfsPaths.Device device, PastedLine line, int begin) {
        refuseJoinedLine(line, begin);
        String description = line.text.substring(begin).strip();
        if (!description.isEmpty()) {
            device.description = Descriptions.cleaned(description);
            boolean isBridge = BRIDGE.matcher(description).lookingAt();
            device.bridge = Boolean.TRUE.equals(device.bridge) || isBridge;
        }
    }

    /** Mail may have made two lines one. */
    private static void refuseJoinedLine(PastedLine line, int from) {
        int begin = from;
        while (begin < line.text.length()) {
            int end = line.text.indexOf(' ', begin);
            end = end < 0 ? line.text.length() : end;
            if (PATH.matcher(line.text.substring(begin, end)).matches()) {
                throw new TopologyInputException(
                        line.place(begin),
                        "expected one device a line, found \"" + line.text.substring(begin, end)
                                + "\" inside a text: two lines were made one here");
            }
            begin = end + 1;
        }
    }

    private static String firstWord(String line) {
        String stripped = line.strip();
        int blank = stripped.indexOf(' ');
        return blank < 0 ? stripped : stripped.substring(0, blank);
    }
}
