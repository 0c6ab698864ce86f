package pcilock.specs.claim;

/** What an engine has to say of a claim. There are three answers, never two. */
public enum Answer {
    /** Every interleaving was explored, to the end, and none breaks what was asked. */
    PROVED,
    /** An interleaving breaks what was asked; there is a counterexample. */
    REFUTED,
    /** A limit was reached, or the engine stopped in a way that proves nothing. */
    UNKNOWN
}
