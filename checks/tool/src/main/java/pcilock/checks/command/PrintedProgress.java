package pcilock.checks.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import pcilock.checks.sweep.Counts;
import pcilock.checks.sweep.SweepProgress;
import picocli.CommandLine;

/** Prints how far a sweep got: a bar on a terminal, now and then a line in a log. */
final class PrintedProgress implements SweepProgress, AutoCloseable {
    private static final int LINES_IN_A_LOG = 20;

    private final PrintWriter error;
    private final boolean terminal;

    /** Null until the first tree is done. */
    private ProgressBar bar;

    PrintedProgress(CommandLine command) {
        error = command.getErr();
        terminal = command.getColorScheme().ansi().enabled();
    }

    @Override
    public void treeDone(int done, int all, String last, Counts counts) {
        if (terminal) {
            if (bar == null) {
                // What an earlier start did says nothing about how long the rest takes.
                bar = new ProgressBarBuilder()
                        .setTaskName("trees")
                        .setStyle(ProgressBarStyle.ASCII)
                        .setInitialMax(all)
                        .startsFrom(done - 1, Duration.ZERO)
                        .build();
            }
            // On 80 columns there is room for one number beside the bar.
            bar.setExtraMessage(scenarios(counts)).stepTo(done);
        } else if (done == all || done % Math.max(1, all / LINES_IN_A_LOG) == 0) {
            error.println(String.format("%d of %d trees, %s, last %s", done, all, scenarios(counts), last));
        }
    }

    private static String scenarios(Counts counts) {
        return String.format(Locale.ROOT, "%,d scenarios", counts.scenarios());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
