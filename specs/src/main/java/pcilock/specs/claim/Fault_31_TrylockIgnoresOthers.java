package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** It is not alone. */
@Claim(
        question = "Seeded fault: down_write_trylock takes the semaphore from whoever has it",
        revision = Revision.LINUX_7_1,
        fault = Fault.TRYLOCK_IGNORES_OTHERS,
        topology = "E",
        tasks = {"down_write_trylock:E", "down_write_trylock:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.SEMAPHORE_EXCLUDES},
        expected = Answer.REFUTED,
        breaks = {Property.SEMAPHORE_EXCLUDES, Property.LINEARIZABLE})
interface Fault_31_TrylockIgnoresOthers {}
