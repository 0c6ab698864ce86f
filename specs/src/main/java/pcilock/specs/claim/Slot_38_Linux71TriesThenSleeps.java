package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Its trylock gives up without sleeping; what sleeps is the function reset that comes after it, which may. */
@Claim(
        question =
                "A caller that tries the slot, which a driver holds, and then resets the function and waits for it, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pci_reset_bus:E;pci_reset_function:E", "device_lock:E;device_unlock:E"},
        expected = Answer.PROVED)
interface Slot_38_Linux71TriesThenSleeps {}
