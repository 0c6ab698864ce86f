package pcilock.checks.linux;

import org.eclipse.cdt.core.dom.ast.IASTCompositeTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTElaboratedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTNamedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclSpecifier;

/**
 * What is known of a type.
 *
 * @param name of the struct or the typedef; null for a number, and where nothing is known
 * @param isFunction whether it is a function, or a pointer to one
 * @param isVoid whether it is known to be nothing at all, but for pointers to it
 */
record CType(String name, int pointers, boolean isFunction, boolean isVoid) {
    static final CType UNKNOWN = new CType(null, 0, false, false);

    CType(String name, int pointers, boolean isFunction) {
        this(name, pointers, isFunction, false);
    }

    /** Whether a function with this result answers anything. */
    boolean answers() {
        return !isVoid || pointers > 0;
    }

    static CType of(IASTDeclSpecifier specifier, IASTDeclarator declarator) {
        int pointers = 0;
        boolean function = false;
        for (IASTDeclarator at = declarator; at != null; at = at.getNestedDeclarator()) {
            pointers += at.getPointerOperators().length;
            function |= at instanceof IASTFunctionDeclarator;
        }
        return new CType(name(specifier), pointers, function);
    }

    /** What a function of this declaration answers. */
    static CType ofResult(IASTDeclSpecifier specifier, IASTDeclarator declarator) {
        boolean isVoid = specifier instanceof IASTSimpleDeclSpecifier simple
                && simple.getType() == IASTSimpleDeclSpecifier.t_void;
        return new CType(name(specifier), declarator.getPointerOperators().length, false, isVoid);
    }

    private static String name(IASTDeclSpecifier specifier) {
        if (specifier instanceof IASTElaboratedTypeSpecifier elaborated) {
            return elaborated.getName().toString();
        }
        if (specifier instanceof IASTCompositeTypeSpecifier composite) {
            return composite.getName().toString();
        }
        if (specifier instanceof IASTNamedTypeSpecifier named) {
            return named.getName().toString();
        }
        return null;
    }
}
