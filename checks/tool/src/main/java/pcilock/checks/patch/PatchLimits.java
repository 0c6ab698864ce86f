package pcilock.checks.patch;

/** How much is read of a patch before it is refused, and how long its hunks are looked for. Each is far above what a series has. */
public final class PatchLimits {
    /** Bytes of a patch file, unpacked. A stable update of the kernel has 2 MB. */
    public static final int MAX_BYTES = 32 << 20;

    /** Lines of a patch file. */
    public static final int MAX_LINES = 1_000_000;

    /** Characters of a line. */
    public static final int MAX_LINE_LENGTH = 65_536;

    /** Mails of an mbox or a thread, attached mails included. */
    public static final int MAX_MAILS = 10_000;

    /** Characters of a header field of a mail. */
    static final int MAX_HEADER_FIELD = 65_536;

    /** Parts within parts of a mail. */
    static final int MAX_MAIL_DEPTH = 10;

    /** Patches that are applied to one tree. */
    public static final int MAX_PATCHES = 2_000;

    /** Lines of all files that one patch changes. */
    public static final int MAX_CHANGED_LINES = 4_000_000;

    /** Lines of a hunk, and the number of a line in a file. */
    static final int MAX_LINE_NUMBER = 100_000_000;

    /** Lines of a file that are compared with lines of a patch, for each patch. Less than a second. */
    static final long MAX_COMPARISONS = 100_000_000;

    private PatchLimits() {}
}
