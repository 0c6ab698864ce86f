package pcilock.checks.explorer;

/** A location of one task, with what the search needs of it at hand. */
final class Place {
    /** A step from a place. */
    static final class Arc {
        final Location.Edge edge;
        final Guard guard;
        final Effect effect;

        /** The device of the label, as a bit. */
        final long bit;

        /** What changes in the word of a packed state that says where the task is. */
        final long placeChange;

        /** The events of the step and its notes, a bit each; without the event of a call into lockdep. */
        final long events;

        /** What the step breaks whatever other tasks do, a bit for each property; 0 where that does not follow from the place. */
        final long brokenAlone;

        Arc(Location.Edge edge, long placeChange, long events, long brokenAlone) {
            this.edge = edge;
            guard = edge.label.guard();
            effect = edge.label.effect();
            bit = 1L << edge.label.device();
            this.placeChange = placeChange;
            this.events = events;
            this.brokenAlone = brokenAlone;
        }
    }

    final Location location;
    final long mutexes;
    final long flags;
    final int resetting;
    final Arc[] arcs;

    Place(Location location, Arc[] arcs) {
        this.location = location;
        this.arcs = arcs;
        mutexes = location.memory.mutexes();
        flags = location.memory.flags();
        resetting = location.memory.resetting();
    }
}
