package pcilock.checks.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a claim, a property or a revision. */
@Command(
        name = "explain",
        description =
                "Explains a claim, a property or a revision in a paragraph, with the commit or message it comes from.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  pcilock explain patch-3")
final class ExplainCommand implements Callable<Integer> {
    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Such as Patch3_05_NestedBus, bridge-held or 6.11.")
    private String name;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<NamedClaim> claims = Claims.all();
        Optional<NamedClaim> claim =
                claims.stream().filter(one -> one.name().equals(name)).findFirst();
        Optional<Property> property = Arrays.stream(Property.values())
                .filter(one -> one.id.equals(name))
                .findFirst();
        Optional<Revision> revision = Arrays.stream(Revision.values())
                .filter(one -> one.id.equals(name))
                .findFirst();
        if (claim.isPresent()) {
            claim(out, claim.get());
        } else if (property.isPresent()) {
            property(out, property.get(), claims);
        } else if (revision.isPresent()) {
            revision(out, revision.get(), claims);
        } else if (Releases.isRelease(name)) {
            Releases.Named found = Releases.find(name);
            paragraph(out, found.note() + ".");
            revision(out, found.revision(), claims);
        } else {
            throw new InputException("no claim, property or revision \"" + name + "\"" + near(claims));
        }
        return ExitStatus.PROVED;
    }

    private String near(List<NamedClaim> claims) {
        List<String> names = Stream.of(
                        claims.stream().map(NamedClaim::name),
                        Stream.of(Property.values()).map(property -> property.id),
                        Stream.of(Revision.values()).map(revision -> revision.id))
                .flatMap(all -> all)
                .toList();
        return Names.meant(name, names)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("; see \"pcilock properties\", \"pcilock revisions\" and results/README.md");
    }

    private static void claim(PrintWriter out, NamedClaim named) {
        out.println(named.name());
        paragraph(out, named.claim().question() + " " + Sources.comment(Claims.type(named.name())));
        String changed = named.claim().fault() == Fault.NONE
                ? ""
                : ", changed: " + named.claim().fault().text;
        paragraph(
                out,
                named.claim().expected() + ", for the revision " + named.claim().revision().id + " ("
                        + named.claim().revision().source + ")" + changed + ", on "
                        + named.claim().topology() + ", with "
                        + Tasks.text(List.of(named.claim().tasks())) + "."
                        + (named.breaks().isEmpty() ? "" : " Breaks " + CheckedProperties.ids(named.breaks()) + "."));
    }

    private static void property(PrintWriter out, Property property, List<NamedClaim> claims) {
        out.println(property.id);
        paragraph(
                out,
                property.text + " It comes from "
                        + (property.source.startsWith("PR-")
                                ? property.source
                                        + " of the notes on the kernel's locking that the model was made from."
                                : "commit " + property.source + "."));
        paragraph(
                out,
                list(
                        "Claims in which it breaks",
                        claims.stream()
                                .filter(one -> one.breaks().contains(property))
                                .map(NamedClaim::name)
                                .toList()));
    }

    private static void revision(PrintWriter out, Revision revision, List<NamedClaim> claims) {
        out.println(revision.id);
        paragraph(out, Sources.comment(CheckedRevision.type(revision)));
        paragraph(out, "It comes from " + revision.source + ".");
        paragraph(
                out,
                list(
                        "Claims about it",
                        claims.stream()
                                .filter(one -> one.claim().revision() == revision
                                        && NamedClaim.isAboutItsRevision(
                                                one.name(), one.claim().fault()))
                                .map(NamedClaim::name)
                                .toList()));
    }

    private static String list(String what, List<String> claims) {
        return what + ": " + (claims.isEmpty() ? "none" : String.join(", ", claims)) + ".";
    }

    private static void paragraph(PrintWriter out, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +", -1)) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        lines.forEach(each -> out.println("  " + each));
    }
}
