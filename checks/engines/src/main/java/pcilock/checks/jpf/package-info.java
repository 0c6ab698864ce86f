/**
 * Java PathFinder, forked. JPF is not on Maven Central and is no dependency: it is found where its users install it, and the
 * classes that speak to its API are compiled when a run needs them.
 */
package pcilock.checks.jpf;
