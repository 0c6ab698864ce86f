package pcilock.checks.patch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Patches of the tests, all of {@link MapTree#HOUSE}. */
final class Patches {
    /** Locks the floor's own room first. */
    static final String STAIRS = """
            diff --git a/house/house.c b/house/house.c
            index 0123456..789abcd 100644
            --- a/house/house.c
            +++ b/house/house.c
            @@ -10,6 +10,7 @@ static void floor_lock(struct floor *floor)
             {
             \tstruct room *room;
            \s
            +\troom_lock(floor->stairs);
             \tfor_each_room(room, floor) {
             \t\troom_lock(room);
             \t\tif (room->upstairs)
            """;

    /** Locks a room only through the floor above it; fits after {@link #STAIRS} only. */
    static final String UPSTAIRS = """
            --- a/house/house.c
            +++ b/house/house.c
            @@ -12,8 +12,9 @@ static void floor_lock(struct floor *floor)
            \s
             \troom_lock(floor->stairs);
             \tfor_each_room(room, floor) {
            -\t\troom_lock(room);
            -\t\tif (room->upstairs)
            +\t\tif (!room->upstairs)
            +\t\t\troom_lock(room);
            +\t\telse
             \t\t\tfloor_lock(room->upstairs);
             \t}
             }
            """;

    private Patches() {}

    static PatchSeries read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static PatchSeries read(byte[] bytes) {
        try {
            return PatchSeries.read("test.patch", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PatchedTree apply(String... texts) {
        return PatchedTree.of(
                MapTree.ONE, List.of(texts).stream().map(Patches::read).toList());
    }

    static String house(PatchedTree tree) {
        return tree.read("house/house.c").orElseThrow();
    }

    static String mail(String subject, String diff) {
        return "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
                + "From: Ann Author <ann@example.org>\nDate: Fri, 31 May 2024 01:04:00 +0000\nSubject: " + subject
                + "\n\nWhy it is so.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n house/house.c | 1 +\n\n"
                + diff
                + "-- \n2.45.0\n\n";
    }

    /** As a web archive leaves it when it is copied: without blank lines, and without white space at the begin of lines. */
    static String copiedFromWebArchive(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }
}
