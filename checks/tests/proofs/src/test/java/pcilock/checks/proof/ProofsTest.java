package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.Claim;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

class ProofsTest {
    private static final List<Step> RUN = List.of(new Step(0, Event.RESET_BEGIN, 0));

    @TempDir
    private Path directory;

    private final NamedClaim proved = claim("Patch3_04_FlatBus");
    private final NamedClaim refuted = claim("Patch3_05_NestedBus");

    private static NamedClaim claim(String name) {
        return Claims.all().stream()
                .filter(claim -> claim.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Exploration complete(Property... broken) {
        Map<Property, List<Step>> runs = new java.util.EnumMap<>(Property.class);
        for (Property property : broken) {
            runs.put(property, RUN);
        }
        return new Exploration(true, null, 7, 3, EnumSet.of(Event.RESET_BEGIN, Event.MUTEX_LOCK), runs);
    }

    private static Exploration stopped(String why, Property... broken) {
        Exploration complete = complete(broken);
        return new Exploration(false, why, 7, 3, complete.seen(), complete.broken());
    }

    private static Engine engine(String name, Exploration exploration) {
        return engine(name, exploration, false);
    }

    private static Engine engine(String name, Exploration exploration, boolean takesLong) {
        return new Engine() {
            @Override
            public boolean takesLong(Claim claim) {
                return takesLong;
            }

            @Override
            public String whyNotAsked(Claim claim) {
                return claim.notForLincheck();
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public String unit() {
                return "runs";
            }

            @Override
            public Exploration explore(Scenario scenario) {
                if (exploration == null) {
                    throw new EngineException("the child crashed");
                }
                return exploration;
            }
        };
    }

    private static Proof prove(NamedClaim claim, Engine... engines) {
        return new Proofs(List.of(engines), Manifest.empty(), "f", true)
                .run(List.of(claim), line -> {})
                .get(0);
    }

    @Test
    void whatIsExploredToItsEndAndHoldsIsProved() {
        Proof proof = prove(proved, engine("jpf", complete()));

        assertThat(proof.answer()).isEqualTo(Answer.PROVED);
        assertThat(proof.findings().get("jpf").surprises(proved)).isEmpty();
    }

    @Test
    void aPropertyThatWasNeverPutToTheTestDoesNotHold() {
        assertThat(prove(proved, engine("jpf", complete())).holds())
                .contains(Property.BRIDGE_HELD)
                .doesNotContain(Property.NO_USER_ACCESS_DURING_RESET, Property.TRYLOCK_NEVER_SLEEPS);
    }

    @Test
    void aLimitIsUnknownAndASurprise() {
        Proof proof = prove(proved, engine("jpf", stopped("the limit of 7 states was reached")));

        assertThat(proof.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(proof.holds()).isEmpty();
        assertThat(proof.findings().get("jpf").surprises(proved))
                .containsExactly("UNKNOWN, since the limit of 7 states was reached");
    }

    @Test
    void aRefutationThatWasNotExpectedIsASurprise() {
        Proof proof = prove(proved, engine("jpf", complete(Property.BRIDGE_HELD)));

        assertThat(proof.findings().get("jpf").surprises(proved)).hasSize(1);
    }

    @Test
    void aRefutationByAnotherPropertyThanExpectedIsASurprise() {
        Proof proof = prove(refuted, engine("jpf", complete(Property.NO_DEADLOCK)));

        assertThat(proof.answer()).isEqualTo(Answer.REFUTED);
        assertThat(proof.findings().get("jpf").surprises(refuted)).hasSize(1);
    }

    @Test
    void anEngineThatStopsAtAHangNeedNotFindTheRest() {
        Proof proof = prove(refuted, engine("lincheck", stopped("it hung", Property.NO_DEADLOCK)));

        assertThat(proof.findings().get("lincheck").surprises(refuted)).isEmpty();
    }

    @Test
    void enginesThatContradictEachOtherAreShownBoth() {
        Proof proof = prove(proved, engine("jpf", complete()), engine("lincheck", complete(Property.BRIDGE_HELD)));

        assertThat(proof.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(proof.disagreements()).hasSize(1);
        assertThat(proof.disagreements().get(0)).contains("jpf says PROVED").contains("lincheck says REFUTED");
    }

    @Test
    void anEngineThatStoppedEarlyMayHaveFoundLess() {
        Engine all = engine("jpf", complete(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS));
        Engine some = engine("lincheck", stopped("it hung", Property.NO_DEADLOCK));
        Engine other = engine("lincheck", stopped("it hung", Property.BRIDGE_HELD));

        assertThat(prove(refuted, all, some).disagreements()).isEmpty();
        assertThat(prove(refuted, all, other).disagreements()).hasSize(1);
    }

    @Test
    void anEngineThatFailsIsNoAnswer() {
        assertThatThrownBy(() -> prove(proved, engine("jpf", null)))
                .isInstanceOf(EngineException.class)
                .hasMessage("Patch3_04_FlatBus, jpf: the child crashed");
    }

    @Test
    void whatAnAbsentEngineFoundIsKeptAsLongAsTheSourcesAreTheSame() {
        Finding found = Finding.of(proved, complete());
        Manifest before = new Manifest(
                Map.of("jpf", new Manifest.EngineRecord("7ea25de", "states", "f")),
                Map.of(proved.name(), Map.of("jpf", found)),
                Map.of());

        Proof same = new Proofs(List.of(), before, "f", true)
                .run(List.of(proved), line -> {})
                .get(0);
        Proof changed = new Proofs(List.of(), before, "g", true)
                .run(List.of(proved), line -> {})
                .get(0);

        assertThat(same.answer()).isEqualTo(Answer.PROVED);
        assertThat(changed.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(changed.stale()).isEqualTo(Set.of("jpf"));
        assertThat(changed.holds()).isEmpty();
    }

    @Test
    void whatTakesAnEngineLongIsAskedWhereThatIsWantedOnly() {
        Engine slow = engine("lincheck", complete(), true);

        assertThat(new Proofs(List.of(slow), Manifest.empty(), "f", false)
                        .run(List.of(proved), line -> {})
                        .get(0)
                        .findings())
                .isEmpty();
        assertThat(prove(proved, slow).findings()).containsOnlyKeys("lincheck");
    }

    @Test
    void whatTookAnEngineLongStaysStaleUntilItIsAskedAgain() throws IOException {
        Engine slow = engine("lincheck", complete(), true);
        Manifest asked = written(new Proofs(List.of(slow), Manifest.empty(), "f", true));
        Manifest changed = written(new Proofs(List.of(slow), asked, "g", false));

        assertThat(stale(asked, "f")).isEmpty();
        assertThat(stale(asked, "g")).containsExactly("lincheck");
        assertThat(stale(changed, "g")).containsExactly("lincheck");
    }

    private Set<String> stale(Manifest committed, String fingerprint) {
        return new Proofs(List.of(engine("lincheck", complete(), true)), committed, fingerprint, false)
                .run(List.of(proved), line -> {})
                .get(0)
                .stale();
    }

    private Manifest written(Proofs proofs) throws IOException {
        Path file = directory.resolve("manifest.json");
        Files.writeString(file, Manifest.write(proofs.records(), proofs.run(List.of(proved), line -> {})));
        return Manifest.read(file);
    }

    @Test
    void aClaimThatIsNotForAnEngineSaysWhy() {
        NamedClaim three = claim("Three_13_EnableSlotAndEnableSlotAndResetFile");

        assertThat(prove(three, engine("lincheck", null)).notAsked())
                .containsOnly(Map.entry("lincheck", three.claim().notForLincheck()));
    }

    @Test
    void whatIsStaleIsShownAsStaleAndNotAsProved() {
        Manifest before = new Manifest(
                Map.of("jpf", new Manifest.EngineRecord("7ea25de", "states", "f")),
                Map.of(proved.name(), Map.of("jpf", Finding.of(proved, complete()))),
                Map.of());
        Proofs proofs = new Proofs(List.of(), before, "g", true);

        String page = new ResultsPage(proofs.records(), proofs.run(List.of(proved), line -> {})).text();

        assertThat(page).contains("*stale* in 1 of 1").doesNotContain("PROVED in");
    }
}
