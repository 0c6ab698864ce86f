/* As much of the hot-plug driver as says which devices a slot has. */
static int init_slot(struct controller *ctrl)
{
	return pci_hp_initialize(&ctrl->hotplug_slot, ctrl->pcie->port->subordinate, 0, "1");
}
