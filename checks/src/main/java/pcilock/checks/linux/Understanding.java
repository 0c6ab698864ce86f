package pcilock.checks.linux;

import java.util.List;
import java.util.Map;

/**
 * What was understood of a tree, and what was assumed.
 *
 * @param followed each function that was followed, and where it is
 * @param replaced each function that the table replaces, and why
 * @param harmless each function that is called and that the table knows to take none of the modelled locks, and why
 * @param skipped each function of the tree that comes to no lock and no reset, and where it is
 * @param leftOut each lock that is known and not modelled, and why
 * @param undefined each name that no file read defines and the table does not know, and where it is first used
 * @param open each condition that was explored both ways, by its place
 * @param assumptions what else was assumed, a sentence each
 */
record Understanding(
        Map<String, Place> followed,
        Map<String, String> replaced,
        Map<String, String> harmless,
        Map<String, Place> skipped,
        Map<String, String> leftOut,
        Map<String, Place> undefined,
        Map<String, String> open,
        List<String> assumptions) {}
