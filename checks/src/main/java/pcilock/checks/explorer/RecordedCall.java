package pcilock.checks.explorer;

import java.util.List;

/**
 * What one call does, under every outcome of its branches.
 *
 * @param leadingNotes what the call notes before its first step
 */
record RecordedCall(RecordedNode root, List<Note> leadingNotes) {}
