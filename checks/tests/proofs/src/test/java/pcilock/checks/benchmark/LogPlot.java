package pcilock.checks.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** A plot of several lines, as SVG, in which ten times as much is always as high. */
final class LogPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 230;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS =
            List.of("#0b62a8", "#7fb3d9", "#b04a00", "#e6a36a", "#4a7a2c", "#666666");

    private final String title;
    private final String across;
    private final String up;
    private final boolean isAcrossInPowers;
    private final List<String> names = new ArrayList<>();
    private final List<NavigableMap<Integer, Double>> lines = new ArrayList<>();

    /**
     * A plot without lines.
     *
     * @param across what is told from left to right
     * @param up what is told from below upwards
     * @param isAcrossInPowers whether twice as much is always as far to the right
     */
    LogPlot(String title, String across, String up, boolean isAcrossInPowers) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.isAcrossInPowers = isAcrossInPowers;
    }

    /** Adds a line through points, of which all values are above 0; where there are none nothing is drawn. */
    void add(String name, NavigableMap<Integer, Double> points) {
        if (!points.isEmpty()) {
            names.add(name);
            lines.add(new TreeMap<>(points));
        }
    }

    String svg() {
        int least = (int) Math.floor(Math.log10(all().min().orElse(1)));
        int most = Math.max(least + 1, (int) Math.ceil(Math.log10(all().max().orElse(1))));
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">%n<title>%s</title>%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH, HEIGHT, title));
        text(svg, LEFT, TOP - 16, "start", title);
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", across);
        svg.append(String.format(
                "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (TOP + HEIGHT - BOTTOM) / 2, up));
        for (int power = least; power <= most; power++) {
            double y = y(power, least, most);
            line(svg, LEFT, y, WIDTH - RIGHT, y);
            text(
                    svg,
                    LEFT - 8,
                    y + 4,
                    "end",
                    power < 0
                            ? String.format("%." + -power + "f", Math.pow(10, power))
                            : String.format("%,d", Math.round(Math.pow(10, power))));
        }
        lines.stream()
                .flatMap(points -> points.keySet().stream())
                .distinct()
                .forEach(at -> text(svg, x(at), HEIGHT - BOTTOM + 20, "middle", "" + at));
        for (int i = 0; i < lines.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            StringBuilder points = new StringBuilder();
            lines.get(i)
                    .forEach((at, value) -> points.append(
                            String.format(Locale.ROOT, "%.1f,%.1f ", x(at), y(Math.log10(value), least, most))));
            svg.append(String.format(
                    "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
                    colour, points.toString().strip()));
            lines.get(i)
                    .forEach((at, value) -> svg.append(String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                            x(at),
                            y(Math.log10(value), least, most),
                            colour)));
            int key = TOP + 22 * i;
            svg.append(String.format(
                    "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
                    WIDTH - RIGHT + 16, key, colour));
            text(svg, WIDTH - RIGHT + 36, key + 7, "start", names.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private DoubleStream all() {
        return lines.stream().flatMap(points -> points.values().stream()).mapToDouble(Double::doubleValue);
    }

    private double x(int at) {
        int first = lines.stream().mapToInt(NavigableMap::firstKey).min().orElse(0);
        int last = lines.stream().mapToInt(NavigableMap::lastKey).max().orElse(1);
        double part = isAcrossInPowers
                ? Math.log((double) at / first) / Math.log((double) Math.max(last, first + 1) / first)
                : (at - first) / (double) Math.max(1, last - first);
        return LEFT + 20 + part * (WIDTH - RIGHT - LEFT - 40);
    }

    private static double y(double power, int least, int most) {
        return HEIGHT - BOTTOM - (power - least) / (most - least) * (HEIGHT - BOTTOM - TOP);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
