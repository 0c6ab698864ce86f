/*
 * What pcilock knows of the kernel beside the code that it reads. Written in C, so that whoever works on the kernel can read it and
 * add to it. The comment before an entry says why it is so; "pcilock revisions --print-linux DIR" prints it.
 *
 *   #include "FILE"              a file of the tree that is read: the first one always, another one when a name is found nowhere
 *                                before it
 *   #define                      what a macro or a constant stands for in all files read
 *   struct S { ... };            the fields of S that are understood; any other field of such a struct is refused where it is used
 *   struct S every_S = { ... };  fields that have one value in every S
 *   struct LOCK name;            a lock that is modelled, if the model and the machine have one of that name, or else left out
 *   type f(...);                 f takes none of the modelled locks; what it answers is left open, and explored both ways
 *   type f(... struct LOCK *);   f is an operation on a lock: refused on any lock that is not named here
 *   type f(...) { ... }          f is replaced by this
 *   type (*f)(...) in a struct   calls through this pointer take none of the modelled locks
 *
 * Steps of the model, which no C stands for, are declared last.
 */
#include "drivers/pci/pci.c"
#include "drivers/pci/access.c"
#include "drivers/pci/slot.c"
#include "drivers/pci/pci-sysfs.c"
#include "drivers/pci/pci.h"
#include "include/linux/pci.h"

/* --- The language of the kernel ------------------------------------------------------------------------------------------- */

#define NULL 0
#define true 1
#define false 0
#define likely(x) (x)
#define unlikely(x) (x)
#define READ_ONCE(x) (x)
#define WRITE_ONCE(x, value) ((x) = (value))

/* A warning lets the code go on. */
#define WARN_ON(x) (!!(x))
#define WARN_ON_ONCE(x) (!!(x))
#define WARN(x, ...) (!!(x))
#define WARN_ONCE(x, ...) (!!(x))

#define __init
#define __exit
#define __weak
#define __must_check
#define __must_hold(x)
#define __acquires(x)
#define __releases(x)
#define __maybe_unused
#define __always_unused
#define noinline
#define __always_inline
#define __ro_after_init
#define __read_mostly
#define __user
#define __iomem
#define __force
#define __rcu
#define __free(function) __attribute__((cleanup(function)))
#define EXPORT_SYMBOL(x)
#define EXPORT_SYMBOL_GPL(x)
#define EXPORT_SYMBOL_NS_GPL(x, y)
#define MODULE_LICENSE(x)
#define module_param(x, y, z)
#define core_param(x, y, z, w)
#define early_param(x, y)
#define __setup(x, y)
#define pure_initcall(x)
#define late_initcall(x)
#define late_initcall_sync(x)
#define DECLARE_RWSEM(x) struct rw_semaphore x
#define DEFINE_MUTEX(x) struct mutex x
#define DEFINE_SPINLOCK(x) spinlock_t x
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x
#define DECLARE_WAIT_QUEUE_HEAD(x) wait_queue_head_t x
#define DEVICE_ATTR_RO(x) struct device_attribute dev_attr_##x
#define DEVICE_ATTR_RW(x) struct device_attribute dev_attr_##x
#define DEVICE_ATTR_WO(x) struct device_attribute dev_attr_##x
#define ATTRIBUTE_GROUPS(x) struct attribute_group x##_groups

/* Whoever handles a lock by a guard or by a scope; a block that __scoped_guard begins is left once. */
#define scoped_guard(kind, lock) while (__scoped_guard(kind, lock))

#define ENOENT 2
#define EINTR 4
#define EIO 5
#define EAGAIN 11
#define ENOMEM 12
#define EBUSY 16
#define ENODEV 19
#define EINVAL 22
#define ENOTTY 25
#define EPERM 1
#define ETIMEDOUT 110

#define PCI_RESET_PROBE true
#define PCI_RESET_DO_RESET false
#define PCIBIOS_SUCCESSFUL 0
#define PCIBIOS_BAD_REGISTER_NUMBER 0x87

/* --- The lists that are walked ---------------------------------------------------------------------------------------------- */

#define list_first_entry(head, type, member) __list_first(head)
#define list_last_entry(head, type, member) __list_last(head)
#define list_next_entry(pos, member) __list_next(pos)
#define list_prev_entry(pos, member) __list_prev(pos)
#define list_entry_is_head(pos, head, member) __list_is_head(pos)
#define list_for_each_entry(pos, head, member) \
	for (pos = __list_first(head); !__list_is_head(pos); pos = __list_next(pos))
#define list_for_each_entry_reverse(pos, head, member) \
	for (pos = __list_last(head); !__list_is_head(pos); pos = __list_prev(pos))
#define list_for_each_entry_continue(pos, head, member) \
	for (pos = __list_next(pos); !__list_is_head(pos); pos = __list_next(pos))
#define list_for_each_entry_continue_reverse(pos, head, member) \
	for (pos = __list_prev(pos); !__list_is_head(pos); pos = __list_prev(pos))
#define list_for_each_entry_from(pos, head, member) \
	for (; !__list_is_head(pos); pos = __list_next(pos))
#define list_for_each_entry_from_reverse(pos, head, member) \
	for (; !__list_is_head(pos); pos = __list_prev(pos))
#define list_for_each_entry_safe(pos, n, head, member) \
	for (pos = __list_first(head), n = __list_next(pos); !__list_is_head(pos); pos = n, n = __list_next(n))
#define list_for_each_entry_safe_reverse(pos, n, head, member) \
	for (pos = __list_last(head), n = __list_prev(pos); !__list_is_head(pos); pos = n, n = __list_prev(n))

int list_empty(struct list_head *head);
int list_is_singular(struct list_head *head);

/* --- The structures of the model -------------------------------------------------------------------------------------------- */

struct device {
	struct mutex mutex;
};

struct pci_dev {
	struct list_head bus_list;
	struct pci_bus *bus;
	struct pci_bus *subordinate;
	struct pci_slot *slot;
	struct device dev;
	unsigned int multifunction:1;
	unsigned int block_cfg_access:1;
	unsigned int is_virtfn:1;
	unsigned short dev_flags;
	unsigned int devfn;
	struct pci_driver *driver;
	struct lockdep_map cfg_access_lock;
};

struct pci_dev every_pci_dev = {
	/* No device forbids a bus reset (PCI_DEV_FLAGS_NO_BUS_RESET). */
	.dev_flags = 0,
};

#define PCI_DEV_FLAGS_NO_BUS_RESET 0x40

struct pci_bus {
	struct pci_bus *parent;
	struct pci_dev *self;
	struct list_head devices;
	struct list_head slots;
	struct pci_ops *ops;
};

struct pci_slot {
	struct pci_bus *bus;
	struct list_head list;
	struct hotplug_slot *hotplug;
};

struct hotplug_slot {
	struct pci_slot *pci_slot;
};

/* Accesses to config space, which succeed. Under pci_lock they are a step of the model. */
struct pci_ops {
	int (*read)(struct pci_bus *bus, unsigned int devfn, int where, int size, unsigned int *val);
	int (*write)(struct pci_bus *bus, unsigned int devfn, int where, int size, unsigned int val);
};

/* What drivers do in their callbacks is not modelled. */
struct pci_error_handlers {
	void (*reset_prepare)(struct pci_dev *dev);
	void (*reset_done)(struct pci_dev *dev);
};

/* Only looks. */
struct pci_dev *to_pci_dev(struct device *dev);

/*
 * A device on a root bus has none, and the others have the bridge above their bus. A virtual function is on the bus of its physical
 * one here.
 */
struct pci_dev *pci_upstream_bridge(struct pci_dev *dev)
{
	return dev->bus->self;
}

/* A bus is a root bus where there is no bridge above it. */
bool pci_is_root_bus(struct pci_bus *bus)
{
	return !bus->self;
}

/* --- Locks ------------------------------------------------------------------------------------------------------------------ */

struct mutex pci_slot_mutex;
raw_spinlock_t pci_lock;
wait_queue_head_t pci_cfg_wait;

/*
 * These two are modelled where a task takes the wider locks, and left out where only resets and accesses run: of those none holds one
 * of them while it waits for anything.
 */
struct rw_semaphore pci_bus_sem;
struct mutex pci_rescan_remove_lock;

void mutex_lock(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

/* A signal may come, and then nothing is locked. */
int signal_pending(void *task);

int mutex_lock_interruptible(struct mutex *lock)
{
	if (signal_pending(NULL))
		return -EINTR;
	mutex_lock(lock);
	return 0;
}

/* A signal may come, and then nothing is locked. */
int mutex_lock_killable(struct mutex *lock)
{
	return mutex_lock_interruptible(lock);
}

/* A nested lock is the same lock; lockdep's view of it is not modelled. */
#define mutex_lock_nested(lock, subclass) mutex_lock(lock)

void down_read(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
int down_read_interruptible(struct rw_semaphore *sem);
int down_read_killable(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
int down_write_killable(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);
void down(struct semaphore *sem);
int down_interruptible(struct semaphore *sem);
int down_trylock(struct semaphore *sem);
void up(struct semaphore *sem);

void spin_lock(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void spin_lock_bh(spinlock_t *lock);
void spin_unlock_bh(spinlock_t *lock);
void spin_lock_irq(spinlock_t *lock);
void spin_unlock_irq(spinlock_t *lock);
void spin_lock_irqsave(spinlock_t *lock, unsigned long flags);
void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags);
void raw_spin_lock(raw_spinlock_t *lock);
void raw_spin_unlock(raw_spinlock_t *lock);
void raw_spin_lock_irq(raw_spinlock_t *lock);
void raw_spin_unlock_irq(raw_spinlock_t *lock);
void raw_spin_lock_irqsave(raw_spinlock_t *lock, unsigned long flags);
void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);
void read_lock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
void write_lock(rwlock_t *lock);
void write_unlock(rwlock_t *lock);

void wait_event(wait_queue_head_t queue, int condition);
void wake_up(wait_queue_head_t *queue);
void wake_up_all(wait_queue_head_t *queue);
int wait_event_timeout(wait_queue_head_t queue, int condition, long timeout);
int wait_event_interruptible(wait_queue_head_t queue, int condition);
void wait_for_completion(struct completion *done);
long wait_for_completion_timeout(struct completion *done, unsigned long timeout);
void complete(struct completion *done);
void complete_all(struct completion *done);

void lock_map_acquire(struct lockdep_map *map);
void lock_map_release(struct lockdep_map *map);
void lock_map_assert_held(struct lockdep_map *map);

/* The mutex of the device. */
void device_lock(struct device *dev)
{
	mutex_lock(&dev->mutex);
}

/* The mutex of the device. */
int device_trylock(struct device *dev)
{
	return mutex_trylock(&dev->mutex);
}

/* The mutex of the device. */
void device_unlock(struct device *dev)
{
	mutex_unlock(&dev->mutex);
}

/* A signal may come, and then nothing is locked. */
int device_lock_interruptible(struct device *dev)
{
	return mutex_lock_interruptible(&dev->mutex);
}

/* One mutex. */
void pci_lock_rescan_remove(void)
{
	mutex_lock(&pci_rescan_remove_lock);
}

/* One mutex. */
void pci_unlock_rescan_remove(void)
{
	mutex_unlock(&pci_rescan_remove_lock);
}

/* An assertion is no lock. */
void device_lock_assert(struct device *dev);
#define lockdep_assert_held(lock) ((void)0)

/* --- What takes none of the modelled locks ----------------------------------------------------------------------------------- */

/* Checks, logging and the like. */
void might_sleep(void);
void PCI_SET_ERROR_RESPONSE(unsigned int *val);
int pcibios_err_to_errno(int err);
void msleep(unsigned int msecs);
void pci_info(struct pci_dev *dev, const char *format, ...);
void pci_warn(struct pci_dev *dev, const char *format, ...);
void pci_warn_once(struct pci_dev *dev, const char *format, ...);
void pci_err(struct pci_dev *dev, const char *format, ...);
void pci_dbg(struct pci_dev *dev, const char *format, ...);
void pm_runtime_get_sync(struct device *dev);
void pm_runtime_put(struct device *dev);
int pci_dev_is_disconnected(struct pci_dev *dev);

/* Power, and the registers of a device: work on the device itself, under the locks that its caller holds. */
int pci_set_power_state(struct pci_dev *dev, int state);
int pci_save_state(struct pci_dev *dev);
void pci_restore_state(struct pci_dev *dev);
int pci_write_config_word(struct pci_dev *dev, int where, unsigned short val);
int pci_read_config_word(struct pci_dev *dev, int where, unsigned short *val);

/* --- What is replaced --------------------------------------------------------------------------------------------------------- */

/* Nothing forbids a reset. */
bool pci_reset_supported(struct pci_dev *dev)
{
	return true;
}

/* The bridge is not one of CXL that masks the reset. */
bool pcie_is_cxl(struct pci_dev *dev)
{
	return false;
}

/* The bridge is not one of CXL that masks the reset. */
bool cxl_sbr_masked(struct pci_dev *dev)
{
	return false;
}

/* The IOMMU is not in the way. */
int pci_dev_reset_iommu_prepare(struct pci_dev *dev)
{
	return 0;
}

/* The IOMMU is not in the way. */
void pci_dev_reset_iommu_done(struct pci_dev *dev);

/* Whatever hardware reset the architecture has: the bit of the bridge is set, and cleared later. */
void pcibios_reset_secondary_bus(struct pci_dev *dev)
{
	secondary_bus_reset(dev);
}

/* What is below the bridge comes back: a reset does not fail. That pci_bus_sem is read meanwhile is a part of secondary_bus_reset(). */
int pci_bridge_wait_for_secondary_bus(struct pci_dev *dev, char *reset_type)
{
	return 0;
}

/*
 * Only slots of pciehp are modelled. They come and go with the driver of their port. pciehp_reset_slot() resets by the bridge above,
 * between steps of the model that take what is its own.
 */
int pci_reset_hotplug_slot(struct hotplug_slot *hotplug, bool probe)
{
	struct pci_dev *port;
	int rc;

	if (!hotplug || list_empty(&hotplug->pci_slot->bus->slots))
		return -ENOTTY;
	if (probe)
		return 0;
	port = hotplug->pci_slot->bus->self;
	pciehp_reset_begin(port);
	rc = pci_bridge_secondary_bus_reset(port);
	pciehp_reset_end(port);
	return rc;
}

/*
 * A function resets by its bus whenever it may, which is the method that the locks are about. Where it may not, it resets by a method
 * that touches nothing but itself.
 */
int __pci_reset_function_locked(struct pci_dev *dev)
{
	int rc = pci_reset_bus_function(dev, PCI_RESET_DO_RESET);

	if (rc == -ENOTTY) {
		function_reset(dev);
		rc = 0;
	}
	return rc;
}

/* Who writes to sysfs may do so. */
bool capable(int capability)
{
	return true;
}

/* Who writes to sysfs writes 1. */
int kstrtoul(const char *text, unsigned int base, unsigned long *result)
{
	*result = 1;
	return 0;
}

#define CAP_SYS_ADMIN 21

/* --- Entry points that are no function of the tree, or of which only a part is modelled: entry_NAME stands for NAME --- */

/* The file reset_subordinate of sysfs. */
void entry_reset_subordinate(struct pci_dev *bridge)
{
	reset_subordinate_store(&bridge->dev, NULL, NULL, 1);
}

/* The driver core holds device_lock of the VMD endpoint while the driver resets a bus of its domain. */
void entry_vmd_probe(struct pci_dev *vmd, struct pci_dev *dev)
{
	device_lock(&vmd->dev);
	pci_reset_bus(dev);
	device_unlock(&vmd->dev);
}

/* Hot removal: the driver is unbound under device_lock. */
void entry_pci_stop_and_remove_bus_device(struct pci_dev *dev)
{
	device_lock(&dev->dev);
	device_unlock(&dev->dev);
}

/* A read of four bytes, as setpci does it. */
void entry_pci_user_read_config(struct pci_dev *dev)
{
	unsigned int val;

	pci_user_read_config_dword(dev, 0, &val);
}

/* A read of four bytes by the kernel itself. */
void entry_pci_read_config(struct pci_dev *dev)
{
	unsigned int val;

	pci_bus_read_config_dword(dev->bus, dev->devfn, 0, &val);
}

/* --- Steps of the model -------------------------------------------------------------------------------------------------------- */

/* Begins, and ends later: other tasks run meanwhile. What is below the bridge looks up under pci_bus_sem in between. */
void secondary_bus_reset(struct pci_dev *bridge);

/* ctrl->reset_lock of the port is taken for writing and, from 6.16 on, its link is marked; each where it is modelled. */
void pciehp_reset_begin(struct pci_dev *port);
void pciehp_reset_end(struct pci_dev *port);

/* A reset that touches nothing but the device. */
void function_reset(struct pci_dev *dev);
