/* A small PCI core of our own, in the shape of the kernel's: what 6.11 does around resets, and nothing else. */
#include <linux/pci.h>

DEFINE_MUTEX(pci_slot_mutex);

static int wait_time;

void pci_dev_lock(struct pci_dev *dev)
{
	device_lock(&dev->dev);
	pci_cfg_access_lock(dev);
}

int pci_dev_trylock(struct pci_dev *dev)
{
	if (!device_trylock(&dev->dev))
		return 0;
	if (!pci_cfg_access_trylock(dev)) {
		device_unlock(&dev->dev);
		return 0;
	}
	return 1;
}

void pci_dev_unlock(struct pci_dev *dev)
{
	pci_cfg_access_unlock(dev);
	device_unlock(&dev->dev);
}

static void pci_bus_lock(struct pci_bus *bus);
static void pci_bus_unlock(struct pci_bus *bus);
static int pci_bus_trylock(struct pci_bus *bus);

static bool is_in(struct pci_dev *dev, struct pci_slot *slot)
{
	return dev->slot && dev->slot == slot;
}

/* A bridge goes with what is below it. */
static void lock_all_of(struct pci_dev *dev)
{
	if (dev->subordinate)
		pci_bus_lock(dev->subordinate);
	else
		pci_dev_lock(dev);
}

static void unlock_all_of(struct pci_dev *dev)
{
	if (dev->subordinate)
		pci_bus_unlock(dev->subordinate);
	else
		pci_dev_unlock(dev);
}

static int trylock_all_of(struct pci_dev *dev)
{
	return dev->subordinate ? pci_bus_trylock(dev->subordinate) : pci_dev_trylock(dev);
}

static void pci_bus_lock(struct pci_bus *bus)
{
	struct pci_dev *dev;

	pci_dev_lock(bus->self);
	list_for_each_entry(dev, &bus->devices, bus_list)
		lock_all_of(dev);
}

static void pci_bus_unlock(struct pci_bus *bus)
{
	struct pci_dev *dev;

	list_for_each_entry(dev, &bus->devices, bus_list)
		unlock_all_of(dev);
	pci_dev_unlock(bus->self);
}

static int pci_bus_trylock(struct pci_bus *bus)
{
	struct pci_dev *dev;

	if (!pci_dev_trylock(bus->self))
		return 0;
	list_for_each_entry(dev, &bus->devices, bus_list) {
		if (!trylock_all_of(dev))
			goto undo;
	}
	return 1;

undo:
	list_for_each_entry_continue_reverse(dev, &bus->devices, bus_list)
		unlock_all_of(dev);
	pci_dev_unlock(bus->self);
	return 0;
}

static void pci_slot_lock(struct pci_slot *slot)
{
	struct pci_dev *dev;

	list_for_each_entry(dev, &slot->bus->devices, bus_list) {
		if (is_in(dev, slot))
			lock_all_of(dev);
	}
}

static void pci_slot_unlock(struct pci_slot *slot)
{
	struct pci_dev *dev;

	list_for_each_entry(dev, &slot->bus->devices, bus_list) {
		if (!is_in(dev, slot))
			continue;
		if (dev->subordinate)
			pci_bus_unlock(dev->subordinate);
		pci_dev_unlock(dev);
	}
}

static int pci_slot_trylock(struct pci_slot *slot)
{
	struct pci_dev *dev;

	list_for_each_entry(dev, &slot->bus->devices, bus_list) {
		if (!is_in(dev, slot))
			continue;
		if (trylock_all_of(dev))
			continue;
		if (dev->subordinate)
			pci_dev_unlock(dev);
		goto undo;
	}
	return 1;

undo:
	list_for_each_entry_continue_reverse(dev, &slot->bus->devices, bus_list) {
		if (is_in(dev, slot))
			unlock_all_of(dev);
	}
	return 0;
}

int pci_bridge_secondary_bus_reset(struct pci_dev *dev)
{
	if (!dev->block_cfg_access)
		pci_warn_once(dev, "unlocked secondary bus reset via: %pS\n", __builtin_return_address(0));
	pcibios_reset_secondary_bus(dev);
	return 0;
}

/* By the slot if the device has one for itself, else by the bus if it has that for itself. */
static int pci_reset_bus_function(struct pci_dev *dev, bool probe)
{
	if (dev->subordinate)
		return -ENOTTY;
	if (dev->slot && !dev->multifunction && !list_empty(&dev->bus->slots))
		return pci_reset_hotplug_slot(dev->slot->hotplug, probe);
	if (!dev->bus->self || !list_is_singular(&dev->bus->devices))
		return -ENOTTY;
	return probe ? 0 : pci_bridge_secondary_bus_reset(dev->bus->self);
}

int pci_reset_function(struct pci_dev *dev)
{
	struct pci_dev *bridge = pci_upstream_bridge(dev);
	int rc;

	if (bridge)
		pci_dev_lock(bridge);
	pci_dev_lock(dev);
	rc = __pci_reset_function_locked(dev);
	pci_dev_unlock(dev);
	if (bridge)
		pci_dev_unlock(bridge);
	return rc;
}

int pci_reset_function_locked(struct pci_dev *dev)
{
	return __pci_reset_function_locked(dev);
}

int pci_try_reset_function(struct pci_dev *dev)
{
	int rc = -EAGAIN;

	if (pci_dev_trylock(dev)) {
		rc = __pci_reset_function_locked(dev);
		pci_dev_unlock(dev);
	}
	return rc;
}

static int try_slot(struct pci_slot *slot)
{
	int rc = -EAGAIN;

	if (pci_slot_trylock(slot)) {
		rc = pci_reset_hotplug_slot(slot->hotplug, PCI_RESET_DO_RESET);
		pci_slot_unlock(slot);
	}
	return rc;
}

static int try_bus(struct pci_bus *bus)
{
	int rc = -EAGAIN;

	if (!bus->self)
		return -ENOTTY;
	if (pci_bus_trylock(bus)) {
		rc = pci_bridge_secondary_bus_reset(bus->self);
		pci_bus_unlock(bus);
	}
	return rc;
}

int pci_reset_bus(struct pci_dev *dev)
{
	return dev->slot && !list_empty(&dev->bus->slots) ? try_slot(dev->slot) : try_bus(dev->bus);
}

int pci_bus_error_reset(struct pci_dev *bridge)
{
	struct pci_bus *bus = bridge->subordinate;
	struct pci_slot *slot;
	int rc = 0;

	if (!bus)
		return -ENOTTY;

	mutex_lock(&pci_slot_mutex);
	if (list_empty(&bus->slots)) {
		mutex_unlock(&pci_slot_mutex);
		pci_bus_lock(bus);
		rc = pci_bridge_secondary_bus_reset(bridge);
		pci_bus_unlock(bus);
		return rc;
	}
	list_for_each_entry(slot, &bus->slots, list) {
		pci_slot_lock(slot);
		rc = pci_reset_hotplug_slot(slot->hotplug, PCI_RESET_DO_RESET);
		pci_slot_unlock(slot);
		if (rc)
			break;
	}
	mutex_unlock(&pci_slot_mutex);
	return rc;
}

/* Comes to no lock. */
int pci_wait_time(struct pci_dev *dev)
{
	return wait_time;
}
