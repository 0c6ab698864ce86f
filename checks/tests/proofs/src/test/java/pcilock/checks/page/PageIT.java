package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import pcilock.checks.Folders;
import pcilock.checks.SkippedTests;
import pcilock.checks.proof.Finding;
import pcilock.checks.proof.Manifest;
import pcilock.checks.proof.Results;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The page of the committed results in a real browser. */
class PageIT extends PagesInBrowser {
    private static final String DEADLOCK = "Patch3_05_NestedBus";
    private static final String RIGHT = "KeithBusch_01_NestedBus";

    private static Map<String, String> files;
    private static Manifest manifest;
    private static Path page;

    /** Of few claims, which loads in less time. */
    private static Path small;

    @BeforeAll
    static void open() throws IOException {
        SkippedTests.write(
                Browser.isThere(),
                Folders.TARGET.resolve("page-summary.txt"),
                "No chromium with chromedriver was found: the tests of results/index.html and of a review's page were SKIPPED."
                        + " To run them, apt-get install chromium chromium-driver.");
        assumeTrue(Browser.isThere(), "there is no chromium with chromedriver");
        files = new TreeMap<>(Results.in(Folders.ROOT.resolve("results")).files());
        if (!files.containsKey(Trace.path(DEADLOCK))) {
            // Nothing of this version was committed yet.
            files = Samples.results();
        }
        Files.createDirectories(folder.resolve("results"));
        Files.createDirectories(PICTURES);
        page = write("index.html", files);
        small = write("few.html", Samples.few());
        Path copy = folder.resolve("results/manifest.json");
        Files.writeString(copy, files.get("manifest.json"));
        manifest = Manifest.read(copy);
        startBrowser();
    }

    private static Path write(String name, Map<String, String> results) throws IOException {
        return Files.writeString(
                folder.resolve("results").resolve(name),
                new ReviewPage(ReviewInputs.of(results)
                                .with(Optional.of(Samples.sweep()), Optional.of(Samples.deadlocks())))
                        .html());
    }

    @Test
    void theMatrixEqualsTheManifest() {
        browser.open(page, "");

        Set<String> columns = new TreeSet<>();
        Map<String, String> expected = new TreeMap<>();
        for (Revision revision : Revision.values()) {
            for (Property property : Property.values()) {
                String state = expectedState(revision, property);
                expected.put(revision.id + "/" + property.id, state);
                if (!state.equals("SKIPPED")) {
                    columns.add(property.id);
                }
            }
        }
        expected.keySet().removeIf(cell -> !columns.contains(cell.substring(cell.indexOf('/') + 1)));
        Map<String, String> shown = new TreeMap<>();
        for (List<?> cell : rows("""
                return [...document.querySelectorAll('#questions .matrix td')].map(cell => {
                  const count = cell.querySelector('.count');
                  return [cell.dataset.revision + '/' + cell.dataset.property,
                      cell.dataset.state + (count ? ' ' + count.innerText : '')];
                })""")) {
            shown.put((String) cell.get(0), (String) cell.get(1));
        }
        assertThat(shown).isEqualTo(expected);
    }

    /** What a script says of many elements: a question for each of them takes the browser a minute. */
    private static List<List<?>> rows(String script) {
        List<List<?>> rows = new ArrayList<>();
        for (Object row : (List<?>) browser.script(script)) {
            rows.add((List<?>) row);
        }
        return rows;
    }

    /** From the manifest and the claims' own files, in another way than the page. */
    private static String expectedState(Revision revision, Property property) {
        int broken = 0;
        int held = 0;
        for (NamedClaim claim : Claims.all()) {
            boolean counts = claim.claim().revision() == revision
                    && claim.claim().fault() == Fault.NONE
                    && !claim.name()
                            .matches(
                                    "(Aer|ConfigAccess|Devlink|Dpc|Driver|Fault|Host|Hotplug|Iov|Mlxsw|Pair|Portdrv|Reference|Rescan|Semaphore|Three|Vfio|VmdRemove|Work)_.*");
            List<Finding> findings = counts
                    ? manifest.findings().getOrDefault(claim.name(), Map.of()).entrySet().stream()
                            // The explorer always runs, so who has another fingerprint than it is stale.
                            .filter(entry -> manifest.engines()
                                    .get(entry.getKey())
                                    .fingerprint()
                                    .equals(manifest.engines().get("explorer").fingerprint()))
                            .map(Map.Entry::getValue)
                            .toList()
                    : List.of();
            if (findings.stream().anyMatch(finding -> finding.breaks().contains(property))) {
                broken++;
            } else if (findings.stream().anyMatch(finding -> finding.holds().contains(property))) {
                held++;
            }
        }
        if (broken > 0) {
            return "REFUTED " + broken + "/" + (broken + held);
        }
        return held > 0 ? "PROVED " + held : "SKIPPED";
    }

    @Test
    void aCellSaysWhichEnginesAndHowMuchTheyExplored() {
        browser.open(page, "");
        String engine = manifest.engines().keySet().iterator().next();

        assertThat(browser.one("#questions [data-revision=\"patch-3\"][data-property=\"no-deadlock\"] a")
                        .getAttribute("aria-label"))
                .startsWith("patch-3, no-deadlock: REFUTED in ")
                .contains(engine + " (")
                .contains(manifest.engines().get(engine).unit());
    }

    @Test
    void everyNumberLeadsToWhatItCounts() {
        browser.open(page, "");
        List<List<?>> numbers = rows("""
                const all = selector => [...document.querySelectorAll(selector)];
                return all("#overview p a[href^='#claims/'], .engines td a")
                    .map(link => [link.hash, link.innerText.replace(/[^0-9]/g, '')])
                    .concat(all('#sweep .matrix td a, #questions .matrix td a')
                        .map(link => [link.hash, link.querySelector('.count').innerText.replace(/.*\\//, '')]))""");
        assertThat(numbers).hasSizeGreaterThan(40);
        for (List<?> number : numbers) {
            // As if it were clicked, but for what the browser paints in between, which takes most of the time.
            Object rows = browser.script(
                    "history.replaceState(null, '', arguments[0]);"
                            + "window.dispatchEvent(new HashChangeEvent('hashchange'));"
                            + "return document.querySelectorAll('#chosen tbody tr').length",
                    number.get(0));
            assertThat(rows).as("%s", number.get(0)).isEqualTo(Long.parseLong((String) number.get(1)));
        }
    }

    @Test
    void theSweepStandsFirstAndLeadsToItsSmallestCounterexamples() {
        browser.open(page, "");
        assertThat(browser.one(".matrix").findElements(org.openqa.selenium.By.xpath("ancestor::section[@id='sweep']")))
                .hasSize(1);

        browser.one("#sweep td[data-revision='patch-3'][data-property='no-deadlock'] a")
                .click();
        assertThat(browser.fragment()).isEqualTo("sweep/patch-3/no-deadlock");
        WebElement row = browser.one("#chosen tr[data-cell='patch-3:no-deadlock:pci_bus_error_reset']");
        assertThat(row.getText()).contains("REFUTED", "2 devices, 1 task", "P([U()])", "pci_bus_error_reset:P");
        row.findElement(org.openqa.selenium.By.cssSelector("a")).click();

        assertThat(browser.fragment()).isEqualTo("patch-3:no-deadlock:pci_bus_error_reset");
        browser.press(Keys.END);
        assertThat(browser.one(".now").getText()).contains("sleeps", "breaks no-deadlock");
        assertThat(browser.one(".cyclefigure").isDisplayed()).isTrue();
        assertThat(browser.one("#claim").getText()).contains("sweep/patch-3/pci_bus_error_reset.txt");
    }

    @Test
    void whoDeadlocksWithWhomIsAMatrixOfWhichEachCellCanBeStepped() {
        browser.open(page, "");

        assertThat(browser.one("#deadlocks").getText())
                .contains("Who deadlocks with whom", "all with up to 2 devices", "pci_rescan_remove_lock");
        WebElement row = browser.all("#deadlocks tbody tr").stream()
                .filter(one -> one.getText().startsWith("remove_store + dev_rescan_store"))
                .findFirst()
                .orElseThrow();
        assertThat(row.findElements(org.openqa.selenium.By.cssSelector("td[data-state='REFUTED']")))
                .hasSize(2);
        String steps = row.findElement(org.openqa.selenium.By.cssSelector("td a .count"))
                .getText();
        row.findElement(org.openqa.selenium.By.cssSelector("td a")).click();

        assertThat(browser.fragment()).isEqualTo("deadlock:remove_store-dev_rescan_store");
        browser.press(Keys.END);
        assertThat(browser.one(".cyclefigure").isDisplayed()).isTrue();
        assertThat(browser.one("#claim").getText())
                .contains(
                        "deadlocks/remove_store-dev_rescan_store.txt",
                        "2 tasks, " + steps + " steps",
                        "dev_rescan_store:");
    }

    @Test
    void theOrderOfLocksIsDrawnAndAClosedCycleLeadsToItsRun() {
        browser.open(page, "");

        assertThat(browser.one("#order").getText())
                .contains("is no deadlock", "no run of two or three tasks within the bounds");
        int arrows = browser.all("#order svg [data-hint]").size();
        assertThat(arrows)
                .isGreaterThan(90)
                .isEqualTo(browser.all("#order .arrows tbody tr").size());
        assertThat(browser.all("#order .arc.closed")).hasSizeGreaterThan(10);
        assertThat(browser.script(
                        "return getComputedStyle(document.querySelector('#order .arc.cycle')).strokeDasharray"))
                .isNotEqualTo("none");

        WebElement row = browser.all("#order .cycles tbody tr").stream()
                .filter(one -> one.getText().startsWith("aer_isr → device_lock → aer_isr"))
                .findFirst()
                .orElseThrow();
        row.findElement(org.openqa.selenium.By.cssSelector("a")).click();

        assertThat(browser.fragment()).isEqualTo("deadlock:aer_isr-unbind_store");
        browser.press(Keys.END);
        assertThat(browser.one(".cyclefigure").isDisplayed()).isTrue();
    }

    @Test
    void aRunThatClosesACycleAndIsNoneOfTheMatrixIsStepped() {
        browser.open(page, "deadlock:cycle-aer_isr-pci_slot_mutex-device_lock");

        browser.press(Keys.END);
        assertThat(browser.one("#claim").getText())
                .contains("closes this cycle", "3 tasks", "deadlocks/cycle-aer_isr-pci_slot_mutex-device_lock.txt");
        assertThat(browser.one(".cyclefigure").isDisplayed()).isTrue();
    }

    @Test
    void theRevisionOfTheOrderOfLocksIsChosenByKeyboard() {
        browser.open(page, "");
        assertThat(browser.one("#order button[aria-pressed='true']").getText()).isEqualTo("7.1");

        browser.one("#order button[aria-pressed='false']").sendKeys(Keys.ENTER);

        assertThat(browser.one("#order button[aria-pressed='true']").getText()).isEqualTo("6.11");
        assertThat(browser.one("#order svg[role='img']").getAttribute("aria-label"))
                .contains("6.11");
        assertThat(browser.script("return document.activeElement.textContent")).isEqualTo("6.11");
    }

    @Test
    void whatHoldsForAnyNumberOfTasksIsMarkedInTheSweep() {
        browser.open(page, "sweep/7.1/no-deadlock");

        assertThat(browser.one("#chosen").getText()).contains("✓ PROVED ∀").doesNotContain("REFUTED");
    }

    @Test
    void steppingPatch3ToItsEndShowsTheDeadlockOnTheRightDevice() {
        browser.open(small, DEADLOCK);
        assertThat(browser.all(".deadlock")).isEmpty();

        int steps = 0;
        while (browser.one("button[aria-label='One step forward']")
                .getAttribute("aria-disabled")
                .equals("false")) {
            browser.one("button[aria-label='One step forward']").click();
            steps++;
        }

        assertThat(steps).isEqualTo(7);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/7");
        assertThat(browser.all(".device .deadlock")).hasSize(1);
        assertThat(browser.all(".device[data-device='U'] .deadlock")).hasSize(1);
        assertThat(browser.one(".device[data-device='U']").getText()).contains("mutex T1", "flag T1", "T1 sleeps");
        assertThat(browser.one(".cyclefigure").getAttribute("aria-label"))
                .contains("T1 waits for device_lock(U), held by T1");
        assertThat(browser.one(".now").getText()).contains("device_lock(U) sleeps", "breaks no-deadlock");
        assertThat(browser.one(".lane").getText())
                .contains("pci_bus_lock()", "Patch_3.java:23", "pciBusLock(dev.subordinate);");
    }

    @Test
    void aStepMarksWhatItChanged() {
        browser.open(small, DEADLOCK + "/4");

        assertThat(browser.one(".device[data-device='P']").getText())
                .contains("▸flag")
                .doesNotContain("▸mutex");
        assertThat(browser.all(".box.changed")).hasSize(1);
        assertThat(browser.all(".lane li.new")).isNotEmpty();
    }

    @Test
    void theKeyboardIsEnough() {
        browser.open(small, DEADLOCK);

        browser.press(Keys.ARROW_RIGHT);
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/2");
        browser.press(Keys.ARROW_LEFT);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/1");
        browser.press(Keys.END);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/7");
        browser.press(Keys.HOME);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/0");
        WebElement slider = browser.one("input[type=range]");
        slider.sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/1");
        slider.sendKeys(Keys.END);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/7");
        browser.one("button[aria-label='One step back']").sendKeys(Keys.ENTER);
        assertThat(browser.fragment()).isEqualTo(DEADLOCK + "/6");
    }

    @Tag("audit")
    @Test
    void theFocusIsAlwaysSeen() {
        for (String fragment : List.of("", DEADLOCK + "/7/" + RIGHT)) {
            browser.open(small, fragment);
            for (int i = 0; i < 45; i++) {
                browser.press(Keys.TAB);
                assertThat(browser.script("const e = document.activeElement, s = getComputedStyle(e);"
                                + "return e === document.body || (s.outlineStyle !== 'none'"
                                + " && parseFloat(s.outlineWidth) >= 2)"))
                        .as("focus " + i + " on #" + fragment)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void aCellIsOpenedByKeyboardAndLeadsToATrace() {
        browser.open(page, "");
        browser.one("#questions [data-revision=\"patch-3\"][data-property=\"no-deadlock\"] a")
                .sendKeys(Keys.ENTER);
        browser.later("setTimeout(arguments[0], 50)");
        assertThat(browser.fragment()).isEqualTo("cell/patch-3/no-deadlock");

        browser.one("#chosen tr[data-claim='" + DEADLOCK + "'] a").sendKeys(Keys.ENTER);
        browser.later("setTimeout(arguments[0], 50)");
        assertThat(browser.one("#claim h1").getText()).contains("REFUTED", DEADLOCK);
        assertThat(browser.all("#stepper")).hasSize(1);

        browser.press(Keys.END);
        browser.back();
        assertThat(browser.fragment()).isEqualTo("cell/patch-3/no-deadlock");
        assertThat(browser.one("#overview").isDisplayed()).isTrue();
    }

    @Test
    void aLinkLeadsToTheVeryStep() {
        browser.open(page, DEADLOCK + "/5");
        assertThat(browser.one(".now").getText()).contains("Step 5 of 7", "device_lock(U)");

        browser.go(DEADLOCK + "/6");
        assertThat(browser.one(".now").getText()).contains("Step 6 of 7");
        browser.go("Patch3_01_SmallestDeadlock/1");
        assertThat(browser.one("#claim h1").getText()).contains("Patch3_01_SmallestDeadlock");
        browser.back();
        assertThat(browser.one(".now").getText()).contains("Step 6 of 7");
        browser.back();
        assertThat(browser.one(".now").getText()).contains("Step 5 of 7");
    }

    @Test
    void aLinkToNothingSaysSo() {
        for (String fragment : List.of("Nobody_01/3", "%E0%A4%A", "cell/x/y", "claims/__proto__", "property/x")) {
            browser.open(small, fragment);
            assertThat(browser.one("#message").getText()).startsWith("There is nothing called");
        }
        browser.open(small, DEADLOCK + "/999");
        assertThat(browser.one(".now").getText()).contains("Step 7 of 7");
    }

    @Test
    void twoRevisionsStandSideBySide() {
        browser.open(small, DEADLOCK + "/7/" + RIGHT);

        assertThat(browser.all(".panel")).hasSize(2);
        assertThat(browser.one("#stepper").getText()).contains("They part at step 7");
        assertThat(browser.one(".now").getText()).contains("device_lock(U) sleeps", "device_lock(E)");
        assertThat(browser.all(".panel[data-claim='" + DEADLOCK + "'] .device .deadlock"))
                .hasSize(1);
        assertThat(browser.all(".panel[data-claim='" + RIGHT + "'] .device .deadlock"))
                .isEmpty();

        browser.press(Keys.END);
        assertThat(browser.one(".panel[data-claim='" + RIGHT + "']").getText()).contains("T1 has ended");
    }

    @Test
    void aProvedClaimLeadsToWhatRefutesAnotherRevision() {
        browser.open(small, RIGHT);

        assertThat(browser.one("#claim h1").getText()).contains("PROVED");
        assertThat(browser.all("#claim a[href^='#" + DEADLOCK + "/1/" + RIGHT + "']"))
                .hasSize(1);
    }

    @Test
    void coloursAreTheSystemsUntilTheReaderChooses() {
        browser.media("screen", "dark");
        browser.open(small, "");
        assertThat(brightness()).isLessThan(80);
        browser.one("#theme").click();
        assertThat(browser.one("#theme").getText()).isEqualTo("Colours: light");
        assertThat(brightness()).isGreaterThan(200);

        browser.media("screen", "light");
        browser.one("#theme").click();
        assertThat(brightness()).isLessThan(80);
        browser.one("#theme").click();
        assertThat(brightness()).isGreaterThan(200);
    }

    private static long brightness() {
        return (Long) browser.script(
                "return Math.round(getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)"
                        + ".reduce((sum, part) => sum + Number(part), 0) / 3)");
    }

    @Test
    void everyRefutedClaimIsPrintedWithItsTrace() throws IOException {
        browser.open(page, DEADLOCK + "/7");
        browser.media("print", "dark");

        List<String> refuted = manifest.findings().entrySet().stream()
                .filter(claim ->
                        claim.getValue().values().stream().anyMatch(finding -> finding.answer() == Answer.REFUTED))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(refuted).isNotEmpty();
        Map<String, String> printed = new TreeMap<>();
        for (List<?> trace : rows("""
                return [...document.querySelectorAll('#traces pre[data-claim]')]
                    .filter(trace => trace.checkVisibility({opacityProperty: true, visibilityProperty: true})
                        && trace.getClientRects().length > 0)
                    .map(trace => [trace.dataset.claim, trace.innerText])""")) {
            printed.put((String) trace.get(0), (String) trace.get(1));
        }
        for (String claim : refuted) {
            assertThat(printed).as(claim).containsKey(claim);
            assertThat(printed.get(claim)).contains(claim, "Breaks: ");
        }
        assertThat(browser.one(".matrix").isDisplayed()).isTrue();
        assertThat(browser.one("#claim").isDisplayed()).isFalse();
        assertThat(brightness()).isEqualTo(255);
        browser.size(1040, 4000);
        Files.write(PICTURES.resolve("print.png"), browser.picture());
        browser.open(small, "");
        assertThat(browser.pdf()).startsWith("JVBERi0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "claims/all", "cell/patch-3/no-deadlock", DEADLOCK + "/5", DEADLOCK + "/7/" + RIGHT})
    void thePageFitsAPhone(String fragment) {
        browser.size(360, 700);
        browser.open(page, fragment);

        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
    }

    /** On the small page, since axe takes long where there are many rows, which are all of the same kinds. */
    @Tag("audit")
    @ParameterizedTest
    @CsvSource({"light, 360", "dark, 1280"})
    void axeFindsNothingSeriousInAnyView(String scheme, int width) {
        browser.size(width, 900);
        browser.media("screen", scheme);
        for (String fragment :
                List.of("", "cell/patch-3/no-deadlock", DEADLOCK + "/5", DEADLOCK + "/7/" + RIGHT, RIGHT)) {
            browser.open(small, fragment);
            assertThat(browser.one("#message").getText()).as("#" + fragment).isEmpty();
            assertThat(scheme.equals("light") ? browser.violations() : browser.violationsOfColours())
                    .as("#" + fragment)
                    .isEmpty();
        }
    }

    @Test
    void aThousandStepsStayFastAndHostileTextStaysText() throws IOException {
        Map<String, String> hostile = new TreeMap<>(files);
        String path = Trace.path(DEADLOCK);
        String trace = hostile.get(path);
        int from = trace.indexOf("    {\"task\":0");
        int to = trace.indexOf("    {\"task\":0,\"event\":\"MUTEX_SLEEP\"");
        assertThat(from).isPositive().isLessThan(to);
        hostile.put(path, trace.substring(0, from) + trace.substring(from, to).repeat(250) + trace.substring(to));
        hostile.computeIfPresent(
                "manifest.json",
                (file, text) -> text.replace(
                        "Does the blocking reset of a bus with a bridge on it deadlock?",
                        "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"));
        browser.open(write("long.html", hostile), DEADLOCK + "/500");

        assertThat(browser.one("#claim").getText()).contains("</script><script>");
        assertThat(browser.script("return window.broken")).isNull();
        Object milliseconds = browser.script("const from = performance.now();"
                + "for (let i = 0; i < 100; i++) {"
                + "  document.querySelector('button[aria-label=\"One step forward\"]').click();"
                + "  document.body.offsetHeight;"
                + "}"
                + "return Math.round(performance.now() - from)");
        assertThat(browser.one(".now").getText()).contains("Step 600 of 1501");
        assertThat((Long) milliseconds).isLessThan(100 * 50);
        assertThat(browser.all(".around tbody tr")).hasSizeLessThan(20);
    }

    /** For a person to look at, in target/page. */
    @Tag("audit")
    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 360"})
    void picturesAreTaken(String scheme, int width) throws IOException {
        browser.media("screen", scheme);
        for (Map.Entry<String, String> view : Map.of(
                        "matrix",
                        "",
                        "sweep",
                        "sweep/patch-3/no-deadlock",
                        "deadlock",
                        "deadlock:remove_store-dev_rescan_store/9",
                        "cell",
                        "cell/patch-3/no-deadlock",
                        "trace",
                        DEADLOCK + "/5",
                        "pair",
                        DEADLOCK + "/7/" + RIGHT)
                .entrySet()) {
            browser.size(width, 900);
            browser.open(page, view.getValue());
            byte[] picture = browser.picture(width);
            assertThat(picture).hasSizeGreaterThan(5000);
            Files.write(PICTURES.resolve(view.getKey() + "-" + scheme + "-" + width + ".png"), picture);
        }
    }
}
