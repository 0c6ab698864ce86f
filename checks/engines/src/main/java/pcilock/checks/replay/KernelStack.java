package pcilock.checks.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pcilock.model.pci.ConfigAccess;
import pcilock.model.pci.Iov;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.Probe;
import pcilock.model.pci.Remove;
import pcilock.model.pci.Sysfs;
import pcilock.model.pci.controller.PciHostCommon;
import pcilock.model.pci.controller.PcieDesignwareHost;
import pcilock.model.pci.controller.Vmd;
import pcilock.model.pci.hotplug.Pciehp;
import pcilock.model.pci.pcie.Aer;
import pcilock.model.pci.pcie.Dpc;
import pcilock.model.pci.pcie.Err;
import pcilock.model.pci.pcie.Portdrv;

/** The stack of the calling thread as the kernel would show it: the functions of the locking code, in the kernel's names. */
public final class KernelStack {
    /** Java methods that are part of the kernel function that calls them: a loop, a label or a walker there. */
    private static final Set<String> PARTS = Set.of(
            "whenClear",
            "lock",
            "unlock",
            "trylock",
            "hasSlot",
            "begin",
            "end",
            "walk",
            "isOccupied",
            "isAloneOnItsBus",
            "pciehpResetBegin",
            "pciehpReleaseResetLock",
            "pciehpTakeResetLockAgain",
            "pciehpResetEnd");

    /** Java methods that stand for what the step itself says: a field that is read, a mutex. */
    private static final Set<String> STEPS = Set.of(
            "blockCfgAccess",
            "readWithoutPciLock",
            "mutexLock",
            "mutexTrylock",
            "mutexUnlock",
            "pciLockRescanRemove",
            "pciUnlockRescanRemove",
            "pciSlotMutexLock",
            "pciSlotMutexUnlock",
            "downRead",
            "upRead",
            "downWrite",
            "upWrite",
            "enter",
            "enterAlone",
            "leave",
            "drain",
            "create",
            "testBit",
            "setBit",
            "clearBit");

    /** What calls the functions of {@link PciCore} from beside it; each in the file that the kernel has it in. */
    private static final Set<Class<?>> BESIDE = Set.of(
            Aer.class,
            Dpc.class,
            Err.class,
            Iov.class,
            PciHostCommon.class,
            PcieDesignwareHost.class,
            Pciehp.class,
            Portdrv.class,
            Probe.class,
            Remove.class,
            Sysfs.class,
            Vmd.class);

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private KernelStack() {}

    /** The functions that the calling thread is in, the outermost first; it runs this code. */
    public static List<Frame> of(PciCore code) {
        List<StackWalker.StackFrame> innermostFirst =
                WALKER.walk(frames -> frames.filter(KernelStack::isLockingCode).toList());
        if (!(code instanceof OwnStack own)) {
            return shown(innermostFirst);
        }
        int inner = innermostFirst.size();
        while (inner > 0 && innermostFirst.get(inner - 1).getDeclaringClass() != code.getClass()) {
            inner--;
        }
        List<Frame> stack = new ArrayList<>(shown(innermostFirst.subList(inner, innermostFirst.size())));
        stack.addAll(own.stack());
        return List.copyOf(stack);
    }

    private static List<Frame> shown(List<StackWalker.StackFrame> innermostFirst) {
        List<Frame> stack = new ArrayList<>();
        StackWalker.StackFrame outer = null;
        for (int i = innermostFirst.size() - 1; i >= 0; i--) {
            StackWalker.StackFrame frame = innermostFirst.get(i);
            if (outer != null && PARTS.contains(frame.getMethodName())) {
                String function = stack.remove(stack.size() - 1).function();
                stack.add(new Frame(function, frame.getFileName(), frame.getLineNumber()));
                continue;
            }
            if (outer != null && isPassedOn(outer, frame)) {
                stack.remove(stack.size() - 1);
            }
            stack.add(new Frame(kernelName(frame.getMethodName()), frame.getFileName(), frame.getLineNumber()));
            outer = frame;
        }
        return List.copyOf(stack);
    }

    private static boolean isLockingCode(StackWalker.StackFrame frame) {
        Class<?> owner = frame.getDeclaringClass();
        return (PciCore.class.isAssignableFrom(owner)
                        || ConfigAccess.class.isAssignableFrom(owner)
                        || BESIDE.contains(owner))
                && frame.getMethodName().indexOf('$') < 0
                && !STEPS.contains(frame.getMethodName());
    }

    /** A call of the method of the same name in a superclass or in another object is one call in the kernel, no recursion. */
    private static boolean isPassedOn(StackWalker.StackFrame caller, StackWalker.StackFrame callee) {
        return caller.getMethodName().equals(callee.getMethodName())
                && !caller.getDeclaringClass().isAssignableFrom(callee.getDeclaringClass());
    }

    private static String kernelName(String method) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
