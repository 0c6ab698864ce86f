package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.trace.TraceJson;
import pcilock.checks.trace.TraceText;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;

/** One refuted claim's trace, as text and as JSON. */
final class ClaimTrace {
    private final NamedClaim claim;
    private final ReplayedRun run;

    private ClaimTrace(NamedClaim claim, ReplayedRun run) {
        this.claim = claim;
        this.run = run;
    }

    /**
     * Replays a counterexample.
     *
     * @throws EngineException when the locking code does not do what the counterexample says, or breaks nothing that was asked
     */
    static ClaimTrace of(NamedClaim claim, List<Step> counterexample) {
        ReplayedRun run = Replay.run(claim.scenario(), counterexample);
        if (run.broken().stream().noneMatch(claim.asks()::contains)) {
            throw new EngineException(claim.name() + ": the counterexample breaks nothing when it is replayed");
        }
        return new ClaimTrace(claim, run);
    }

    /** The trace for a person. */
    String text() {
        Heading heading = new Heading()
                .line("Claim", claim.name())
                .line("Question", claim.claim().question())
                .line("Answer", "REFUTED")
                .scenario(claim.scenario());
        return heading + "\n" + TraceText.of(claim.scenario(), run, claim.asks());
    }

    /**
     * The trace for a program, with what other revisions do on the same tree with the same tasks, moved in the same order.
     *
     * @param all every claim, to find the same question about another revision
     */
    String json(List<NamedClaim> all, SourceLines sources) {
        List<ReplayedRun> runs = new ArrayList<>(List.of(run));
        List<Object> comparisons = new ArrayList<>();
        for (NamedClaim other : all) {
            if (isSameForAnotherRevision(other)) {
                ReplayedRun otherRun = Replay.inTheOrderOf(other.scenario(), run.order());
                comparisons.add(TraceJson.comparison(other.name(), run, other.scenario(), otherRun, other.asks()));
                runs.add(otherRun);
            }
        }
        return JsonText.of(
                TraceJson.document(claim.name(), claim.scenario(), runs, claim.asks(), comparisons, sources));
    }

    private boolean isSameForAnotherRevision(NamedClaim other) {
        return claim.claim().fault() == Fault.NONE
                && other.claim().fault() == Fault.NONE
                && other.claim().revision() != claim.claim().revision()
                && other.claim().waiting() == claim.claim().waiting()
                && other.claim().topology().equals(claim.claim().topology())
                && Arrays.equals(other.claim().tasks(), claim.claim().tasks());
    }
}
