package pcilock.checks.trace;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** JSON that can be read in a difference: whatever holds no list of objects stands on a line of its own. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** The text of an object, with a line feed at its end. Keys keep their order. */
    public static String of(Map<String, ?> object) {
        requireOrder(object);
        JsonText json = new JsonText();
        json.spread(object, "");
        return json.text.append('\n').toString();
    }

    /** The text of anything on one line. */
    public static String compact(Object value) {
        requireOrder(value);
        return onOneLine(value);
    }

    private static String onOneLine(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    /**
     * The same values are the same text in every JVM.
     *
     * @throws IllegalStateException for a map whose keys are in no order that one can rely on, such as one of {@link Map#of}
     */
    private static void requireOrder(Object value) {
        if (value instanceof Map<?, ?> map) {
            boolean ordered = map instanceof LinkedHashMap || map instanceof SortedMap || map instanceof EnumMap;
            if (!ordered && map.size() > 1) {
                throw new IllegalStateException("the keys of a map have no order: " + map.keySet());
            }
            map.values().forEach(JsonText::requireOrder);
        } else if (value instanceof Iterable<?> list) {
            if (value instanceof Set<?> set
                    && !(set instanceof LinkedHashSet || set instanceof SortedSet || set instanceof EnumSet)
                    && set.size() > 1) {
                throw new IllegalStateException("the elements of a set have no order: " + set);
            }
            list.forEach(JsonText::requireOrder);
        }
    }

    private void spread(Map<?, ?> object, String indentation) {
        text.append("{\n");
        String separator = "";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            text.append(separator).append(indentation).append("  ");
            text.append(onOneLine(entry.getKey())).append(": ");
            value(entry.getValue(), indentation + "  ");
            separator = ",\n";
        }
        text.append('\n').append(indentation).append('}');
    }

    private void value(Object value, String indentation) {
        if (value instanceof Map<?, ?> object && object.values().stream().anyMatch(JsonText::isListOfObjects)) {
            spread(object, indentation);
        } else if (isListOfObjects(value)) {
            text.append("[\n");
            String separator = "";
            for (Object element : (List<?>) value) {
                text.append(separator).append(indentation).append("  ");
                value(element, indentation + "  ");
                separator = ",\n";
            }
            text.append('\n').append(indentation).append(']');
        } else {
            text.append(onOneLine(value));
        }
    }

    private static boolean isListOfObjects(Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map;
    }
}
