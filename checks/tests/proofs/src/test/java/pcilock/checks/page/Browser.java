package pcilock.checks.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** An installed Chromium without a window. */
final class Browser implements AutoCloseable {
    /** It warns that it does not know this Chromium's developer tools by heart; what is used of them here is old. */
    private static final Logger WARNS_OF_VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    /** For a script on a machine that has other work: half a minute, which it has otherwise, is too little for axe on a large page. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static {
        WARNS_OF_VERSIONS.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether there is one: both programs are on the path. */
    static boolean isThere() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    private static Optional<File> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param profile an empty folder
     */
    static Browser start(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").orElseThrow());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.setScriptTimeout(PATIENCE);
        // Named here, it is not looked for, neither on this machine nor elsewhere.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        // What the browser itself showed before is no concern of the page.
        browser.driver.get("about:blank");
        browser.requests();
        return browser;
    }

    String version() {
        return driver.getCapabilities().getBrowserVersion();
    }

    /** Loads the page anew, so that the fragment is the first it sees. */
    void open(Path page, String fragment) {
        driver.get("about:blank");
        driver.get(page.toUri() + (fragment.isEmpty() ? "" : "#" + fragment));
    }

    /** Follows a link to a fragment as a reader would who types it. */
    void go(String fragment) {
        script("location.hash = arguments[0]", fragment);
        // The event that tells the page of it comes later.
        driver.executeAsyncScript("setTimeout(arguments[0], 50)");
    }

    void back() {
        driver.navigate().back();
        driver.executeAsyncScript("setTimeout(arguments[0], 50)");
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object later(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    String fragment() {
        return (String) script("return location.hash.slice(1)");
    }

    /** The window's size in CSS pixels, below what a real window could have. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /**
     * What the page is shown on.
     *
     * @param media {@code screen} or {@code print}
     * @param scheme {@code light} or {@code dark}
     */
    void media(String media, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The page on paper, as base64. */
    String pdf() {
        return driver.executeCdpCommand("Page.printToPDF", Map.of()).get("data").toString();
    }

    byte[] picture() {
        return driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES);
    }

    /** What the page complained of since this was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** The addresses that were requested since this was last asked. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry ->
                        JsonValue.parse("performance log", entry.getMessage()).get("message"))
                .filter(message -> message.get("method").text().equals("Network.requestWillBeSent"))
                .map(message -> message.get("params").get("request").get("url").text())
                .toList();
    }

    /** What axe finds in the page that is serious or critical. */
    List<?> violations() {
        return violations("");
    }

    /** The same of what depends on colours, which takes less time. */
    List<?> violationsOfColours() {
        return violations("runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}, ");
    }

    private List<?> violations(String options) {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read axe", e);
        }
        return (List<?>) later("const done = arguments[0];"
                + "axe.run(document, {" + options + "resultTypes: ['violations']}).then(found => done(found.violations"
                + ".filter(violation => ['serious', 'critical'].includes(violation.impact))"
                + ".map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).slice(0, 3))),"
                + " problem => done(['axe failed: ' + problem]))");
    }

    /** The picture of all of the page, up to a height, in so wide a window. */
    byte[] picture(int width) {
        size(width, 900);
        size(width, Math.min(4000, ((Long) script("return document.documentElement.scrollHeight")).intValue()));
        script("window.scrollTo(0, 0)");
        return picture();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
