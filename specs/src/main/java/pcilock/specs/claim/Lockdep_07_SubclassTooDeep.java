package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Lockdep has eight subclasses: the ninth level is an invalid one. */
@Claim(
        question = "And one level deeper?",
        revision = Revision.LINUX_6_10_RC1,
        fault = Fault.DEPTH_SUBCLASS,
        topology = "A(B(C(D(E(F(G(H(I))))))))",
        tasks = "pci_reset_function:I",
        expected = Answer.REFUTED,
        breaks = Property.LOCKDEP_SUBCLASS_VALID)
interface Lockdep_07_SubclassTooDeep {}
