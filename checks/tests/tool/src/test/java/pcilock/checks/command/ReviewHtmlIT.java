package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a review says of its runs: read from the data that its script shows. */
class ReviewHtmlIT {
    /** The bus is locked without its bridge, as it was before 6.11. */
    private static final String WITHOUT_BRIDGE = """
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -64,5 +64,4 @@ static void pci_bus_lock(struct pci_bus *bus)
             \tstruct pci_dev *dev;
            \s
            -\tpci_dev_lock(bus->self);
             \tlist_for_each_entry(dev, &bus->devices, bus_list)
             \t\tlock_all_of(dev);
            @@ -75,5 +74,4 @@ static void pci_bus_unlock(struct pci_bus *bus)
             \tlist_for_each_entry(dev, &bus->devices, bus_list)
             \t\tunlock_all_of(dev);
            -\tpci_dev_unlock(bus->self);
             }
            \s
            """;

    private static final String WITH_BRIDGE = """
            --- a/drivers/pci/pci.c
            +++ b/drivers/pci/pci.c
            @@ -64,4 +64,5 @@ static void pci_bus_lock(struct pci_bus *bus)
             \tstruct pci_dev *dev;
            \s
            +\tpci_dev_lock(bus->self);
             \tlist_for_each_entry(dev, &bus->devices, bus_list)
             \t\tlock_all_of(dev);
            @@ -74,4 +75,5 @@ static void pci_bus_unlock(struct pci_bus *bus)
             \tlist_for_each_entry(dev, &bus->devices, bus_list)
             \t\tunlock_all_of(dev);
            +\tpci_dev_unlock(bus->self);
             }
            \s
            """;

    private static final String HOSTILE = "</script><b>bold</b><img src=x onerror=alert(1)>";

    @TempDir
    private static Path folder;

    private static String series;
    private static Data ofSeries;
    private static Data ofRevisions;

    @BeforeAll
    static void review() throws IOException {
        series = ofTree("--patch", series());
        ofSeries = Data.of(series);
        ofRevisions = Data.of(page("--from", "6.11", "--to", "7.1"));
    }

    /** The second patch mends what the first one breaks. */
    private static String series() throws IOException {
        String hostile = "+\tpci_dev_lock(dev); /* " + HOSTILE + " */";
        return file(
                "series.mbox",
                ReviewSamples.patch(
                                "[PATCH 1/2] " + HOSTILE,
                                "one",
                                ReviewSamples.LOCKS_TWICE.replace("+\tpci_dev_lock(dev);", hostile))
                        + ReviewSamples.patch(
                                "[PATCH 2/2] PCI: Lock it once",
                                "two",
                                ReviewSamples.LOCKS_ONCE.replace("-\tpci_dev_lock(dev);", "-" + hostile.substring(1))));
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String page(String... options) throws IOException {
        Path page = folder.resolve("review.html");
        Run run = Run.of(
                Stream.concat(Stream.of("review", "--devices", "2", "--html", page.toString()), Arrays.stream(options))
                        .toArray(String[]::new));
        assertThat(run.error()).isEmpty();
        return Files.readString(page);
    }

    private static String ofTree(String... options) throws IOException {
        return page(Stream.concat(Stream.of("--linux", ReviewSamples.TREE), Arrays.stream(options))
                .toArray(String[]::new));
    }

    /** The data of a page, or what is somewhere in it. */
    private record Data(Object value) {
        static Data of(String page) throws IOException {
            String begin = "<script type=\"application/json\" id=\"data\">";
            int from = page.indexOf(begin) + begin.length();
            return new Data(JSON.std.anyFrom(page.substring(from, page.indexOf("</script>", from))));
        }

        Data at(Object... path) {
            Object at = value;
            for (Object step : path) {
                at = at instanceof Map<?, ?> map ? map.get(step) : ((List<?>) at).get((Integer) step);
            }
            return new Data(at);
        }

        List<Data> all() {
            return ((List<?>) value).stream().map(Data::new).toList();
        }

        String text() {
            return value.toString();
        }

        /** The runs of all sections of a review. */
        List<Data> rows() {
            List<Data> rows = new ArrayList<>();
            for (Data section : at("review", "sections").all()) {
                section.at("groups")
                        .all()
                        .forEach(group -> rows.addAll(group.at("rows").all()));
            }
            return rows;
        }

        Data row(String claim) {
            return rows().stream()
                    .filter(row -> row.at("claim").text().equals(claim))
                    .findFirst()
                    .orElseThrow();
        }

        Data section(String title) {
            return at("review", "sections").all().stream()
                    .filter(section -> section.at("title").text().startsWith(title))
                    .findFirst()
                    .orElseThrow();
        }

        Data claim(String name) {
            return at("claims").all().stream()
                    .filter(claim -> claim.at("name").text().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        Data hunkOf(Data row) {
            return at("review", "hunks", row.at("mark", 0).value);
        }

        String markedLine(Data row) {
            return hunkOf(row).at("lines", row.at("mark", 1).value, 0).text();
        }
    }

    @Test
    void theHunkOfWhatBreaksIsMarkedAtTheLineWhereTheRunGoesWrong() {
        Data row = ofSeries.row("Patch1_Breaks_01");
        Data hunk = ofSeries.hunkOf(row);

        assertThat(ofSeries.markedLine(row)).isEqualTo(" \t\tpci_bus_lock(dev->subordinate);");
        assertThat(row.at("mark", 2).text()).isEqualTo("Here it goes wrong, in step 4: device_lock(U) sleeps");
        assertThat(row.at("mark", 3).value()).isEqualTo(true);
        assertThat(hunk.at("path").text()).isEqualTo("drivers/pci/pci.c");
        assertThat(hunk.at("header").text())
                .isEqualTo("@@ -40,10 +40,9 @@ static bool is_in(struct pci_dev *dev, struct pci_slot *slot)");
    }

    @Test
    void theLinesOfAHunkAreThoseOfTheStacksBeforeAndAfter() {
        Data hunk = ofSeries.hunkOf(ofSeries.row("Patch1_Breaks_01"));

        assertThat(hunk.at("before").text()).isEqualTo("pci.c before patch 1");
        assertThat(hunk.at("after").text()).isEqualTo("pci.c after patch 1");
        assertThat(hunk.at("lines", 3).text())
                .startsWith("[+\tpci_dev_lock(dev); ")
                .endsWith(", 0, 43]");
        assertThat(hunk.at("lines", 4).text()).isEqualTo("[ \tif (dev->subordinate), 43, 44]");
        assertThat(hunk.at("lines", 6).text()).isEqualTo("[-\telse, 45, 0]");
        assertThat(ofSeries.at("frames").text()).contains("[lock_all_of, pci.c after patch 1, 43]");
    }

    @Test
    void whatIsMendedIsMarkedWhereTheRunBeforeGoesWrong() {
        Data row = ofSeries.row("Patch2_Mends_01");

        assertThat(ofSeries.hunkOf(row).at("before").text()).isEqualTo("pci.c before patch 2");
        assertThat(ofSeries.markedLine(row)).isEqualTo(" \t\tpci_bus_lock(dev->subordinate);");
        assertThat(row.at("mark", 2).text())
                .isEqualTo("Here it goes wrong before the patch, in step 4: device_lock(U) sleeps");
    }

    @Test
    void whatIsMendedElsewhereIsMarkedAtTheLineThatMendsIt() throws IOException {
        Data data = Data.of(
                ofTree("--applied", file("without.diff", WITHOUT_BRIDGE), "--patch", file("with.diff", WITH_BRIDGE)));
        Data row = data.section("Patch ").at("groups").all().stream()
                .filter(group -> group.at("title").text().equals("Mends"))
                .flatMap(group -> group.at("rows").all().stream())
                .filter(one -> one.at("words").text().equals("bridge-held in pci_bus_error_reset()"))
                .findFirst()
                .orElseThrow();

        assertThat(data.markedLine(row)).isEqualTo("+\tpci_dev_lock(bus->self);");
        assertThat(row.at("mark", 2).text()).startsWith("With the patch the same tasks come here, in their step ");
        assertThat(row.at("mark", 3).value()).isEqualTo(false);
    }

    @Test
    void whatComesToLightOrStaysBrokenIsMarkedWhereItsRunComesToTheDiff() {
        assertThat(ofSeries.row("Patch2_ComesToLight_01").at("mark", 2).text()).startsWith("Here ");
        assertThat(ofSeries.section("Patch 1/2").at("groups").all())
                .filteredOn(group -> group.at("title").text().equals("Stays broken"))
                .allSatisfy(group -> assertThat(group.at("opened").value()).isEqualTo(false))
                .isNotEmpty();
    }

    @Test
    void allPatchesTogetherSayWhatIsLeftInTheEnd() {
        assertThat(ofSeries.at("review", "verdict").text())
                .isEqualTo("A patch breaks something anew, and a later one mends it.");
        assertThat(ofSeries.section("All 2 patches together").at("words").text())
                .contains("No change of locking")
                .doesNotContain("Breaks anew");
    }

    @Test
    void aPatchThatBreaksNothingShowsWhatOfItWasReviewedAndNamesWhatWasNot() throws IOException {
        String other = """
                --- a/Documentation/PCI/locks.rst
                +++ b/Documentation/PCI/locks.rst
                @@ -0,0 +1,1 @@
                +Locks
                """;
        Data section = Data.of(ofTree("--patch", file("none.diff", ReviewSamples.NO_LOCK + other)))
                .section("Patch ");

        assertThat(section.at("hunks").text()).isEqualTo("[0]");
        assertThat(section.at("opened").value()).isEqualTo(true);
        assertThat(ofSeries.section("Patch 1/2").at("opened").value()).isEqualTo(false);
        assertThat(section.at("words").text())
                .contains("No change of locking")
                .contains("Not among the files that were read, and changed as well: Documentation/PCI/locks.rst.");
    }

    @Test
    void javaHasNoHunk() {
        assertThat(ofRevisions.at("review", "hunks").all()).isEmpty();
        assertThat(ofRevisions.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.at("mark").value()).isNull());
    }

    @Test
    void theWiderEntryPointsStandOnThePageWithTheBoundsAndHowManyWereAsked() {
        Data section = ofRevisions.section("With hot-plug, AER, DPC");
        int anew = section.at("groups", 0, "rows").all().size();
        int noLonger = section.at("groups", 1, "rows").all().size();

        assertThat(section.at("groups", 0, "title").text()).isEqualTo("Deadlock anew");
        assertThat(section.at("groups", 1, "title").text()).isEqualTo("No longer deadlock");
        assertThat(section.at("words", 0).text())
                .startsWith(
                        "Asked were all 360 pairs of entry points of which one takes the wider locks, on every tree of"
                                + " up to 2 devices (below the top no bridge with an empty bus): " + anew
                                + " deadlock anew, " + noLonger + " no longer do, ");
    }

    @Test
    void aPairThatDeadlocksAnewHasItsTreeItsTasksAndItsRun() {
        Data claim = claimOfPair(0, "pciehp_ist + reset_subordinate_store");

        assertThat(claim.at("answer").text()).isEqualTo("REFUTED");
        assertThat(claim.at("topology").text()).isEqualTo("P([E])");
        assertThat(claim.at("tasks").text()).isEqualTo("[pciehp_ist:P, reset_subordinate_store:P]");
        assertThat(claim.at("question").text()).endsWith("they deadlock after the change, and did not before");
        Data trace = ofRevisions.at("traces", claim.at("name").text());
        assertThat(trace.at("run", "end", "cycle").all()).hasSize(2);
        assertThat(trace.at("compare").all())
                .as("6.11 has no reset_subordinate")
                .isEmpty();
    }

    @Test
    void aPairOfWhichTheOtherCodeHasBothIsComparedWithIt() {
        String other = claimOfPair(1, "mlx5_crdump_collect + zpci_event_attempt_error_recovery")
                        .at("name")
                        .text()
                + "_After";
        Data told = ofRevisions.claim(other);

        assertThat(told.at("answer").text()).isEqualTo("PROVED");
        assertThat(told.at("holds").text()).isEqualTo("[no-deadlock]");
        assertThat(ofRevisions.at("traces").text()).contains("claim=" + other);
    }

    private static Data claimOfPair(int group, String pair) {
        return ofRevisions.section("With hot-plug, AER, DPC").at("groups", group, "rows").all().stream()
                .filter(row -> row.at("words").text().equals(pair))
                .map(row -> ofRevisions.claim(row.at("claim").text()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hostileTextOfAPatchStaysText() {
        assertThat(series)
                .doesNotContain("<b>", "<img")
                .contains("\\u003c/script>\\u003cb>bold", "&lt;/script&gt;&lt;b&gt;bold");
        assertThat(series.split("</script", -1)).hasSize(3);
        assertThat(ofSeries.at("review").text()).contains("pci_dev_lock(dev); /* " + HOSTILE);
    }

    @Test
    void theSameReviewIsTheSamePage() throws IOException {
        assertThat(ofTree("--patch", series())).isEqualTo(series);
    }
}
