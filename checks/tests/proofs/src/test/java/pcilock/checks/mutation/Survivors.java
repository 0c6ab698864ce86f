package pcilock.checks.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Compares the changes that nothing noticed with the list of those that nobody can notice. One that is missing there, and one that is
 * there and was noticed, is an error. Of the list only those rows count whose classes were changed.
 */
final class Survivors {
    /** What PIT calls a change that a test noticed; whatever else it says of one, nothing has noticed it for sure. */
    private static final List<String> NOTICED = List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR");

    private Survivors() {}

    /**
     * Compares.
     *
     * @param arguments PIT's report, the list, and the directory of the model's sources
     */
    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        List<String> survivors = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        NodeList mutations = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of(arguments[0]).toFile())
                .getElementsByTagName("mutation");
        for (int i = 0; i < mutations.getLength(); i++) {
            Element mutation = (Element) mutations.item(i);
            changed.add(simpleName(mutation));
            if (!NOTICED.contains(mutation.getAttribute("status"))) {
                survivors.add(row(mutation, Path.of(arguments[2])));
            }
        }
        List<String> listed = Files.readAllLines(Path.of(arguments[1])).stream()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> changed.contains(line.substring(3, line.indexOf('.'))))
                .map(line -> line.substring(0, line.lastIndexOf(" | ")) + " |")
                .toList();
        List<String> missing = without(survivors, listed);
        List<String> noticed = without(listed, survivors);
        System.out.printf(
                "%d changes of the locking code, %d not noticed, %d of them listed with the reason.%n",
                mutations.getLength(), survivors.size(), survivors.size() - missing.size());
        if (!missing.isEmpty() || !noticed.isEmpty()) {
            throw new IllegalStateException("\nNot noticed, and no reason is listed:\n" + String.join("\n", missing)
                    + "\nListed, but noticed or no longer there:\n" + String.join("\n", noticed));
        }
    }

    /** The change as it stands in the list, without line numbers, which move: class and method, the line, what was done to it. */
    private static String row(Element mutation, Path sources) throws IOException {
        String type = text(mutation, "mutatedClass");
        Path file = sources.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'))
                .resolve(text(mutation, "sourceFile"));
        String line = Files.readAllLines(file)
                .get(Integer.parseInt(text(mutation, "lineNumber")) - 1)
                .strip();
        String change =
                text(mutation, "description").replaceAll(" for pcilock\\S*", "").replaceAll("pcilock/\\S*/", "");
        return "| `" + simpleName(mutation) + "." + text(mutation, "mutatedMethod") + "` | `" + line + "` | " + change
                + " |";
    }

    private static String simpleName(Element mutation) {
        String type = text(mutation, "mutatedClass");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }

    /** What is in the first and not in the second, as often as it is there once more. */
    private static List<String> without(List<String> first, List<String> second) {
        List<String> left = new ArrayList<>(first);
        second.forEach(left::remove);
        return List.copyOf(new TreeSet<>(left));
    }
}
