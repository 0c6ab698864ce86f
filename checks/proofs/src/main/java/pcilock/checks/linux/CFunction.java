package pcilock.checks.linux;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A function of C, as instructions.
 *
 * @param place where it is defined
 * @param parameters how many; their variables come first
 * @param variables how many, parameters and intermediate results included
 * @param code ends with a return
 * @param ofTable whether the table defines it
 * @param trylock whether it is the trylock of a device, a bus or a slot
 */
record CFunction(
        String name,
        SourcePosition place,
        int parameters,
        int variables,
        List<Instruction> code,
        boolean ofTable,
        boolean trylock) {
    private static final Pattern PLACE = Pattern.compile("place=[^,\\]]*:\\d+:\\d+");

    /** The function without its places in the source. */
    String written() {
        return name + " " + parameters + " " + variables + " " + ofTable + " " + trylock + " "
                + PLACE.matcher(code.toString()).replaceAll("");
    }
}
