package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;

/**
 * What differs from kernel to kernel around the resets, and by which call a tree shows whether it has it. The answers go by the revision
 * that stands there; where the tree shows something else, they say so.
 */
enum AroundFeature {
    SRIOV_TAKES_RESCAN_LOCK(
            PciCore::sriovNumvfsTakesRescanLock, "drivers/pci/iov.c", "sriov_numvfs_store", "pci_lock_rescan_remove"),
    LINK_DOWN_TAKES_RESCAN_LOCK(
            PciCore::linkDownTakesRescanLock,
            "drivers/pci/controller/pci-host-common.c",
            "pci_host_reset_root_port",
            "pci_lock_rescan_remove"),
    PCIEHP_IGNORES_LINK_CHANGE(
            PciCore::pciehpIgnoresLinkChange,
            "drivers/pci/hotplug/pciehp_hpc.c",
            "pciehp_reset_slot",
            "pci_hp_ignore_link_change"),
    VFIO_LOCKS_BRIDGE(
            PciCore::vfioLocksBridgeAtLastClose,
            "drivers/vfio/pci/vfio_pci_core.c",
            "vfio_pci_core_disable",
            "pci_upstream_bridge"),
    MLXSW_BLOCKS_BRIDGE(
            PciCore::mlxswBlocksBridge,
            "drivers/net/ethernet/mellanox/mlxsw/pci.c",
            "mlxsw_pci_reset_at_pci_disable",
            "pci_upstream_bridge"),
    ZPCI_TAKES_DEVICE_LOCK_ALONE(
            PciCore::zpciRecoveryTakesDeviceLockAlone,
            "arch/s390/pci/pci_event.c",
            "zpci_event_attempt_error_recovery",
            "device_lock");

    private final Predicate<PciCore> ofRevision;
    private final String path;
    private final String function;
    private final String callee;

    AroundFeature(Predicate<PciCore> ofRevision, String path, String function, String callee) {
        this.ofRevision = ofRevision;
        this.path = path;
        this.function = function;
        this.callee = callee;
    }

    /** Where a tree shows something else than the revision around it has, a sentence each; a file that is not there shows nothing. */
    static List<String> contradictions(Around around, SourceTree tree, Map<String, String> macros) {
        PciCore code = around.revision().code.in(new TaskContext(null, null, null, null));
        List<String> contradictions = new ArrayList<>();
        for (AroundFeature feature : values()) {
            boolean has = feature.ofRevision.test(code);
            try {
                feature.shownBy(tree, macros)
                        .filter(shown -> shown != has)
                        .ifPresent(shown -> contradictions.add(feature.path + (shown ? " calls " : " does not call ")
                                + feature.callee + "() in " + feature.function + "(), and the model's "
                                + around.revision().id + ", which stands around the C, "
                                + (shown ? "does not" : "does") + ": the answers are about the latter"));
            } catch (SourceException e) {
                contradictions.add("not known is whether the tree is as the model's " + around.revision().id + " in "
                        + feature.function + "(): " + e.getMessage());
            }
        }
        return contradictions;
    }

    private Optional<Boolean> shownBy(SourceTree tree, Map<String, String> macros) {
        return tree.read(path).flatMap(text -> {
            IASTFunctionDefinition found = CParser.parse(path, text, macros).function(function);
            return found == null
                    ? Optional.empty()
                    : Optional.of(Calls.in(found).called.containsKey(callee));
        });
    }
}
