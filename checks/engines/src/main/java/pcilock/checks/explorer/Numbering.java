package pcilock.checks.explorer;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** A number for each of some values, the same for equal ones. Objects that come again are known without a look at what is in them. */
final class Numbering<T> {
    private final IdentityHashMap<T, Integer> objects = new IdentityHashMap<>();
    private final Map<T, Integer> values = new HashMap<>();

    int of(T value) {
        Integer known = objects.get(value);
        if (known == null) {
            known = values.computeIfAbsent(value, unused -> values.size());
            objects.put(value, known);
        }
        return known;
    }
}
