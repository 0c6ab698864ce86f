package pcilock.checks.page;

/**
 * An engine as the manifest has it.
 *
 * @param unit what it counts
 */
record EngineEntry(String name, String version, String unit, String fingerprint) {}
