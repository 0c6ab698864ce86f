/**
 * Java PathFinder, forked. JPF is not on Maven Central and is no dependency: it is found where its users install it, and the one
 * class that speaks to its API is compiled when a run needs it.
 */
package pcilock.checks.jpf;
