package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** Depths 6 and 7 are taken: subclasses run from 0 to 7. */
@Claim(
        question = "A subclass for each depth on a chain without siblings, as deep as lockdep has subclasses",
        revision = Revision.LINUX_6_10_RC1,
        fault = Fault.DEPTH_SUBCLASS,
        topology = "A(B(C(D(E(F(G(H)))))))",
        tasks = "pci_reset_function:H",
        expected = Answer.PROVED)
interface Lockdep_06_SubclassChain {}
