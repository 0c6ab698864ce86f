package pcilock.checks.topology;

import java.util.Locale;

/**
 * Which numbers the buses at and below a bus have.
 *
 * @param domain as in {@link PciAddress}
 * @param first the number of the bus itself: the bridge's secondary bus number
 * @param last the highest number of a bus below: the bridge's subordinate bus number
 */
public record BusNumbers(int domain, int first, int last) {
    boolean encloses(BusNumbers other) {
        return domain == other.domain && first <= other.first && other.last <= last;
    }

    /** {@code 02-05}, or {@code 02} where there is but one. */
    String range() {
        return first == last
                ? String.format(Locale.ROOT, "%02x", first)
                : String.format(Locale.ROOT, "%02x-%02x", first, last);
    }

    /** {@code dddd:02-05}. */
    String named() {
        return String.format(Locale.ROOT, "%04x:", domain) + range();
    }

    /** {@code dddd:bb}, the name that the kernel gives the bus. */
    @Override
    public String toString() {
        return PciAddress.busName(domain, first);
    }
}
