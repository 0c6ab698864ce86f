/* A small config access lock of our own, in the shape of the kernel's. */
#include <linux/pci.h>

DEFINE_RAW_SPINLOCK(pci_lock);
static DECLARE_WAIT_QUEUE_HEAD(pci_cfg_wait);

/* Comes and goes with pci_lock held. */
static void wait_for_access(struct pci_dev *dev)
{
	while (dev->block_cfg_access) {
		raw_spin_unlock_irq(&pci_lock);
		wait_event(pci_cfg_wait, !dev->block_cfg_access);
		raw_spin_lock_irq(&pci_lock);
	}
}

int pci_bus_read_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 *val)
{
	unsigned long flags;
	int rc;

	raw_spin_lock_irqsave(&pci_lock, flags);
	rc = bus->ops->read(bus, devfn, where, 4, val);
	raw_spin_unlock_irqrestore(&pci_lock, flags);
	return rc;
}

int pci_user_read_config_dword(struct pci_dev *dev, int where, u32 *val)
{
	int rc;

	raw_spin_lock_irq(&pci_lock);
	wait_for_access(dev);
	rc = dev->bus->ops->read(dev->bus, dev->devfn, where, 4, val);
	raw_spin_unlock_irq(&pci_lock);
	return rc;
}

void pci_cfg_access_lock(struct pci_dev *dev)
{
	raw_spin_lock_irq(&pci_lock);
	wait_for_access(dev);
	dev->block_cfg_access = 1;
	raw_spin_unlock_irq(&pci_lock);
}

bool pci_cfg_access_trylock(struct pci_dev *dev)
{
	unsigned long flags;
	bool free;

	raw_spin_lock_irqsave(&pci_lock, flags);
	free = !dev->block_cfg_access;
	if (free)
		dev->block_cfg_access = 1;
	raw_spin_unlock_irqrestore(&pci_lock, flags);
	return free;
}

void pci_cfg_access_unlock(struct pci_dev *dev)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&pci_lock, flags);
	WARN_ON(!dev->block_cfg_access);
	dev->block_cfg_access = 0;
	raw_spin_unlock_irqrestore(&pci_lock, flags);
	wake_up_all(&pci_cfg_wait);
}
