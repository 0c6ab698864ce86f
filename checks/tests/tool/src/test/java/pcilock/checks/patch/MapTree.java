package pcilock.checks.patch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.linux.SourceTree;

/** A tree of a test: files by their names. */
record MapTree(Map<String, String> files) implements SourceTree {
    /** Locks of a house, in the style of the kernel. */
    static final String HOUSE = """
            #include "house.h"

            static void room_lock(struct room *room)
            {
            \tdoor_lock(room->door);
            \troom->busy = 1;
            }

            static void floor_lock(struct floor *floor)
            {
            \tstruct room *room;

            \tfor_each_room(room, floor) {
            \t\troom_lock(room);
            \t\tif (room->upstairs)
            \t\t\tfloor_lock(room->upstairs);
            \t}
            }

            static void floor_unlock(struct floor *floor)
            {
            \tstruct room *room;

            \tfor_each_room(room, floor) {
            \t\tif (room->upstairs)
            \t\t\tfloor_unlock(room->upstairs);
            \t\troom_unlock(room);
            \t}
            }

            static void hall_lock(struct hall *hall)
            {
            \tstruct room *room;

            \tfor_each_room(room, hall->floor) {
            \t\troom_lock(room);
            \t\tif (room->upstairs)
            \t\t\tfloor_lock(room->upstairs);
            \t}
            }
            """;

    static final MapTree ONE = new MapTree(Map.of("house/house.c", HOUSE));

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public String origin() {
        return "the house";
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
