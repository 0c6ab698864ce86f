package pcilock.checks.command;

import pcilock.checks.Folders;

/** A small tree of C of our own, which behaves as 6.11, and patches to it. */
public final class ReviewSamples {
    public static final String TREE = Folders.ROOT
            .resolve("checks/tests/proofs/src/test/resources/pcilock/checks/linux/tree")
            .toString();

    /** Locks a bridge itself, and then once more with the bus below it. */
    public static final String LOCKS_TWICE = """
            diff --git a/drivers/pci/pci.c b/drivers/pci/pci.c
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -40,10 +40,9 @@ static bool is_in(struct pci_dev *dev, struct pci_slot *slot)
             /* A bridge goes with what is below it. */
             static void lock_all_of(struct pci_dev *dev)
             {
            +\tpci_dev_lock(dev);
             \tif (dev->subordinate)
             \t\tpci_bus_lock(dev->subordinate);
            -\telse
            -\t\tpci_dev_lock(dev);
             }
            \s
             static void unlock_all_of(struct pci_dev *dev)
            """;

    /** Mends it. */
    public static final String LOCKS_ONCE = """
            diff --git a/drivers/pci/pci.c b/drivers/pci/pci.c
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -40,9 +40,10 @@ static bool is_in(struct pci_dev *dev, struct pci_slot *slot)
             /* A bridge goes with what is below it. */
             static void lock_all_of(struct pci_dev *dev)
             {
            -\tpci_dev_lock(dev);
             \tif (dev->subordinate)
             \t\tpci_bus_lock(dev->subordinate);
            +\telse
            +\t\tpci_dev_lock(dev);
             }
            \s
             static void unlock_all_of(struct pci_dev *dev)
            """;

    public static final String NO_LOCK = """
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -257,5 +257,5 @@ int pci_bus_error_reset(struct pci_dev *bridge)
             /* Comes to no lock. */
             int pci_wait_time(struct pci_dev *dev)
             {
            -\treturn wait_time;
            +\treturn wait_time + 1;
             }
            """;

    private ReviewSamples() {}

    public static String mail(String subject, String id, String body) {
        return "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
                + "From: \"Ann Author\" <ann@example.org>\nDate: Fri, 31 May 2024 01:04:00 +0000\nMessage-ID: <" + id
                + "@example.org>\nSubject: " + subject + "\n\n" + body + "\n";
    }

    public static String patch(String subject, String id, String diff) {
        return mail(
                subject,
                id,
                "Why it is so.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n" + diff + "-- \n2.45.0\n");
    }
}
