package pcilock.checks.linux;

import java.util.Optional;
import pcilock.model.revision.Revision;

/**
 * Which revision of the model stands around the resets that are read from C: hot-plug, AER, DPC, removal, rescan, SR-IOV and drivers,
 * which are not followed there.
 *
 * @param revision null where none does
 * @param why how it was chosen or, where there is none, why
 */
public record Around(Revision revision, String why) {
    /** Where nobody said, and nobody looked. */
    static final Around NOTHING = new Around(null, "nobody said which");

    Optional<Revision.Code> code() {
        return revision == null ? Optional.empty() : Optional.of(revision.code);
    }

    /** What an answer rests on that is about more than resets. */
    String note() {
        return "of tasks that take the wider locks only the resets are from C; hot-plug, AER, DPC, removal, rescan, SR-IOV and drivers,"
                + " which call them, are those of " + revision.id + " in the model: " + why;
    }
}
