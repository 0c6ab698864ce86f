package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.Exploration;
import pcilock.model.pci.PciTopology;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** Where no task takes the wider locks they are left out, also of the resets that take some. That must change no answer. */
class WiderMachineTest {
    /** 64 numbers are enough for so many devices whatever they are. */
    private static final int MOST_DEVICES = 8;

    static List<NamedClaim> claimsOfResetsAlone() {
        return Claims.all().stream()
                .filter(claim -> !claim.scenario().history)
                .filter(claim -> topology(claim.scenario()).wider == null)
                .filter(claim -> topology(claim.scenario()).devices.length <= MOST_DEVICES)
                .toList();
    }

    private static PciTopology topology(Scenario scenario) {
        return PciTopology.parse(scenario.topology);
    }

    @ParameterizedTest
    @MethodSource("claimsOfResetsAlone")
    void resetsAloneBreakTheSameWithTheLocksThatAreLeftOut(NamedClaim claim) {
        Scenario narrow = claim.scenario();
        Scenario wide = new Scenario(
                narrow.revision,
                narrow.fault,
                narrow.waiting,
                PciTopology.withWiderLocks(narrow.topology),
                narrow.tasks,
                false);

        assertThat(broken(wide)).isEqualTo(broken(narrow));
    }

    private static Set<Property> broken(Scenario scenario) {
        Exploration exploration = new ExplorerEngine().explore(scenario);
        assertThat(exploration.complete()).isTrue();
        return exploration.broken().keySet();
    }
}
