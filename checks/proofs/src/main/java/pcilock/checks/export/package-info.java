/**
 * Scenarios in the languages of other model checkers, TLA+ and Promela, so that nobody need trust the explorer. What the tasks do
 * comes from running the locking code, as it does for the explorer; the machine and the properties are written out anew, without
 * what the explorer concludes from the automata: locks have holders here, and who resets what is remembered. The states are the
 * same all the same, so their number must be.
 */
package pcilock.checks.export;
