package pcilock.checks.page;

import pcilock.checks.resource.TextResource;
import pcilock.checks.trace.JsonText;

/** {@code results/index.html}: one file that a browser opens from a disk, with all that it shows inside. */
public final class ReviewPage {
    /** As wide as tabs of browsers are. */
    private static final int TAB = 8;

    private final ReviewInputs inputs;

    public ReviewPage(ReviewInputs inputs) {
        this.inputs = inputs;
    }

    /** The text of the file. */
    public String html() {
        return fill(
                TextResource.read(ReviewPage.class, "page.html"),
                "@STYLE@",
                TextResource.read(ReviewPage.class, "page.css"),
                "@TRACES@",
                traces(),
                "@DATA@",
                data(),
                "@SCRIPT@",
                TextResource.read(ReviewPage.class, "page.js"));
    }

    /** Replaces each placeholder where it stands in the template, and not in what took another one's place. */
    private static String fill(String template, String... placeholdersAndTexts) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int i = 0; i < placeholdersAndTexts.length; i += 2) {
            int at = template.indexOf(placeholdersAndTexts[i], from);
            if (at < 0) {
                throw new IllegalStateException("page.html lacks " + placeholdersAndTexts[i] + ", or has it too early");
            }
            filled.append(template, from, at).append(placeholdersAndTexts[i + 1]);
            from = at + placeholdersAndTexts[i].length();
        }
        return filled.append(template.substring(from)).toString();
    }

    private String data() {
        // Within a script element, only "<" can begin anything that is not data.
        return JsonText.compact(new PageData(inputs).object())
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Every trace as text, for paper and for browsers without scripts. */
    private String traces() {
        StringBuilder html = new StringBuilder();
        inputs.traces().forEach((claim, trace) -> html.append("<pre data-claim=\"")
                .append(escape(claim))
                .append("\">\n")
                .append(escape(withTabs(trace.text())))
                .append("</pre>\n"));
        return html.toString();
    }

    /** The same to look at: a quarter of the page would be spaces between columns. */
    static String withTabs(String text) {
        StringBuilder shorter = new StringBuilder(text.length());
        int column = 0;
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            column = next == '\n' ? 0 : column + 1;
            if (next == ' ') {
                spaces++;
                if (spaces > 1 && column % TAB == 0) {
                    shorter.append('\t');
                    spaces = 0;
                }
            } else {
                shorter.append(" ".repeat(spaces)).append(next);
                spaces = 0;
            }
        }
        return shorter.append(" ".repeat(spaces)).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
