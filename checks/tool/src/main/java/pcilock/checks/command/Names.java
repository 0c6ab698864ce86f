package pcilock.checks.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import pcilock.checks.topology.EditDistance;

/** Looks names up, and says what may have been meant when there is no such name. */
final class Names {
    private Names() {}

    /**
     * The value of that name.
     *
     * @param what what is looked up, for the message
     * @throws InputException when there is none
     */
    static <T> T find(String what, String name, T[] values, Function<T, String> nameOf) {
        return Arrays.stream(values)
                .filter(value -> nameOf.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException("no " + what + " \"" + name + "\""
                        + meant(name, Arrays.stream(values).map(nameOf).toList())
                                .map(near -> ", did you mean " + near + "?")
                                .orElse("")
                        + "; there are: "
                        + Arrays.stream(values).map(nameOf).collect(Collectors.joining(", "))));
    }

    /** The nearest name, if it is near. */
    static Optional<String> meant(String name, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(known -> EditDistance.between(name, known)))
                .filter(known -> EditDistance.between(name, known) <= Math.max(2, name.length() / 3));
    }
}
