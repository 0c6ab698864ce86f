package pcilock.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import pcilock.checks.explorer.Effect;
import pcilock.checks.explorer.Guard;
import pcilock.checks.explorer.RecordedScenario;
import pcilock.checks.explorer.SetStep;
import pcilock.model.pci.BusLists;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.WiderLocks;
import pcilock.model.revision.Revision;

/** Arrows between packages run one way. */
@AnalyzeClasses(packages = "pcilock", importOptions = PackagesIT.WithoutTests.class)
class PackagesIT {
    /** Tests come in jars of their own here. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/checks/tests/");
        }
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("pcilock.(*.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelKnowsNothingOfSpecsAndSpecsNothingOfChecks = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("checks")
            .definedBy("pcilock.checks..")
            .layer("specs")
            .definedBy("pcilock.specs..")
            .layer("model")
            .definedBy("pcilock.model..")
            .whereLayer("checks")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("specs")
            .mayOnlyBeAccessedByLayers("checks");

    @ArchTest
    static final ArchRule modelGoesFromTheKernelUpToTheRevisions = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("revision")
            .definedBy("pcilock.model.revision..")
            .layer("pci")
            .definedBy("pcilock.model.pci..")
            .layer("kernel")
            .definedBy("pcilock.model.kernel..")
            .whereLayer("revision")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("pci")
            .mayOnlyBeAccessedByLayers("revision");

    /**
     * Lincheck does not see what is done to collections. Those named here make lists before tasks run, or, as {@link BusLists}, for one
     * task.
     */
    @ArchTest
    static final ArchRule tasksChangeNoCollections = noClasses()
            .that()
            .resideInAnyPackage("pcilock.model..", "pcilock.specs.fault..")
            .and(not(belongToAnyOf(
                    BusLists.class, PciBus.class, PciTopology.class, Revision.class, TaskCode.class, WiderLocks.class)))
            .should()
            .callMethodWhere(changesACollection());

    private static DescribedPredicate<JavaMethodCall> changesACollection() {
        Set<String> asking = Set.of(
                "contains",
                "containsAll",
                "containsKey",
                "forEach",
                "get",
                "indexOf",
                "isEmpty",
                "iterator",
                "size",
                "stream");
        return new DescribedPredicate<>("change a collection") {
            @Override
            public boolean test(JavaMethodCall call) {
                JavaClass owner = call.getTargetOwner();
                return (owner.isAssignableTo(Collection.class) || owner.isAssignableTo(Map.class))
                        && !asking.contains(call.getName())
                        && !call.getName().endsWith("Of")
                        && !call.getName().equals("of");
            }
        };
    }

    /** Otherwise TLC and SPIN would be told what the explorer concluded, and would agree with it. */
    @ArchTest
    static final ArchRule exportsAreMadeFromWhatTheTasksDoAndFromNothingElseOfTheExplorer = noClasses()
            .that()
            .resideInAPackage("pcilock.checks.export..")
            .should()
            .dependOnClassesThat(resideInAPackage("pcilock.checks.explorer..")
                    .and(not(belongToAnyOf(RecordedScenario.class, Guard.class, Effect.class, SetStep.class))));

    @ArchTest
    static final ArchRule nothingKnowsTheCommandLine = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("command")
            .definedBy("pcilock.checks.command..")
            .layer("all else")
            .definedBy(resideInAPackage("pcilock..").and(resideOutsideOfPackage("pcilock.checks.command..")))
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule enginesKnowNothingOfEachOtherNorOfTheProofs = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("proof")
            .definedBy("pcilock.checks.proof..")
            .layer("lincheck")
            .definedBy("pcilock.checks.lincheck..")
            .layer("jpf")
            .definedBy("pcilock.checks.jpf..")
            .layer("explorer")
            .definedBy("pcilock.checks.explorer..")
            .whereLayer("proof")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("lincheck")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("jpf")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("explorer")
            .mayNotBeAccessedByAnyLayer();
}
