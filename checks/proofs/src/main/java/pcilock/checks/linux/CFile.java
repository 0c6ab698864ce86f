package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTEnumerationSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTFileLocation;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTTranslationUnit;

/** A source file, parsed, by the names that it defines. */
final class CFile {
    /** Below the top of the tree. */
    final String path;

    final String text;
    final IASTTranslationUnit unit;
    private final Map<String, IASTFunctionDefinition> functions = new LinkedHashMap<>();
    private final Map<String, IASTSimpleDeclaration> prototypes = new HashMap<>();
    private final Map<String, IASTSimpleDeclaration> variables = new LinkedHashMap<>();
    private final Set<String> enumerators = new HashSet<>();
    private final int[] lineStarts;

    CFile(String path, String text, IASTTranslationUnit unit) {
        this.path = path;
        this.text = text;
        this.unit = unit;
        lineStarts = lineStarts(text);
        for (IASTDeclaration declaration : unit.getDeclarations()) {
            if (declaration instanceof IASTFunctionDefinition function) {
                functions.put(name(function.getDeclarator()), function);
            } else if (declaration instanceof IASTSimpleDeclaration simple) {
                declare(simple);
            }
        }
    }

    private void declare(IASTSimpleDeclaration declaration) {
        if (declaration.getDeclSpecifier() instanceof IASTEnumerationSpecifier enumeration) {
            Arrays.stream(enumeration.getEnumerators())
                    .forEach(one -> enumerators.add(one.getName().toString()));
        }
        for (IASTDeclarator declarator : declaration.getDeclarators()) {
            if (declarator instanceof IASTFunctionDeclarator && declarator.getNestedDeclarator() == null) {
                prototypes.put(name(declarator), declaration);
            } else {
                variables.put(name(declarator), declaration);
            }
        }
    }

    private static int[] lineStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts.add(i + 1);
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The name that a declarator declares, past any parentheses. */
    static String name(IASTDeclarator declarator) {
        IASTDeclarator at = declarator;
        while (at.getNestedDeclarator() != null) {
            at = at.getNestedDeclarator();
        }
        return at.getName().toString();
    }

    /** Null where the file defines no such function. */
    IASTFunctionDefinition function(String name) {
        return functions.get(name);
    }

    Map<String, IASTFunctionDefinition> functions() {
        return functions;
    }

    /** Null where the file does not declare such a function. */
    IASTSimpleDeclaration prototype(String name) {
        return prototypes.get(name);
    }

    Map<String, IASTSimpleDeclaration> variables() {
        return variables;
    }

    boolean declaresVariable(String name) {
        return variables.containsKey(name) || enumerators.contains(name);
    }

    /** Where a node begins; of what a macro became, where the macro stands. */
    SourcePosition place(IASTNode node) {
        IASTFileLocation location = node.getFileLocation();
        if (location == null) {
            return new SourcePosition(path, 1, 1);
        }
        int offset = location.getNodeOffset();
        int line = Arrays.binarySearch(lineStarts, offset);
        int index = line >= 0 ? line : -line - 2;
        return new SourcePosition(path, index + 1, offset - lineStarts[index] + 1);
    }

    /** The source between the ends of a node, on one line and not too long. */
    static String text(IASTNode node) {
        String text = node.getRawSignature().replaceAll("\\s+", " ").strip();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
