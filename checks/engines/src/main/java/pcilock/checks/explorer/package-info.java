/**
 * Explores the states of a machine.
 *
 * <p>From a scenario to an answer:
 *
 * <pre>
 * locking code -> RecordingKernel   each task alone, under every outcome: a tree of steps
 *              -> AutomatonBuilder, Minimization   one small automaton for each task
 *              -> ProgramTables, LockBits   the same as bits: what a step asks, takes, gives back, and what it is judged by
 *              -> Product, NarrowProduct   all tasks together: the steps from a state to the next
 *              -> Search (BreadthFirstSearch, DepthFirstSearch)   of all steps, or of those that PersistentSets says
 *              -> Judge, JudgeScope   asks the observer of the properties, where a filter does not clear a step
 *              -> Replay   every counterexample is run again with the locking code
 * </pre>
 *
 * <p>{@link pcilock.checks.explorer.ExplorerEngine} goes this way for one scenario, {@link pcilock.checks.explorer.ScenarioSearch} for
 * one after the other.
 *
 * <p>Of tasks that take the wider locks, most are known to be never stuck before any of this but the first line: {@link
 * pcilock.checks.explorer.TaskWaits} looks at each recording by itself, and {@link pcilock.checks.explorer.CircularWait} puts together what
 * tasks hold where they wait. Of the resets alone {@link pcilock.checks.explorer.AtRisk} tells the same of every property, so that a sweep
 * searches one scenario in a thousand.
 *
 * <p>To add a kind of lock, once {@code Kernel} and {@code Event} have it:
 *
 * <ol>
 *   <li>{@code RecordingKernel}: a primitive writes down its outcomes, each an edge with a {@code Guard} (what must hold) and an {@code
 *       Effect} (what it does). A lock whose number is one of {@code PciTopology.mutexes} needs no more than that.
 *   <li>{@code Guard} and {@code Effect}: one constant for what a step may ask and do that no other one says.
 *   <li>{@code LockBits}: a number in {@code KINDS}, and which bit a step asks about, whether it must be held, which it takes and which
 *       it gives back; {@code ofKind} and {@code add} where the observer is to be told who holds it.
 *   <li>A lock that several may hold (readers) is no bit: its count is a field of the state beside {@code ContestedLocks}, and a step
 *       about it a signal in {@code ProgramTables.signals} and {@code senses}, so that {@code PersistentSets} knows what depends on it.
 *   <li>{@code Memory} and {@code PropertyObserver.remember}: what a task holds of it, if a property speaks of that. The filter of the
 *       judge follows by itself, see {@code JudgeScope}.
 *   <li>{@code HoldAndWait}: its bit, and which step asks for it and gives it back.
 *   <li>{@code LoopCheck}: whether a loop may need it both free and held. {@code StuckRun} and {@code Stuck}: what is broken by waiting
 *       for it.
 *   <li>{@code StepText} and the two exports: the same guard and effect in TLA+ and Promela.
 *   <li>{@code RandomTasks} in the tests: let tasks by chance take it, which compares the reduced search with that of all states.
 * </ol>
 */
package pcilock.checks.explorer;
