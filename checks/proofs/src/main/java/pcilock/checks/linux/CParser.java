package pcilock.checks.linux;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.cdt.core.dom.ast.gnu.c.GCCLanguage;
import org.eclipse.cdt.core.parser.DefaultLogService;
import org.eclipse.cdt.core.parser.FileContent;
import org.eclipse.cdt.core.parser.IncludeFileContentProvider;
import org.eclipse.cdt.core.parser.ScannerInfo;
import org.eclipse.core.runtime.CoreException;

/** Parses C by the parser of Eclipse CDT, one file at a time and without its headers. */
final class CParser {
    private static final long SECONDS = 5;
    private static final long POLL_MILLISECONDS = 50;

    /** What parsing may take of the heap, counted as it is allocated; a file of the kernel's takes a tenth of it. */
    private static final long MEBIBYTES = 1024;

    /** For expressions and statements within each other; only reserved until it is used. */
    private static final long STACK_BYTES = 256L << 20;

    private CParser() {}

    /**
     * Parses a file. What is no C is part of what comes back; it is told where it is used.
     *
     * @param macros what is defined before the file begins, by name and parameters
     * @throws SourceException when the file takes too long, or is nested too deeply, or needs too much memory
     */
    static CFile parse(String path, String text, Map<String, String> macros) {
        CompletableFuture<CFile> result = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(parsed(path, text, macros));
                    } catch (Throwable e) {
                        // Running out of stack or memory included: the caller tells the user.
                        result.completeExceptionally(e);
                    }
                },
                "parser",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Math.min(MEBIBYTES << 20, Runtime.getRuntime().maxMemory() / 2);
        while (true) {
            try {
                return result.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw failure(path, e.getCause());
            } catch (TimeoutException e) {
                if (threads.getThreadAllocatedBytes(thread.getId()) > bytes) {
                    throw new SourceException(path + ": takes more than " + (bytes >> 20) + " MiB to parse", e);
                }
                // Of the processor's time: what other programs take is not the file's fault.
                if (threads.getThreadCpuTime(thread.getId()) > TimeUnit.SECONDS.toNanos(SECONDS)) {
                    throw new SourceException(path + ": cannot be parsed within " + SECONDS + " s", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SourceException(path + ": parsing was interrupted", e);
            }
        }
    }

    private static CFile parsed(String path, String text, Map<String, String> macros) throws CoreException {
        return new CFile(
                path,
                text,
                GCCLanguage.getDefault()
                        .getASTTranslationUnit(
                                FileContent.create(path, text.toCharArray()),
                                new ScannerInfo(macros),
                                IncludeFileContentProvider.getEmptyFilesProvider(),
                                null,
                                0,
                                new DefaultLogService()));
    }

    private static SourceException failure(String path, Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return new SourceException(path + ": is nested too deeply to be parsed", cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return new SourceException(path + ": takes more memory to parse than Java has", cause);
        }
        return new SourceException(path + ": cannot be parsed: " + cause, cause);
    }
}
