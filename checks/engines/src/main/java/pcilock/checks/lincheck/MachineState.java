package pcilock.checks.lincheck;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pcilock.checks.engine.EngineException;

/**
 * All that can change in some objects and in what they refer to: every field that is not final and every element of an array, found by
 * reflection, so that nothing is left out which somebody adds to the model. The collections of the JDK are taken as they were when this
 * was made, and so are the objects: a collection that has changed since is refused, for Lincheck would not see what a task does to it
 * ({@link LincheckAgent#leaveAsCompiled}), and so is an object that comes later, since nothing is known of what it holds.
 */
final class MachineState {
    private static final String JDK = "java.";
    private static final Class<?> NEVER_CHANGE = List.of().getClass().getEnclosingClass();
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    /** Where something that can change is. */
    private record Variable(Object owner, Field field) {
        Object value() {
            try {
                return field.get(owner);
            } catch (IllegalAccessException e) {
                throw new EngineException("cannot read " + field, e);
            }
        }
    }

    /** What is in a collection. */
    private record Elements(Iterable<?> collection, List<Object> before) {
        Elements(Iterable<?> collection) {
            this(collection, new ArrayList<>());
            collection.forEach(before::add);
        }

        boolean haveChanged() {
            Iterator<?> now = collection.iterator();
            boolean same = true;
            for (int i = 0; same && i < before.size(); i++) {
                same = now.hasNext() && now.next() == before.get(i);
            }
            return !same || now.hasNext();
        }
    }

    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final List<Elements> collections = new ArrayList<>();
    private final List<Object> unvisited = new ArrayList<>();
    private final Set<Class<?>> leftOut;

    /**
     * The state of some objects.
     *
     * @param leftOut classes of which no object is a part of it
     */
    MachineState(Set<Class<?>> leftOut, List<?> roots) {
        this.leftOut = leftOut;
        for (Object root : roots) {
            reach(root);
        }
        while (!unvisited.isEmpty()) {
            visit(unvisited.remove(unvisited.size() - 1));
        }
    }

    private void reach(Object object) {
        if (object != null && !isValue(object) && !leftOut.contains(typeOf(object)) && !numbers.containsKey(object)) {
            numbers.put(object, numbers.size());
            unvisited.add(object);
        }
    }

    /** Of an array the type of its elements. */
    private static Class<?> typeOf(Object object) {
        Class<?> type = object.getClass();
        return type.isArray() ? type.getComponentType() : type;
    }

    private void visit(Object object) {
        if (object.getClass().isArray()) {
            // What an array of arrays has in it is the same for good, as far as it is arrays.
            arrays.add(object);
            for (int i = 0; !object.getClass().getComponentType().isPrimitive() && i < Array.getLength(object); i++) {
                reach(Array.get(object, i));
            }
        } else if (object instanceof Iterable<?> elements) {
            elements.forEach(this::reach);
            if (elements.getClass().getEnclosingClass() != NEVER_CHANGE) {
                collections.add(new Elements(elements));
            }
        } else if (object.getClass().getName().startsWith(JDK)) {
            if (object.getClass() != Object.class) {
                throw new EngineException(
                        "what can change in a " + object.getClass().getName() + " is not known");
            }
        } else {
            for (Field field : FIELDS.computeIfAbsent(object.getClass(), MachineState::fieldsOf)) {
                Variable variable = new Variable(object, field);
                if (!Modifier.isFinal(field.getModifiers())) {
                    variables.add(variable);
                }
                reach(variable.value());
            }
        }
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> declaring = type; declaring != Object.class; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static boolean isValue(Object object) {
        return object instanceof Number
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof String
                || object instanceof Enum<?>
                || object instanceof Class<?>;
    }

    /** Appends what is in every field and every array: the same for machines that were made alike and are in the same state. */
    void appendTo(StringBuilder key) {
        if (collections.stream().anyMatch(Elements::haveChanged)) {
            throw new EngineException(
                    "a run has changed a collection, and Lincheck does not see what tasks do to one: make it a lock or a bit");
        }
        for (Variable variable : variables) {
            key.append(identified(variable.value())).append(' ');
        }
        for (Object array : arrays) {
            if (array instanceof boolean[] bits) {
                append(bits, key);
                continue;
            }
            for (int i = 0; i < Array.getLength(array); i++) {
                key.append(identified(Array.get(array, i))).append(' ');
            }
        }
    }

    /** Eight to a character, since these are many. */
    private static void append(boolean[] bits, StringBuilder key) {
        for (int i = 0; i < bits.length; i += Byte.SIZE) {
            int packed = 0;
            for (int bit = i; bit < Math.min(bits.length, i + Byte.SIZE); bit++) {
                packed = 2 * packed + (bits[bit] ? 1 : 0);
            }
            key.append((char) packed);
        }
    }

    private Object identified(Object value) {
        if (value == null || isValue(value)) {
            return value;
        }
        Integer number = numbers.get(value);
        if (number == null) {
            throw new EngineException(
                    "a " + value.getClass().getName() + " was made in a run, and what can change in it is not known");
        }
        return number;
    }
}
