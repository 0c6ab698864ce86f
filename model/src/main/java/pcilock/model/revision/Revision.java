package pcilock.model.revision;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;

/** A revision of the locking code that the thread names: what to call it, where it comes from, and its code. */
public enum Revision {
    LINUX_6_9("6.9", "Linux 6.9", Linux_6_9::new),
    LINUX_6_10_RC1("6.10-rc1", "7e89efc6e9e4", Linux_6_10_rc1::new),
    PATCH_2("patch-2", "patches 1 and 2 of the thread (patch 2 is 920f6468924f)", Patch_2::new),
    PATCH_3("patch-3", "patch 3 of the thread (dbc5b5c0d268 in pci/next)", Patch_3::new),
    KEITH_BUSCH("keith-busch", "Keith Busch's diff of 28 June 2024 as posted", KeithBusch::new),
    LINUX_6_11("6.11", "a4e772898f8b", Linux_6_11::new);

    /** The locking code in the name of one task. */
    public interface Code {
        PciCore in(TaskContext context);
    }

    public final String id;

    /** The commit or message it comes from. */
    public final String source;

    public final Code code;

    Revision(String id, String source, Code code) {
        this.id = id;
        this.source = source;
        this.code = code;
    }
}
