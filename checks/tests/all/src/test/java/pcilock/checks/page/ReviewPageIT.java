package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import pcilock.checks.command.ReviewSamples;
import pcilock.checks.command.Run;

/** The page of a review in a real browser: a series whose second patch mends what the first one breaks, and two revisions. */
class ReviewPageIT extends PagesInBrowser {
    private static final String BREAKS = "Patch1_Breaks_01/4/Patch1_Breaks_01_Before";
    private static final String MENDS = "Patch2_Mends_01/4/Patch2_Mends_01_After";
    private static final String HOSTILE = "</script><b>bold</b><img src=x onerror='window.broken = 1'>";

    private static Path series;
    private static Path none;
    private static Path revisions;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Browser.isThere(), "there is no chromium with chromedriver");
        Files.createDirectories(PICTURES);
        String line = "\tpci_dev_lock(dev);";
        String first = ReviewSamples.LOCKS_TWICE.replace("+" + line, "+" + line + " /* " + HOSTILE + " */");
        String second = ReviewSamples.LOCKS_ONCE.replace("-" + line, "-" + line + " /* " + HOSTILE + " */");
        series = ofTree(
                "series",
                ReviewSamples.patch("[PATCH 1/2] PCI: Lock a bridge " + HOSTILE, "one", first)
                        + ReviewSamples.patch("[PATCH 2/2] PCI: Lock it once", "two", second));
        none = ofTree("none", ReviewSamples.NO_LOCK);
        revisions = page("revisions", "--from", "6.18", "--to", "7.1");
        startBrowser();
    }

    private static Path ofTree(String name, String patch) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".mbox"), patch);
        return page(name, "--linux", ReviewSamples.TREE, "--patch", file.toString());
    }

    private static Path page(String name, String... options) {
        Path page = folder.resolve(name + ".html");
        Run run = Run.of(
                Stream.concat(Stream.of("review", "--devices", "2", "--html", page.toString()), Stream.of(options))
                        .toArray(String[]::new));
        assertThat(run.error()).isEmpty();
        return page;
    }

    @AfterEach
    void noTextBecameAScript() {
        assertThat(browser.script("return window.broken")).isNull();
    }

    private static List<String> texts(String selector) {
        return browser.all(selector).stream().map(WebElement::getText).toList();
    }

    private static String text(String selector) {
        return browser.one(selector).getText();
    }

    /** As they are, with tabs. */
    private static List<?> lines(String selector) {
        return (List<?>) browser.script(
                "return [...document.querySelectorAll(arguments[0])].map(line => line.textContent)", selector);
    }

    @Test
    void theVerdictLeadsAndEachPatchHasItsRuns() {
        browser.open(series, "");

        assertThat(text("h1")).isEqualTo("A patch breaks something anew, and a later one mends it.");
        assertThat(texts("#review h2"))
                .contains(
                        "Patch 1/2 \"PCI: Lock a bridge " + HOSTILE + "\"",
                        "Patch 2/2 \"PCI: Lock it once\"",
                        "All 2 patches together");
        browser.one("tr[data-claim=Patch1_Breaks_01] a").click();
        browser.later("setTimeout(arguments[0], 50)");
        assertThat(browser.fragment()).isEqualTo("Patch1_Breaks_01/1/Patch1_Breaks_01_Before");
        assertThat(browser.all(".panel")).hasSize(2);
    }

    @Test
    void theHunkStandsBesideTheRunAndIsMarkedAtTheLineWhereItGoesWrong() {
        browser.open(series, BREAKS);

        assertThat(text("#stepper > div > .diff figcaption")).isEqualTo("drivers/pci/pci.c");
        assertThat(lines("#stepper .diff .marked .text")).hasToString("[ \t\tpci_bus_lock(dev->subordinate);]");
        assertThat(text("#stepper .diff .remark")).isEqualTo("✗ Here it goes wrong, in step 4: device_lock(U) sleeps");
        assertThat(lines("#stepper .diff .added .text")).hasToString("[+\tpci_dev_lock(dev); /* " + HOSTILE + " */]");
        assertThat(lines("#stepper .diff .removed .text")).hasToString("[-\telse, -\t\tpci_dev_lock(dev);]");
        assertThat(browser.one(".diff .added").getCssValue("background-color"))
                .isNotEqualTo(browser.one(".diff .removed").getCssValue("background-color"));
    }

    @Test
    void aStepMarksTheLineOfTheDiffThatEachSideIsAt() {
        browser.open(series, "Patch1_Breaks_01/2/Patch1_Breaks_01_Before");
        assertThat(lines(".diff .here"))
                .hasToString("[▸+\tpci_dev_lock(dev); /* " + HOSTILE
                        + " */T1 after, ▸ \t\tpci_bus_lock(dev->subordinate);T1 before]");

        browser.press(Keys.END);
        assertThat(lines(".diff .here .who")).hasToString("[T1 after]");
        browser.press(Keys.HOME);
        assertThat(browser.all(".diff .here")).isEmpty();

        browser.open(series, "Patch1_Breaks_01/2");
        assertThat(lines(".diff .here .who")).hasToString("[T1]");
    }

    @Test
    void whatTheSecondPatchMendsStandsBesideItsOwnHunk() {
        browser.open(series, MENDS);

        assertThat(text("#stepper .diff .remark"))
                .isEqualTo("✗ Here it goes wrong before the patch, in step 4: device_lock(U) sleeps");
        assertThat(lines("#stepper .diff .added .text")).hasToString("[+\telse, +\t\tpci_dev_lock(dev);]");
        assertThat(lines(".diff .here .who").get(0)).isEqualTo("T1 before");
    }

    @Test
    void aPatchThatBreaksNothingShowsItsHunks() {
        browser.open(none, "");

        assertThat(text("h1")).isEqualTo("No change of locking.");
        assertThat(browser.one("#review .diff").isDisplayed()).isTrue();
        assertThat(lines("#review .diff .added .text")).hasToString("[+\treturn wait_time + 1;]");
    }

    @Test
    void aPairOfWiderEntryPointsIsSteppedToItsDeadlock() {
        browser.open(revisions, "");
        assertThat(text("#review"))
                .contains("Asked were all 360 pairs of entry points of which one takes the wider locks");
        WebElement row = browser.all("#review tr[data-claim]").stream()
                .filter(one -> one.getText().startsWith("pciehp_ist + reset_subordinate_store"))
                .findFirst()
                .orElseThrow();
        assertThat(row.getText()).contains("P([E])").contains("pciehp_ist:P").contains("steps, side by side");
        browser.go(row.getAttribute("data-claim") + "/1");
        browser.press(Keys.END);

        assertThat(text(".cyclebox h3")).isEqualTo("Deadlock: T1 → T2 → T1");
        assertThat(text(".cyclebox")).contains("T2 waits for down_write(reset_lock(P)), held by T1");
        assertThat((Boolean) browser.script("const figure = document.querySelector('.cyclefigure');"
                        + "return [...figure.querySelectorAll('text')].every(text =>"
                        + " text.getBBox().x + text.getBBox().width <= figure.clientWidth)"))
                .as("the longest name of a lock fits")
                .isTrue();
        assertThat(browser.all(".diff")).isEmpty();
    }

    /** A name that is longer than the box of a device has a box of its own width. */
    @Test
    void theNameOfALockStaysInItsBox() {
        browser.open(revisions, "DeadlocksAnew_001/1");

        assertThat((List<?>) browser.script("return [...document.querySelectorAll('.device')].filter(device =>"
                        + " device.querySelector('text').getBBox().width > device.querySelector('rect').getBBox().width)"
                        + ".map(device => device.dataset.device)"))
                .isEmpty();
        assertThat(browser.all(".device")).hasSizeGreaterThan(2);
    }

    static Stream<String> fragments() {
        return Stream.of("", BREAKS, MENDS, "claims/all");
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void thePageFitsAPhone(String fragment) {
        browser.size(360, 700);
        for (Path page : List.of(series, revisions)) {
            browser.open(page, fragment);
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .as(page.toString())
                    .isEqualTo(360L);
        }
    }

    @Tag("audit")
    @ParameterizedTest
    @CsvSource({"light, 360", "dark, 1280"})
    void axeFindsNothingSerious(String scheme, int width) {
        browser.size(width, 900);
        browser.media("screen", scheme);
        fragments().forEach(fragment -> {
            browser.open(series, fragment);
            assertThat(scheme.equals("light") ? browser.violations() : browser.violationsOfColours())
                    .as("#" + fragment)
                    .isEmpty();
        });
    }

    /** For a person to look at, in target/page. */
    @Tag("audit")
    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 360"})
    void picturesAreTaken(String scheme, int width) throws IOException {
        browser.media("screen", scheme);
        for (Map.Entry<String, String> view :
                new TreeMap<>(Map.of("review", "", "review-breaks", BREAKS, "review-mends", MENDS)).entrySet()) {
            browser.size(width, 900);
            browser.open(series, view.getValue());
            byte[] picture = browser.picture(width);
            assertThat(picture).hasSizeGreaterThan(5000);
            Files.write(PICTURES.resolve(view.getKey() + "-" + scheme + "-" + width + ".png"), picture);
        }
    }
}
