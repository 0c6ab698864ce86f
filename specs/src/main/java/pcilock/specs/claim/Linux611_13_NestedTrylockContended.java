package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Whatever it had taken when it fails, it gives back, and nothing else. */
@Claim(
        question = "The trylock fails halfway down, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E))",
        tasks = {"pci_reset_bus:U", "device_lock:E;device_unlock:E"},
        expected = Answer.PROVED)
interface Linux611_13_NestedTrylockContended {}
