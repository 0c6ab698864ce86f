package pcilock.checks.patch;

/** A line of a patched file, without its line end. */
public record PatchedLine(String text, LineOrigin origin) {}
