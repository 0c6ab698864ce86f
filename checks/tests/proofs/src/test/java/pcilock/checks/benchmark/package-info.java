/** How fast the explorer is, beside SPIN on the same scenarios in the same run. */
package pcilock.checks.benchmark;
