package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.Folders;

/** Looks at pages in a browser, one class after the other. */
abstract class PagesInBrowser {
    /** For people to look at. */
    static final Path PICTURES = Folders.TARGET.resolve("page");

    /** Where the pages are. */
    @TempDir
    static Path folder;

    static Browser browser;

    static void startBrowser() {
        browser = Browser.start(folder.resolve("profile"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @BeforeEach
    void onADesk() {
        browser.media("screen", "light");
        browser.size(1280, 900);
    }

    @AfterEach
    void nothingIsWrongAndNothingLeavesThePage() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith(folder.toUri().toString())
                        || address.startsWith("data:")
                        || address.equals("about:blank"));
    }
}
