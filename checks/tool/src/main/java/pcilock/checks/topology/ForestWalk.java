package pcilock.checks.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A walk over buses and devices, a bridge before what is below it. The stack is on the heap: input decides how deep it gets. */
final class ForestWalk {
    /** What is told on the way. */
    interface Visitor {
        /**
         * A bus, before its devices.
         *
         * @param above the bridge that it is below, null for a root bus
         * @param level 1 for a root bus
         */
        default void enter(ForestBus bus, ForestDevice above, int level) {}

        /** A device of the bus that was entered last and is not left. */
        default void device(ForestDevice device, ForestBus bus, int level) {}

        /** The end of a bus. */
        default void leave(ForestBus bus, ForestDevice above) {}
    }

    /** The buses below one bridge, or the root buses, of which one is being walked. */
    private static final class Buses {
        final ForestDevice above;
        final Iterator<ForestBus> rest;
        ForestBus open;
        Iterator<ForestDevice> devices;

        Buses(ForestDevice above, Stream<ForestBus> buses) {
            this.above = above;
            this.rest = buses.iterator();
        }
    }

    private ForestWalk() {}

    /** Visits every bus and device. */
    static void all(List<ForestBus> rootBuses, Visitor visitor) {
        walk(rootBuses, visitor, true);
    }

    /** Visits the buses that bridges lead to, and the devices on them. */
    static void bridged(List<ForestBus> rootBuses, Visitor visitor) {
        walk(rootBuses, visitor, false);
    }

    private static void walk(List<ForestBus> rootBuses, Visitor visitor, boolean all) {
        Deque<Buses> levels = new ArrayDeque<>();
        levels.push(new Buses(null, rootBuses.stream()));
        while (!levels.isEmpty()) {
            Buses level = levels.getFirst();
            if (level.open == null) {
                if (!level.rest.hasNext()) {
                    levels.pop();
                    continue;
                }
                level.open = level.rest.next();
                level.devices = level.open.devices().iterator();
                visitor.enter(level.open, level.above, levels.size());
            } else if (level.devices.hasNext()) {
                ForestDevice device = level.devices.next();
                visitor.device(device, level.open, levels.size());
                Stream<ForestBus> below = device.below().stream();
                levels.push(new Buses(device, all ? Stream.concat(below, device.withoutBridge().stream()) : below));
            } else {
                visitor.leave(level.open, level.above);
                level.open = null;
            }
        }
    }
}
