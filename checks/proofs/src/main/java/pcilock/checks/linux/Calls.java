package pcilock.checks.linux;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFieldReference;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** The names in a function that tell what it may come to: found without understanding it. */
final class Calls extends ASTVisitor {
    static final String FLAG = "block_cfg_access";

    /** Each name that is called, and where first. */
    final Map<String, IASTFunctionCallExpression> called = new LinkedHashMap<>();

    /** Every call that is not by a function's name. */
    final Set<IASTFunctionCallExpression> byPointer = new LinkedHashSet<>();

    /** Every other name that is used as a value: that of a function may be handed on. */
    final Map<String, IASTNode> values = new LinkedHashMap<>();

    /** Where the flag of a device is first used; null where it is not. */
    IASTNode flag;

    private Calls() {
        shouldVisitExpressions = true;
    }

    static Calls in(IASTNode node) {
        Calls calls = new Calls();
        node.accept(calls);
        return calls;
    }

    @Override
    public int visit(IASTExpression expression) {
        if (expression instanceof IASTFunctionCallExpression call) {
            if (call.getFunctionNameExpression() instanceof IASTIdExpression name) {
                called.putIfAbsent(name.getName().toString(), call);
            } else {
                byPointer.add(call);
            }
        } else if (expression instanceof IASTFieldReference field
                && flag == null
                && field.getFieldName().toString().equals(FLAG)) {
            flag = field;
        } else if (expression instanceof IASTIdExpression name
                && !(name.getParent() instanceof IASTFunctionCallExpression call
                        && call.getFunctionNameExpression() == name)) {
            values.putIfAbsent(name.getName().toString(), name);
        }
        return PROCESS_CONTINUE;
    }
}
