package pcilock.checks.trace;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** JSON that can be read in a difference: whatever holds no list of objects stands on a line of its own. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** The text of an object, with a line feed at its end. Keys keep their order. */
    public static String of(Map<String, ?> object) {
        JsonText json = new JsonText();
        json.spread(object, "");
        return json.text.append('\n').toString();
    }

    /** The text of anything on one line. */
    public static String compact(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    private void spread(Map<?, ?> object, String indentation) {
        text.append("{\n");
        String separator = "";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            text.append(separator).append(indentation).append("  ");
            text.append(compact(entry.getKey())).append(": ");
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
            text.append(compact(value));
        }
    }

    private static boolean isListOfObjects(Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map;
    }
}
