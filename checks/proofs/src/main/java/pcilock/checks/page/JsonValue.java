package pcilock.checks.page;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in a JSON file that knows where it stands, so that what is wrong with it can be told. */
final class JsonValue {
    private final String file;
    private final String path;
    private final Object value;

    private JsonValue(String file, String path, Object value) {
        this.file = file;
        this.path = path;
        this.value = value;
    }

    /**
     * The whole of a file.
     *
     * @param file its name, for messages
     */
    static JsonValue parse(String file, String text) {
        try {
            return new JsonValue(file, "", JSON.std.anyFrom(text));
        } catch (JacksonException e) {
            String at = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new DamagedResultsException(file + at + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DamagedResultsException(file + ": " + e.getMessage(), e);
        }
    }

    DamagedResultsException expected(String what) {
        return new DamagedResultsException(file + (path.isEmpty() ? "" : ", at " + path) + ": expected " + what);
    }

    boolean has(String key) {
        return object().containsKey(key);
    }

    JsonValue get(String key) {
        if (!has(key)) {
            throw expected("\"" + key + "\" in " + object().keySet());
        }
        return child(key, object().get(key));
    }

    private JsonValue child(String key, Object child) {
        return new JsonValue(file, path.isEmpty() ? key : path + "." + key, child);
    }

    /** The members of an object, in their order. */
    Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object().forEach((key, member) -> members.put(key.toString(), child(key.toString(), member)));
        return members;
    }

    private Map<?, ?> object() {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw expected("an object");
    }

    /** The elements of an array. */
    List<JsonValue> elements() {
        if (!(value instanceof List<?> list)) {
            throw expected("an array");
        }
        List<JsonValue> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(new JsonValue(file, path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** The elements of an array of exactly this length. */
    List<JsonValue> elements(int length) {
        List<JsonValue> elements = elements();
        if (elements.size() != length) {
            throw expected("an array of " + length);
        }
        return elements;
    }

    /** The elements of an array of texts. */
    List<String> texts() {
        return elements().stream().map(JsonValue::text).toList();
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw expected("a text");
    }

    boolean truth() {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw expected("true or false");
    }

    long number() {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw expected("a whole number");
    }

    /** A number from the least to the most, both included. */
    int number(int least, int most) {
        long number = number();
        if (number < least || number > most) {
            throw expected("a number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** One of an enumeration, by its name. */
    <E extends Enum<E>> E one(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text())) {
                return constant;
            }
        }
        throw expected("one of " + List.of(type.getEnumConstants()));
    }
}
