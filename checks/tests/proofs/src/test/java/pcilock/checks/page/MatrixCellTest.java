package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

class MatrixCellTest {
    private static final Property ASKED = Property.BRIDGE_HELD;

    private static EngineFinding finding(String engine, Answer answer, boolean stale) {
        return new EngineFinding(
                engine,
                answer,
                stale,
                answer != Answer.UNKNOWN,
                "",
                7,
                3,
                answer == Answer.REFUTED ? List.of(ASKED) : List.of(),
                answer == Answer.PROVED ? List.of(ASKED) : List.of());
    }

    private static ClaimEntry claim(String name, EngineFinding... findings) {
        return new ClaimEntry(
                name,
                "",
                Revision.PATCH_3.id,
                Fault.NONE,
                "",
                "P(E)",
                List.of(),
                Answer.PROVED,
                Map.of(),
                List.of(findings));
    }

    private static MatrixCell cell(ClaimEntry... claims) {
        return MatrixCell.of(Revision.PATCH_3, ASKED, List.of(claims));
    }

    @Test
    void isProvedWhereItHoldsAndSaysByWhom() {
        MatrixCell cell =
                cell(claim("A_1", finding("jpf", Answer.PROVED, false), finding("lincheck", Answer.PROVED, true)));

        assertThat(cell.state()).isEqualTo(MatrixCell.State.PROVED);
        assertThat(cell.engines()).isEqualTo(Map.of("jpf", 7L));
    }

    @Test
    void isRefutedByOneClaimOfTwo() {
        MatrixCell cell = cell(
                claim("A_1", finding("jpf", Answer.PROVED, false)),
                claim("A_2", finding("lincheck", Answer.REFUTED, false)));

        assertThat(cell.state()).isEqualTo(MatrixCell.State.REFUTED);
        assertThat(cell.broken()).containsExactly("A_2");
        assertThat(cell.asked()).isEqualTo(2);
        assertThat(cell.engines()).containsOnlyKeys("lincheck");
    }

    @Test
    void isUnknownWhereAnEngineStoppedOrTwoDisagree() {
        assertThat(cell(claim("A_1", finding("jpf", Answer.UNKNOWN, false))).state())
                .isEqualTo(MatrixCell.State.UNKNOWN);
        assertThat(cell(claim("A_1", finding("jpf", Answer.PROVED, false), finding("lincheck", Answer.REFUTED, false)))
                        .state())
                .isEqualTo(MatrixCell.State.UNKNOWN);
    }

    @Test
    void isStaleWhereAllThatIsKnownIs() {
        assertThat(cell(claim("A_1", finding("jpf", Answer.PROVED, true))).state())
                .isEqualTo(MatrixCell.State.STALE);
    }

    @Test
    void isSkippedWhereNothingPutItToTheTest() {
        assertThat(cell().state()).isEqualTo(MatrixCell.State.SKIPPED);
        assertThat(cell(claim("Fault_1", finding("jpf", Answer.PROVED, false))).state())
                .isEqualTo(MatrixCell.State.SKIPPED);
    }
}
