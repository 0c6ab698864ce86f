package pcilock.checks.proof;

import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.trace.TraceText;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;

/** The text of one refuted claim's trace. */
final class ClaimTrace {
    private ClaimTrace() {}

    /**
     * Replays a counterexample and writes it down.
     *
     * @throws EngineException when the locking code does not do what the counterexample says, or breaks nothing that was asked
     */
    static String of(NamedClaim claim, List<Step> counterexample) {
        ReplayedRun run = Replay.run(claim.scenario(), counterexample);
        if (run.broken().stream().noneMatch(claim.asks()::contains)) {
            throw new EngineException(claim.name() + ": the counterexample breaks nothing when it is replayed");
        }
        StringBuilder text = new StringBuilder();
        field(text, "Claim", claim.name());
        field(text, "Question", claim.claim().question());
        field(text, "Answer", "REFUTED");
        field(
                text,
                "Revision",
                claim.claim().revision().id + ", " + claim.claim().revision().source);
        if (claim.claim().fault() != Fault.NONE) {
            field(text, "Changed", claim.claim().fault().text);
        }
        field(text, "Tree", claim.claim().topology());
        PciTopology topology = PciTopology.parse(claim.claim().topology());
        for (int task = 0; task < claim.claim().tasks().length; task++) {
            field(
                    text,
                    "Task T" + (task + 1),
                    TaskCode.parse(claim.claim().tasks()[task], topology).toString());
        }
        return text.append('\n')
                .append(TraceText.of(claim.scenario(), run, claim.asks()))
                .toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(" ".repeat(10 - name.length())).append(value).append('\n');
    }
}
