package pcilock.checks.explorer;

import java.util.List;

/**
 * What one call does, under every outcome of its branches.
 *
 * @param leadingNotes what the call notes before its first step
 * @param nodes all that can be reached, each at its {@link RecordedNode#number}, so that steps lead on to later ones, but where a loop leads
 *     back
 */
record RecordedCall(RecordedNode root, List<Note> leadingNotes, List<RecordedNode> nodes) {}
