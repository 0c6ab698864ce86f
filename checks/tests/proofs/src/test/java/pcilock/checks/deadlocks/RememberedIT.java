package pcilock.checks.deadlocks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pcilock.model.revision.Revision;

/** What tasks of the wider locks say that they remember: {@link pcilock.model.kernel.Kernel#remembersOnly}. */
@Tag("comparison")
class RememberedIT {
    @ParameterizedTest
    @FieldSource("pcilock.checks.deadlocks.DeadlockPairs#RELEASES")
    void everyTaskOnThreeDevicesGoesOnAsItDoesWhereAllOutcomesAreKeptApart(Revision revision) {
        RememberedTest.everyTask(revision, 3);
    }
}
