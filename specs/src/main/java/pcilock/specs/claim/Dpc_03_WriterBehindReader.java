package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery reads pci_bus_sem and waits for the port that is unbound; who unbinds it joins its hot-plug thread; and that waits to write pci_bus_sem, to take the card off its bus. No two of them deadlock. */
@Claim(
        question = "DPC recovery, and below it a hot-plug port that is unbound while its card is taken out",
        revision = Revision.LINUX_7_1,
        topology = "P(U([E]))",
        tasks = {"dpc_handler:P", "unbind_store:U", "pciehp_disable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Dpc_03_WriterBehindReader {}
