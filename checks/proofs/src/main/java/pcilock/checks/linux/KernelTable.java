package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.IASTComment;
import org.eclipse.cdt.core.dom.ast.IASTCompositeTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTFileLocation;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTInitializerList;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorFunctionStyleMacroDefinition;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorIncludeStatement;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorMacroDefinition;
import org.eclipse.cdt.core.dom.ast.IASTProblemDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.c.ICASTDesignatedInitializer;
import org.eclipse.cdt.core.dom.ast.c.ICASTFieldDesignator;
import pcilock.checks.resource.TextResource;

/** What is known of the kernel beside the code that is read: the file {@code table.c}, which says what its entries mean. */
final class KernelTable {
    private static final String FILE = "table.c";

    /** Types of locks, and of what is waited on. */
    private static final Set<String> LOCKS = Set.of(
            "mutex",
            "rw_semaphore",
            "semaphore",
            "spinlock_t",
            "raw_spinlock_t",
            "rwlock_t",
            "wait_queue_head_t",
            "completion",
            "lockdep_map");

    private static final Set<String> MODELLED = Set.of("mutex", "raw_spinlock_t", "wait_queue_head_t", "lockdep_map");

    private static KernelTable built;

    final CFile file;

    /** The files of the tree that are read, in this order. */
    final List<String> files = new ArrayList<>();

    /** For the parser: what is defined before a file begins. */
    final Map<String, String> macros = new LinkedHashMap<>();

    private final Map<String, Map<String, CType>> structs = new HashMap<>();
    private final Map<String, Long> constantFields = new HashMap<>();
    private final Map<Integer, String> commentsByLastLine = new HashMap<>();
    private final List<String> lines;

    private KernelTable(CFile file) {
        this.file = file;
        lines = file.text.lines().toList();
        for (IASTPreprocessorIncludeStatement include : file.unit.getIncludeDirectives()) {
            files.add(include.getName().toString());
        }
        for (IASTPreprocessorMacroDefinition macro : file.unit.getMacroDefinitions()) {
            macros.put(signature(macro), macro.getExpansion());
        }
        for (IASTComment comment : file.unit.getComments()) {
            IASTFileLocation location = comment.getFileLocation();
            commentsByLastLine.put(location.getEndingLineNumber(), words(new String(comment.getComment())));
        }
        for (IASTDeclaration declaration : file.unit.getDeclarations()) {
            if (declaration instanceof IASTProblemDeclaration) {
                throw new NotUnderstoodException(file.place(declaration), "this is no C");
            }
            if (declaration instanceof IASTSimpleDeclaration simple) {
                declare(simple);
            }
        }
    }

    /** The table that comes with the program. */
    static synchronized KernelTable builtIn() {
        if (built == null) {
            built = new KernelTable(CParser.parse(FILE, TextResource.read(KernelTable.class, FILE), Map.of()));
        }
        return built;
    }

    private static String signature(IASTPreprocessorMacroDefinition macro) {
        String name = macro.getName().toString();
        if (!(macro instanceof IASTPreprocessorFunctionStyleMacroDefinition function)) {
            return name;
        }
        List<String> parameters = Arrays.stream(function.getParameters())
                .map(parameter -> parameter.getParameter())
                .toList();
        return name + "(" + String.join(",", parameters) + ")";
    }

    private static String words(String comment) {
        return comment.replaceAll("^/\\*+|\\*/$", "")
                .replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private void declare(IASTSimpleDeclaration declaration) {
        if (declaration.getDeclSpecifier() instanceof IASTCompositeTypeSpecifier struct) {
            Map<String, CType> fields = new LinkedHashMap<>();
            for (IASTDeclaration member : struct.getMembers()) {
                if (member instanceof IASTSimpleDeclaration field) {
                    for (IASTDeclarator declarator : field.getDeclarators()) {
                        fields.put(CFile.name(declarator), CType.of(field.getDeclSpecifier(), declarator));
                    }
                }
            }
            structs.put(struct.getName().toString(), fields);
        }
        for (IASTDeclarator declarator : declaration.getDeclarators()) {
            if (declarator.getInitializer() instanceof IASTEqualsInitializer equals
                    && equals.getInitializerClause() instanceof IASTInitializerList list) {
                String struct =
                        CType.of(declaration.getDeclSpecifier(), declarator).name();
                for (IASTInitializerClause clause : list.getClauses()) {
                    if (clause instanceof ICASTDesignatedInitializer field
                            && field.getDesignators()[0] instanceof ICASTFieldDesignator designator) {
                        constantFields.put(
                                struct + "." + designator.getName(),
                                Long.decode(field.getOperand().getRawSignature()));
                    }
                }
            }
        }
    }

    /** Whether the fields of the struct that matter are known. */
    boolean knowsStruct(String name) {
        return structs.containsKey(name);
    }

    /** The type of a field; null where the table has none of that name. */
    CType field(String struct, String name) {
        return structs.get(struct).get(name);
    }

    List<String> fields(String struct) {
        return List.copyOf(structs.get(struct).keySet());
    }

    /** The one value of a field; null where it has none. */
    Long constant(String struct, String field) {
        return constantFields.get(struct + "." + field);
    }

    static boolean isLock(CType type) {
        return type.name() != null && LOCKS.contains(type.name());
    }

    /** Whether the model has locks of that type. */
    static boolean isModelled(CType type) {
        return MODELLED.contains(type.name());
    }

    /** Whether there is a lock of that name. */
    boolean knowsLock(String name) {
        IASTSimpleDeclaration variable = file.variables().get(name);
        return variable != null && isLock(CType.of(variable.getDeclSpecifier(), variable.getDeclarators()[0]));
    }

    /** The comment before an entry, or before the entries that it follows without a blank line; empty where there is none. */
    String comment(IASTNode entry) {
        for (int line = entry.getFileLocation().getStartingLineNumber() - 1; line > 0; line--) {
            String comment = commentsByLastLine.get(line);
            if (comment != null) {
                return comment;
            }
            if (lines.get(line - 1).isBlank()) {
                return "";
            }
        }
        return "";
    }
}
