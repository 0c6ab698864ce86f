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
 * one after the other, of tasks of which {@link pcilock.checks.explorer.TaskRecordings} has those that do the same recorded and laid out
 * once, in whichever revision.
 *
 * <p>Of tasks that take the wider locks, most are known to be never stuck before any of this but the first line: {@link
 * pcilock.checks.explorer.TaskWaits} looks at each recording by itself, and {@link pcilock.checks.explorer.CircularWait} puts together what
 * tasks hold where they wait. Of the resets alone {@link pcilock.checks.explorer.AtRisk} tells the same of every property, so that a sweep
 * searches one scenario in a thousand.
 *
 * <p>To add a kind of lock, once {@code Kernel} and {@code Event} have it. Where one task at a time holds it:
 *
 * <ol>
 *   <li>{@code LockKind}: a constant, and which events take one, give one back, and wait for one. What steps ask of it and do to it is then
 *       known to search, judge's filter, conclusions and replay.
 *   <li>{@code LockSet} and {@code LockBits.locks} and {@code add}: one more word of what a task holds. What does not know of it does not
 *       compile, but for these two.
 *   <li>{@code RecordingKernel}: a primitive writes down its outcomes, each an edge with a {@code Label}; {@code SteppingKernel} and the
 *       certificate's kernels do it.
 *   <li>{@code PropertyObserver.remember} and {@code Memory}: who holds it, if a property speaks of that.
 *   <li>{@code StuckRun}: what is broken by waiting for it for ever. {@code Lock}: its name.
 *   <li>The two exports: who holds it, in TLA+ and Promela.
 *   <li>{@code RandomTasks} in the tests: let tasks by chance take it, which compares the reduced search with that of all states.
 * </ol>
 *
 * <p>A lock that several may hold is a {@code GuardedObject} of the model, of which everything here knows sets of tasks and steps with them:
 * it needs its events in {@code GuardedObserver}, {@code SetScope}, {@code Lock} and the two exports.
 */
package pcilock.checks.explorer;
