package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.model.revision.Revision;

/** Which revision stands for a release. */
class ReleasesIT {
    @ParameterizedTest
    @EnumSource
    void aRevisionStandsForItself(Revision revision) {
        assertThat(Releases.find(revision.id)).isEqualTo(new Releases.Named(revision, null));
    }

    @ParameterizedTest
    @CsvSource({
        "6.8, LINUX_6_9, it was read",
        "6.10, PATCH_2, it is 6.9 with 7e89efc6e9e4",
        "6.12, LINUX_6_11, no change is known",
        "v6.12, LINUX_6_11, 6.11 stands for v6.12: it was not read",
        "6.12.57, LINUX_6_11, a stable kernel may have later fixes",
        "6.12.y, LINUX_6_11, a stable kernel may have later fixes",
        "6.14, LINUX_6_13, f3efb9569b4a",
        "6.18.y, LINUX_6_18, 6.18 stands for 6.18.y: 6.18.19 has a5338e365c45 and 962ae6892d8b",
        "7.1.5, LINUX_7_1, a stable kernel may have later fixes",
        "7.2, LINUX_7_1, it was not read",
        "7.3-rc1, LINUX_7_3, of 7.3-rc1 pci.c",
        "7.3.2, LINUX_7_3, a stable kernel may have later fixes",
    })
    void aRevisionStandsForAReleaseThatTakesTheSameLocks(String release, Revision revision, String why) {
        assertThat(Releases.find(release).revision()).isEqualTo(revision);
        assertThat(Releases.find(release).note()).contains(why);
    }

    @Test
    void theReleaseItselfNeedsNoReason() {
        assertThat(Releases.find("v7.1").note()).isNull();
        assertThat(Releases.find("7.1.0").note()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "5.10, the nearest is 6.9",
        "2.4, the nearest is 6.9",
        "6.1.55, the nearest is 6.9",
        "6.15, the nearest is f3efb9569b4a",
        "6.17, the nearest is 6.18",
        "6.19.9, the nearest is 1f5e57c622b4",
        "7.0, the nearest is 1f5e57c622b4",
        "6.12-rc3, which changes a release candidate has is not known; the nearest is 6.11",
        "7.4, nothing is known of it; the nearest is 7.3",
        "99999999999.0, the nearest is 7.3",
    })
    void aReleaseThatNoneIsKnownToStandForIsRefusedWithTheNearest(String release, String why) {
        assertThatThrownBy(() -> Releases.find(release))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("no revision stands for " + release + ": ")
                .hasMessageContaining(why);
    }

    @Test
    void whatIsNoReleaseIsLookedUpByName() {
        assertThatThrownBy(() -> Releases.find("patch-4")).hasMessageContaining("did you mean patch-2?");
    }

    @Test
    void theTableIsInTheOrderOfTimeAndHasNoRevision() {
        assertThat(Releases.TABLE.stream().map(Releases.Release::first))
                .containsExactly("2.6", "5.19", "6.8", "6.10", "6.12", "6.14", "6.15", "6.16", "6.19", "7.2");
        for (Revision revision : Revision.values()) {
            assertThat(Run.of("revisions").out()).contains(revision.id);
        }
        assertThat(Run.of("revisions").out()).contains("6.19 to 7.0", "none, the nearest is 1f5e57c622b4");
    }

    @Test
    void aCheckSaysWhyInTextAndInJson() {
        String[] check = {
            "check", "--revision", "6.12", "--topology", "P(E)", "--tasks", "pci_reset_function:E", "--json"
        };

        assertThat(Run.of(check).out()).contains("\"revision\": \"6.11\"", "6.11 stands for 6.12: it was not read");
        check[check.length - 1] = "--all-states";
        assertThat(Run.of(check).out().replaceAll("\\s+", " ")).contains("Note 6.11 stands for 6.12: it was not read");
    }

    @Test
    void eachCommandTakesARelease() {
        assertThat(Run.of("sweep", "--revisions", "6.12,6.11", "--devices", "2", "--tasks", "1")
                        .out())
                .contains("note: 6.11 stands for 6.12");
        assertThat(Run.of("review", "--from", "6.12", "--to", "6.14", "--devices", "2")
                        .out()
                        .replaceAll("\\s+", " "))
                .contains("Note 6.11 stands for 6.12", "Note 6.13 stands for 6.14");
        assertThat(Run.of("explain", "6.12").out().replaceAll("\\s+", " ")).contains("6.11 stands for 6.12");
        assertThat(Run.of("deadlocks", "--revision", "6.14", "--devices", "2").error())
                .contains("note: 6.13 stands for 6.14");
        assertThat(Run.of("revisions", "--print", "6.12").out()).contains("class Linux_6_11");
    }
}
