package pcilock.checks.explorer;

import java.util.List;

/**
 * What one call does, under every outcome of its branches.
 *
 * @param leadingNotes what the call notes before its first step
 * @param nodes all that can be reached, each at its {@link RecordedNode#number}, so that steps lead on to later ones, but where a loop leads
 *     back
 * @param strays the devices of which the call may release a lock, or take one away, that its task does not hold, a bit each. Contested ones
 *     are among them wherever a lock of theirs is released. Those that another task touches are contested; as long as no other task touches
 *     them nobody else holds what is released
 */
record RecordedCall(RecordedNode root, List<Note> leadingNotes, List<RecordedNode> nodes, long strays) {}
