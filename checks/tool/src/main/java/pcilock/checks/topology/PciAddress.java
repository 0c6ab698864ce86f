package pcilock.checks.topology;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A device's address, {@code dddd:bb:dd.f}.
 *
 * @param domain 0 to 0x7fffffff; VMD's begin at 0x10000
 * @param bus 0 to 0xff
 * @param device 0 to 0x1f
 * @param function 0 to 7
 */
public record PciAddress(int domain, int bus, int device, int function) implements Comparable<PciAddress> {
    /** The order of lspci, and within a bus that of the kernel's list after a scan. */
    private static final Comparator<PciAddress> ORDER = Comparator.comparingInt(PciAddress::domain)
            .thenComparingInt(PciAddress::bus)
            .thenComparingInt(PciAddress::devfn);

    /** Fewest and most digits of a domain, as {@code %04x} writes an int. */
    static final int MIN_DOMAIN_DIGITS = 4;

    static final int MAX_DOMAIN_DIGITS = 8;

    /** The kernel's {@code PCI_DEVFN}: 0 to 0xff. */
    public int devfn() {
        return device << 3 | function;
    }

    PciAddress ofFunction(int other) {
        return new PciAddress(domain, bus, device, other);
    }

    /** Reads an address with its domain; empty when the text is none. */
    public static Optional<PciAddress> parse(String text) {
        int colon = text.indexOf(':');
        int domain = colon < 0 ? -1 : domainValue(text, 0, colon);
        if (domain < 0
                || text.length() != colon + 8
                || text.charAt(colon + 3) != ':'
                || text.charAt(colon + 6) != '.') {
            return Optional.empty();
        }
        int bus = hexByte(text, colon + 1);
        int device = hexByte(text, colon + 4);
        int function = hexDigit(text.charAt(colon + 7));
        if (bus < 0 || device < 0 || device > 0x1f || function < 0 || function > 7) {
            return Optional.empty();
        }
        return Optional.of(new PciAddress(domain, bus, device, function));
    }

    /** The value of a domain's digits, -1 when they are none. */
    static int domainValue(CharSequence text, int begin, int end) {
        if (end - begin < MIN_DOMAIN_DIGITS || end - begin > MAX_DOMAIN_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = begin; i < end; i++) {
            int digit = hexDigit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    /** The value of the two digits at a position, -1 when there are none. */
    static int hexByte(CharSequence text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(at));
        int low = hexDigit(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** 0 to 15, -1 when the character is no digit. Only ASCII: Character.digit takes other scripts' digits, too. */
    static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /** {@code dddd:bb}, the name of a bus. */
    static String busName(int domain, int bus) {
        return String.format(Locale.ROOT, "%04x:%02x", domain, bus);
    }

    @Override
    public int compareTo(PciAddress other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04x:%02x:%02x.%x", domain, bus, device, function);
    }
}
