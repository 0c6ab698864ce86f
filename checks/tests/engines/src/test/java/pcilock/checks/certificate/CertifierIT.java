package pcilock.checks.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_6_11;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

class CertifierIT {
    private static final TaskFamily ERROR_RESET = TaskFamily.of("pci_bus_error_reset");
    private static final TaskFamily RESET_BUS = TaskFamily.of("pci_reset_bus");
    private static final TaskFamily RESET_FUNCTION = TaskFamily.of("pci_reset_function");

    @Test
    void anyNumberOfTasksOf611NeverDeadlocks() {
        Certificate certificate = Certifier.certify(Revision.LINUX_6_11, "P(U(E,F),V(W(G)),H)");

        assertThat(certificate.answer(Property.NO_DEADLOCK)).isEqualTo(Answer.PROVED);
        assertThat(certificate.answer(Property.EVERY_TASK_ENDS)).isEqualTo(Answer.PROVED);
        assertThat(certificate.answer(Property.BRIDGE_HELD, RESET_BUS)).isEqualTo(Answer.PROVED);
        assertThat(certificate.answer(Property.BRIDGE_HELD)).isEqualTo(Answer.UNKNOWN);
        assertThat(certificate.candidates()).isEmpty();
        assertThat(certificate.broken())
                .extracting(BrokenPremise::family)
                .extracting(TaskFamily::id)
                .containsOnly("pci_try_reset_function", "pci_reset_function_locked");
    }

    @Test
    void theExplorerDecidesOnCandidates() {
        Certificate certificate = Certifier.certify(Revision.PATCH_3, "P(U(E),F)");

        assertThat(certificate.answer(Property.NO_DEADLOCK)).isEqualTo(Answer.UNKNOWN);
        assertThat(certificate.candidates())
                .contains(new Candidate(List.of("device_lock(U)"), List.of("pci_reset_bus:U")));
        assertThat(certificate.candidates()).anySatisfy(candidate -> assertThat(new ExplorerEngine()
                        .explore(certificate.scenario(candidate))
                        .broken())
                .containsKey(Property.NO_DEADLOCK));
    }

    @Test
    void anyOrderWillDoAsLongAsAllHaveItInCommon() {
        // From the bottom up, which is against the kernel's rule and no deadlock as long as nobody goes the other way.
        Certificate alone = Certifier.certify(
                Revision.LINUX_6_11, Fault.FUNCTION_LOCKED_BEFORE_BRIDGE, "P(U(E),F)", List.of(RESET_FUNCTION));
        assertThat(alone.broken()).extracting(BrokenPremise::premise).doesNotContain(Premise.ONE_ORDER);

        Certificate both = Certifier.certify(
                Revision.LINUX_6_11,
                Fault.FUNCTION_LOCKED_BEFORE_BRIDGE,
                "P(U(E),F)",
                List.of(RESET_FUNCTION, ERROR_RESET));
        assertThat(both.broken()).extracting(BrokenPremise::premise).contains(Premise.ONE_ORDER);
        assertThat(both.candidates()).isNotEmpty();
    }

    @Test
    void nothingIsCertifiedBesideATaskThatReleasesWhatIsNotItsOwn() {
        Certificate certificate = Certifier.certify(
                Revision.LINUX_6_11, Fault.BRIDGE_UNLOCKED_TWICE, "P(E)", List.of(ERROR_RESET, RESET_FUNCTION));

        for (Property property : Property.values()) {
            assertThat(certificate.answer(property, RESET_FUNCTION)).isEqualTo(Answer.UNKNOWN);
        }
    }

    @Test
    void everyOutcomeOfATrylockIsLookedAt() {
        Certificate kept =
                Certifier.certify(Revision.LINUX_6_11, Fault.BRIDGE_KEPT_ON_FAILURE, "P(E,F)", List.of(RESET_BUS));

        assertThat(kept.broken())
                .extracting(BrokenPremise::premise)
                .containsExactly(Premise.NOTHING_HELD_AT_END, Premise.FAILED_TRYLOCK_RESTORES);
    }

    @Test
    void codeThatCannotBeObservedIsRunForEachTask() {
        Revision.Code keepsSomething = context -> new Linux_6_11(context) {
            private int locked;

            @Override
            public void pciBusLock(PciBus bus) {
                locked++;
                super.pciBusLock(bus);
            }

            @Override
            public void pciBusUnlock(PciBus bus) {
                if (--locked == 0) {
                    super.pciBusUnlock(bus);
                }
            }
        };
        TaskContext nowhere = new TaskContext(null, null, null, null);
        assertThat(ObservedCode.of(keepsSomething.in(nowhere), nowhere)).isEmpty();

        Certificate certificate = Certifier.certify(keepsSomething, "P(U(E),F)", List.of(ERROR_RESET));
        assertThat(certificate.broken()).extracting(BrokenPremise::premise).contains(Premise.NOTHING_HELD_AT_END);
    }

    /** Else a large tree takes minutes. */
    @ParameterizedTest
    @EnumSource(Revision.class)
    void theCodeOfEachRevisionCanBeObserved(Revision revision) {
        TaskContext nowhere = new TaskContext(null, null, null, null);

        assertThat(ObservedCode.of(revision.code.in(nowhere), nowhere)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void aThousandDevicesOnOneBusAreNoTrouble(Revision revision) {
        StringBuilder wide = new StringBuilder("P(E1");
        for (int i = 2; i < 1000; i++) {
            wide.append(",E").append(i);
        }
        Certificate certificate =
                Certifier.certify(revision, Fault.NONE, wide.append(')').toString(), List.of(ERROR_RESET, RESET_BUS));

        assertThat(certificate.unexplored()).isEmpty();
        assertThat(certificate.answer(Property.NO_DEADLOCK)).isEqualTo(Answer.PROVED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Revision.class,
            names = {"LINUX_6_9", "PATCH_3", "KEITH_BUSCH", "LINUX_7_1"})
    void norIsTheDeepestChainOfBridges(Revision revision) {
        int depth = PciTopology.MAX_DEPTH;
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            chain.append("B").append(i).append('(');
        }
        String tree = chain.append("E").append(")".repeat(depth)).toString();
        Certificate certificate = Certifier.certify(revision, tree);

        boolean takesBridgesTwice = revision == Revision.PATCH_3 || revision == Revision.KEITH_BUSCH;
        assertThat(certificate.unexplored()).isEmpty();
        assertThat(certificate.answer(Property.NO_DEADLOCK))
                .isEqualTo(takesBridgesTwice ? Answer.UNKNOWN : Answer.PROVED);
        assertThat(certificate.answer(Property.BRIDGE_HELD, ERROR_RESET))
                .isEqualTo(revision.compareTo(Revision.PATCH_3) < 0 ? Answer.UNKNOWN : Answer.PROVED);
    }
}
