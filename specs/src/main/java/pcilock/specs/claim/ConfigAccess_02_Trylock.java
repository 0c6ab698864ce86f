package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/**
 * The second task unlocks also when its trylock has failed, and so takes the flag from the first: bad manners, of
 * which the atomic flag knows nothing either. The answers of all calls are still those of the atomic flag.
 */
@Claim(
        question = "Is it, with a trylock that may fail and an unlock that asks for no owner",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {"pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_cfg_access_trylock:E;pci_cfg_access_unlock:E"},
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface ConfigAccess_02_Trylock {}
