package pcilock.checks.command;

import java.util.concurrent.Callable;
import pcilock.specs.property.Property;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what must hold. */
@Command(
        name = "properties",
        description = "Lists what must hold in every interleaving.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  pcilock properties")
final class PropertiesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (Property property : Property.values()) {
            spec.commandLine().getOut().printf("%-28s %s%n", property.id, property.text);
        }
        return ExitStatus.PROVED;
    }
}
