package pcilock.checks.linux;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTArrayDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTArraySubscriptExpression;
import org.eclipse.cdt.core.dom.ast.IASTAttribute;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTBreakStatement;
import org.eclipse.cdt.core.dom.ast.IASTCaseStatement;
import org.eclipse.cdt.core.dom.ast.IASTCastExpression;
import org.eclipse.cdt.core.dom.ast.IASTCompoundStatement;
import org.eclipse.cdt.core.dom.ast.IASTConditionalExpression;
import org.eclipse.cdt.core.dom.ast.IASTContinueStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarationStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTDefaultStatement;
import org.eclipse.cdt.core.dom.ast.IASTDoStatement;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpressionList;
import org.eclipse.cdt.core.dom.ast.IASTExpressionStatement;
import org.eclipse.cdt.core.dom.ast.IASTFieldReference;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTGotoStatement;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTIfStatement;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTInitializerList;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTLiteralExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTNullStatement;
import org.eclipse.cdt.core.dom.ast.IASTParameterDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTReturnStatement;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStandardFunctionDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTSwitchStatement;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTWhileStatement;
import org.eclipse.cdt.core.dom.ast.gnu.IGNUASTCompoundStatementExpression;
import pcilock.checks.linux.CProgram.Definition;
import pcilock.checks.linux.CProgram.Kind;
import pcilock.checks.linux.Expression.Operator;
import pcilock.checks.linux.Instruction.Label;

/** Makes a function of C into instructions, and refuses what it does not understand. */
final class Lowering {
    /** What patch 2 of the thread warns with. */
    private static final String UNLOCKED_RESET = "unlocked secondary bus reset";

    private static final String LIST_END = "__list_is_head";

    /** Functions that only look at the model. */
    static final Set<String> LOOKS = Set.of(
            "list_empty",
            "list_is_singular",
            "__list_first",
            "__list_last",
            "__list_next",
            "__list_prev",
            LIST_END,
            "to_pci_dev");

    private static final Set<String> LOCKED = Set.of("pci_dev", "pci_bus", "pci_slot");
    private static final String SCOPED_GUARD = "__scoped_guard";
    private static final String GUARD = "guard";

    /** The functions that a guard of each kind calls. */
    private static final Map<String, List<String>> GUARDS = Map.of(
            "mutex", List.of("mutex_lock", "mutex_unlock"),
            "device", List.of("device_lock", "device_unlock"),
            "pci_dev", List.of("pci_dev_lock", "pci_dev_unlock"),
            "raw_spinlock_irq", List.of("raw_spin_lock_irq", "raw_spin_unlock_irq"),
            "raw_spinlock_irqsave", List.of("raw_spin_lock_irq", "raw_spin_unlock_irq"),
            "rwsem_read", List.of("down_read", "up_read"),
            "rwsem_write", List.of("down_write", "up_write"));

    private record Variable(int slot, CType type, boolean isArray) {}

    /** What is done when a scope is left: a call with the value that a variable has then. */
    private record Cleanup(String function, int slot, boolean onlyIfNotNull, IASTNode declared) {}

    private static final class Scope {
        final IASTNode node;
        final Map<String, Variable> variables = new HashMap<>();
        final List<Cleanup> cleanups = new ArrayList<>();
        Label breaks;
        Label continues;

        Scope(IASTNode node) {
            this.node = node;
        }
    }

    private static final class Target {
        static final int UNKNOWN = -1;

        final Label label = new Label();

        /** How many guards are held there; {@link #UNKNOWN} until it is known where it is. */
        int cleanups = UNKNOWN;

        final List<Goto> gotos = new ArrayList<>();
    }

    /**
     * A jump.
     *
     * @param cleanups how many guards are held when all scopes are left that the label is not in
     */
    private record Goto(IASTNode node, int cleanups) {}

    private final CProgram program;
    private final KernelTable table;
    private final CFile file;
    private final IASTFunctionDefinition node;
    private final List<Instruction> code = new ArrayList<>();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<IASTNode, Label> cases = new HashMap<>();
    private int variables;
    private boolean waits;
    private boolean closed = true;

    Lowering(CProgram program, Definition definition) {
        this.program = program;
        this.table = program.table;
        this.file = definition.file();
        this.node = definition.node();
    }

    // Types

    static CType parameter(IASTDeclarator declarator, int number) {
        if (declarator instanceof IASTStandardFunctionDeclarator function && number < function.getParameters().length) {
            IASTParameterDeclaration parameter = function.getParameters()[number];
            return CType.of(parameter.getDeclSpecifier(), parameter.getDeclarator());
        }
        return CType.UNKNOWN;
    }

    private CType typeOf(IASTNode expression) {
        if (expression instanceof IASTIdExpression name) {
            Variable variable = variable(name.getName().toString());
            return variable == null ? CType.UNKNOWN : variable.type();
        }
        if (expression instanceof IASTFieldReference field) {
            CType owner = typeOf(field.getFieldOwner());
            CType type = owner.name() != null && table.knowsStruct(owner.name())
                    ? table.field(owner.name(), field.getFieldName().toString())
                    : null;
            return type == null ? CType.UNKNOWN : type;
        }
        if (expression instanceof IASTFunctionCallExpression call
                && call.getFunctionNameExpression() instanceof IASTIdExpression name) {
            String function = name.getName().toString();
            if (function.startsWith("__list_") && call.getArguments().length > 0) {
                return ofElement(call.getArguments()[0]);
            }
            return program.resultOf(function);
        }
        if (expression instanceof IASTUnaryExpression unary) {
            CType type = typeOf(unary.getOperand());
            return switch (unary.getOperator()) {
                case IASTUnaryExpression.op_star -> new CType(type.name(), type.pointers() - 1, type.isFunction());
                case IASTUnaryExpression.op_amper -> new CType(type.name(), type.pointers() + 1, type.isFunction());
                case IASTUnaryExpression.op_bracketedPrimary -> type;
                default -> CType.UNKNOWN;
            };
        }
        if (expression instanceof IASTCastExpression cast) {
            return CType.of(
                    cast.getTypeId().getDeclSpecifier(), cast.getTypeId().getAbstractDeclarator());
        }
        if (expression instanceof IASTConditionalExpression conditional) {
            IASTExpression positive = conditional.getPositiveResultExpression();
            CType type = typeOf(positive == null ? conditional.getLogicalConditionExpression() : positive);
            return type.name() != null ? type : typeOf(conditional.getNegativeResultExpression());
        }
        if (expression instanceof IASTBinaryExpression binary && isAssignment(binary.getOperator())) {
            return typeOf(binary.getOperand1());
        }
        return CType.UNKNOWN;
    }

    /** The type of the elements of a list, or of the neighbours of an element. */
    private CType ofElement(IASTNode list) {
        CType type = typeOf(list);
        if (list instanceof IASTUnaryExpression address
                && address.getOperand() instanceof IASTFieldReference field
                && "pci_bus".equals(typeOf(field.getFieldOwner()).name())) {
            return new CType(field.getFieldName().toString().equals("slots") ? "pci_slot" : "pci_dev", 1, false);
        }
        return type;
    }

    private Variable variable(String name) {
        for (Scope scope : scopes) {
            Variable variable = scope.variables.get(name);
            if (variable != null) {
                return variable;
            }
        }
        return null;
    }

    // What is refused in any function that is visited

    void refuseUnknownLocksAndPointers(Calls calls) {
        if (calls.called.isEmpty() && calls.byPointer.isEmpty()) {
            return;
        }
        declareEverything();
        node.getBody().accept(new ASTVisitor() {
            {
                shouldVisitExpressions = true;
            }

            @Override
            public int visit(IASTExpression expression) {
                if (expression instanceof IASTFunctionCallExpression call) {
                    refuse(call);
                }
                return PROCESS_CONTINUE;
            }
        });
    }

    /** Every local variable, without regard to blocks: enough for the types of locks and pointers. */
    private void declareEverything() {
        Scope all = new Scope(node);
        scopes.push(all);
        declareParameters(all);
        node.getBody().accept(new ASTVisitor() {
            {
                shouldVisitDeclarations = true;
            }

            @Override
            public int visit(IASTDeclaration declaration) {
                if (declaration instanceof IASTSimpleDeclaration simple) {
                    for (IASTDeclarator declarator : simple.getDeclarators()) {
                        all.variables.putIfAbsent(
                                CFile.name(declarator),
                                new Variable(0, CType.of(simple.getDeclSpecifier(), declarator), false));
                    }
                }
                return PROCESS_CONTINUE;
            }
        });
    }

    private void refuse(IASTFunctionCallExpression call) {
        if (!(call.getFunctionNameExpression() instanceof IASTIdExpression name)) {
            if (guard(call) == null) {
                pointer(call);
            } else if (call.getArguments().length == 1) {
                lock(call.getArguments()[0]);
            }
            return;
        }
        String function = name.getName().toString();
        if (variable(function) != null) {
            pointer(call);
            return;
        }
        IASTInitializerClause[] arguments = call.getArguments();
        for (int i = 0; i < arguments.length; i++) {
            CType parameter = program.parameter(function, i);
            if (KernelTable.isLock(parameter)) {
                String named = lock(arguments[i]);
                boolean leftOut = named != null && !CMachine.LOCKS.contains(named);
                if (program.kind(function) == Kind.HARMLESS && KernelTable.isModelled(parameter) && !leftOut) {
                    throw refused(
                            call, "an operation that is not modelled, on a lock that may be: " + CFile.text(call));
                }
            }
        }
        if (function.equals(SCOPED_GUARD) && arguments.length == 2) {
            lock(arguments[1]);
        }
    }

    /** Refuses a lock that is named and not known; the name where it has one of its own, else null. */
    private String lock(IASTNode argument) {
        IASTNode at = unwrapped(argument);
        if (at instanceof IASTUnaryExpression address && address.getOperator() == IASTUnaryExpression.op_amper) {
            at = unwrapped(address.getOperand());
        }
        if (at instanceof IASTIdExpression name) {
            String lock = name.getName().toString();
            if (variable(lock) != null) {
                return null;
            }
            if (table.knowsLock(lock)) {
                program.uses(lock);
                return lock;
            }
        }
        if (at instanceof IASTFieldReference field) {
            CType owner = typeOf(field.getFieldOwner());
            if (owner.name() != null
                    && table.knowsStruct(owner.name())
                    && table.field(owner.name(), field.getFieldName().toString()) != null) {
                return null;
            }
        }
        throw refused(argument, "a lock that the table does not know, " + CFile.text(argument));
    }

    private static IASTNode unwrapped(IASTNode expression) {
        IASTNode at = expression;
        while (true) {
            if (at instanceof IASTUnaryExpression unary
                    && unary.getOperator() == IASTUnaryExpression.op_bracketedPrimary) {
                at = unary.getOperand();
            } else if (at instanceof IASTCastExpression cast) {
                at = cast.getOperand();
            } else {
                return at;
            }
        }
    }

    /** The struct whose field is called; refuses a call through a pointer that the table does not name. */
    private String pointer(IASTFunctionCallExpression call) {
        IASTNode called = unwrapped(call.getFunctionNameExpression());
        if (called instanceof IASTUnaryExpression star && star.getOperator() == IASTUnaryExpression.op_star) {
            called = unwrapped(star.getOperand());
        }
        if (called instanceof IASTFieldReference field) {
            CType owner = typeOf(field.getFieldOwner());
            if (owner.name() != null && table.knowsStruct(owner.name())) {
                CType type = table.field(owner.name(), field.getFieldName().toString());
                if (type != null && type.isFunction()) {
                    return owner.name();
                }
            }
        }
        throw refused(
                call,
                "a call through a pointer that the table does not name, "
                        + CFile.text(call.getFunctionNameExpression()));
    }

    private NotUnderstoodException refused(IASTNode at, String what) {
        return new NotUnderstoodException(file.place(at), what);
    }

    private NotUnderstoodException notUnderstood(IASTNode at) {
        return refused(at, "C that is not understood, " + CFile.text(at));
    }

    // Functions

    CFunction function() {
        Scope outermost = new Scope(node);
        scopes.push(outermost);
        int parameters = declareParameters(outermost);
        statement(node.getBody());
        emit(new Instruction.Return(null, file.place(node)));
        for (Map.Entry<String, Target> target : targets.entrySet()) {
            if (target.getValue().cleanups == Target.UNKNOWN) {
                throw refused(
                        target.getValue().gotos.get(0).node(),
                        "a goto to no label of the function, " + target.getKey());
            }
        }
        String name = CFile.name(node.getDeclarator());
        CType first = parameter(node.getDeclarator(), 0);
        boolean trylock = name.contains("trylock") && first.name() != null && LOCKED.contains(first.name());
        return new CFunction(
                name, file.place(node), parameters, variables, List.copyOf(code), file == table.file, trylock);
    }

    private int declareParameters(Scope scope) {
        if (!(node.getDeclarator() instanceof IASTStandardFunctionDeclarator declarator)) {
            throw notUnderstood(node.getDeclarator());
        }
        int count = 0;
        for (IASTParameterDeclaration parameter : declarator.getParameters()) {
            String name = CFile.name(parameter.getDeclarator());
            CType type = CType.of(parameter.getDeclSpecifier(), parameter.getDeclarator());
            if (name.isEmpty() && type.name() == null && type.pointers() == 0) {
                continue; // (void)
            }
            scope.variables.put(name, new Variable(variables++, type, false));
            count++;
        }
        return count;
    }

    private void emit(Instruction instruction) {
        code.add(instruction);
    }

    private void place(Label label) {
        label.position = code.size();
    }

    private int temporary() {
        return variables++;
    }

    // Statements

    private void statement(IASTStatement statement) {
        if (statement instanceof IASTCompoundStatement compound) {
            Scope scope = new Scope(compound);
            scopes.push(scope);
            for (IASTStatement one : compound.getStatements()) {
                statement(one);
            }
            leave(scope, compound);
            scopes.pop();
        } else if (statement instanceof IASTExpressionStatement expression) {
            effects(expression.getExpression());
        } else if (statement instanceof IASTDeclarationStatement declaration) {
            declare(declaration.getDeclaration());
        } else if (statement instanceof IASTIfStatement branch) {
            Label then = new Label();
            Label otherwise = new Label();
            Label after = new Label();
            condition(branch.getConditionExpression(), then, otherwise);
            place(then);
            statement(branch.getThenClause());
            if (branch.getElseClause() == null) {
                place(otherwise);
                return;
            }
            emit(new Instruction.Jump(after, file.place(branch)));
            place(otherwise);
            statement(branch.getElseClause());
            place(after);
        } else if (statement instanceof IASTWhileStatement loop) {
            whileLoop(loop);
        } else if (statement instanceof IASTDoStatement loop) {
            doLoop(loop);
        } else if (statement instanceof IASTForStatement loop) {
            forLoop(loop);
        } else if (statement instanceof IASTSwitchStatement choice) {
            choice(choice);
        } else if (statement instanceof IASTCaseStatement || statement instanceof IASTDefaultStatement) {
            Label label = cases.get(statement);
            if (label == null) {
                throw notUnderstood(statement);
            }
            place(label);
        } else if (statement instanceof IASTReturnStatement end) {
            returns(end);
        } else if (statement instanceof IASTBreakStatement || statement instanceof IASTContinueStatement) {
            jumpOut(statement, statement instanceof IASTBreakStatement);
        } else if (statement instanceof IASTGotoStatement jump) {
            jump(jump);
        } else if (statement instanceof IASTLabelStatement label) {
            label(label);
            statement(label.getNestedStatement());
        } else if (!(statement instanceof IASTNullStatement)) {
            throw notUnderstood(statement);
        }
    }

    /** What the end of a scope does. */
    private void leave(Scope scope, IASTNode at) {
        for (int i = scope.cleanups.size() - 1; i >= 0; i--) {
            Cleanup cleanup = scope.cleanups.get(i);
            Label call = new Label();
            Label after = new Label();
            Expression value = new Expression.Variable(cleanup.slot());
            SourcePosition place = file.place(at);
            if (cleanup.onlyIfNotNull()) {
                emit(new Instruction.Branch(value, call, after, CFile.text(cleanup.declared()), place));
                place(call);
            }
            call(cleanup.function(), List.of(value), List.of(), Instruction.NOWHERE, place);
            place(after);
        }
    }

    private void leaveUpTo(Scope outer, IASTNode at) {
        for (Scope scope : scopes) {
            if (scope == outer) {
                return;
            }
            leave(scope, at);
        }
    }

    private void loopHead(IASTNode at) {
        closed = false;
        emit(new Instruction.LoopHead(file.place(at)));
    }

    private void whileLoop(IASTWhileStatement loop) {
        IASTExpression condition = loop.getCondition();
        if (condition instanceof IASTFunctionCallExpression call
                && call.getFunctionNameExpression() instanceof IASTIdExpression name
                && name.getName().toString().equals(SCOPED_GUARD)) {
            Scope scope = loopScope(loop);
            guarded(call, call.getArguments());
            statement(loop.getBody());
            place(scope.continues);
            leave(scope, loop);
            scopes.pop();
            place(scope.breaks);
            return;
        }
        Scope scope = loopScope(loop);
        Label body = new Label();
        place(scope.continues);
        loopHead(loop);
        condition(condition, body, scope.breaks);
        place(body);
        statement(loop.getBody());
        emit(new Instruction.Jump(scope.continues, file.place(loop)));
        endLoop(scope);
    }

    private Scope loopScope(IASTNode loop) {
        Scope scope = new Scope(loop);
        scope.breaks = new Label();
        scope.continues = new Label();
        scopes.push(scope);
        return scope;
    }

    private void endLoop(Scope scope) {
        scopes.pop();
        place(scope.breaks);
    }

    private void doLoop(IASTDoStatement loop) {
        Scope scope = loopScope(loop);
        Label body = new Label();
        place(body);
        loopHead(loop);
        statement(loop.getBody());
        place(scope.continues);
        condition(loop.getCondition(), body, scope.breaks);
        endLoop(scope);
    }

    private void forLoop(IASTForStatement loop) {
        Scope scope = loopScope(loop);
        if (loop.getInitializerStatement() != null) {
            statement(loop.getInitializerStatement());
        }
        Label head = new Label();
        Label body = new Label();
        place(head);
        if (!walksList(loop)) {
            loopHead(loop);
        }
        if (loop.getConditionExpression() != null) {
            condition(loop.getConditionExpression(), body, scope.breaks);
        }
        place(body);
        statement(loop.getBody());
        place(scope.continues);
        if (loop.getIterationExpression() != null) {
            effects(loop.getIterationExpression());
        }
        emit(new Instruction.Jump(head, file.place(loop)));
        endLoop(scope);
    }

    /** Such a loop ends with the list. */
    private static boolean walksList(IASTForStatement loop) {
        return loop.getConditionExpression() != null
                && Calls.in(loop.getConditionExpression()).called.containsKey(LIST_END);
    }

    private void choice(IASTSwitchStatement choice) {
        Scope scope = new Scope(choice);
        scope.breaks = new Label();
        scopes.push(scope);
        int chosen = temporary();
        emit(new Instruction.Assign(chosen, value(choice.getControllerExpression()), file.place(choice)));
        Label[] otherwise = {scope.breaks};
        List<IASTCaseStatement> all = new ArrayList<>();
        choice.getBody().accept(new ASTVisitor() {
            {
                shouldVisitStatements = true;
            }

            @Override
            public int visit(IASTStatement statement) {
                if (statement instanceof IASTSwitchStatement) {
                    return PROCESS_SKIP;
                }
                if (statement instanceof IASTCaseStatement one) {
                    cases.put(one, new Label());
                    all.add(one);
                } else if (statement instanceof IASTDefaultStatement one) {
                    otherwise[0] = new Label();
                    cases.put(one, otherwise[0]);
                }
                return PROCESS_CONTINUE;
            }
        });
        for (IASTCaseStatement one : all) {
            Label next = new Label();
            Expression equal = new Expression.Binary(
                    Operator.EQUAL, new Expression.Variable(chosen), value(one.getExpression()), file.place(one));
            emit(new Instruction.Branch(equal, cases.get(one), next, CFile.text(one), file.place(one)));
            place(next);
        }
        emit(new Instruction.Jump(otherwise[0], file.place(choice)));
        statement(choice.getBody());
        endLoop(scope);
    }

    private void returns(IASTReturnStatement end) {
        Expression value = null;
        if (end.getReturnValue() != null) {
            value = value(end.getReturnValue());
            if (scopes.stream().anyMatch(scope -> !scope.cleanups.isEmpty())) {
                value = kept(value, end);
            }
        }
        for (Scope scope : scopes) {
            leave(scope, end);
        }
        emit(new Instruction.Return(value, file.place(end)));
    }

    private void jumpOut(IASTStatement statement, boolean breaks) {
        for (Scope scope : scopes) {
            Label to = breaks ? scope.breaks : scope.continues;
            if (to != null) {
                leaveUpTo(scope, statement);
                if (breaks) {
                    leave(scope, statement);
                }
                emit(new Instruction.Jump(to, file.place(statement)));
                return;
            }
        }
        throw notUnderstood(statement);
    }

    private void jump(IASTGotoStatement jump) {
        Target target = targets.computeIfAbsent(jump.getName().toString(), unused -> new Target());
        Scope common = scopeAround(label(jump.getName().toString(), jump));
        leaveUpTo(common, jump);
        Goto added = new Goto(jump, cleanupsFrom(common));
        target.gotos.add(added);
        if (target.cleanups != Target.UNKNOWN) {
            refuseOverGuard(target, added);
        }
        emit(new Instruction.Jump(target.label, file.place(jump)));
    }

    private IASTLabelStatement label(String name, IASTNode jump) {
        IASTLabelStatement[] found = {null};
        node.getBody().accept(new ASTVisitor() {
            {
                shouldVisitStatements = true;
            }

            @Override
            public int visit(IASTStatement statement) {
                if (statement instanceof IASTLabelStatement one
                        && one.getName().toString().equals(name)) {
                    found[0] = one;
                    return PROCESS_ABORT;
                }
                return PROCESS_CONTINUE;
            }
        });
        if (found[0] == null) {
            throw refused(jump, "a goto to no label of the function, " + name);
        }
        return found[0];
    }

    /** The innermost scope of those now open that the node is in. */
    private Scope scopeAround(IASTNode inner) {
        for (IASTNode at = inner.getParent(); at != null; at = at.getParent()) {
            for (Scope scope : scopes) {
                if (scope.node == at) {
                    return scope;
                }
            }
        }
        throw notUnderstood(inner);
    }

    private void label(IASTLabelStatement statement) {
        Target target = targets.computeIfAbsent(statement.getName().toString(), unused -> new Target());
        place(target.label);
        target.cleanups = cleanupsFrom(scopes.peek());
        target.gotos.forEach(one -> refuseOverGuard(target, one));
        // A jump back makes a loop of what is between.
        loopHead(statement);
    }

    /** How many cleanups are due in a scope and in those around it. */
    private int cleanupsFrom(Scope innermost) {
        return scopes.stream()
                .dropWhile(scope -> scope != innermost)
                .mapToInt(scope -> scope.cleanups.size())
                .sum();
    }

    /** A goto into the scope of a guard, or over one. */
    private void refuseOverGuard(Target target, Goto jump) {
        if (jump.cleanups() != target.cleanups) {
            throw refused(jump.node(), "a goto over a guard, or into its scope");
        }
    }

    private void declare(IASTDeclaration declaration) {
        if (!(declaration instanceof IASTSimpleDeclaration simple)) {
            throw notUnderstood(declaration);
        }
        IASTDeclSpecifier specifier = simple.getDeclSpecifier();
        for (IASTDeclarator declarator : simple.getDeclarators()) {
            CType type = CType.of(specifier, declarator);
            boolean array = declarator instanceof IASTArrayDeclarator;
            Variable variable = new Variable(temporary(), type, array);
            Expression initial = array ? unknown() : new Expression.Uninitialized();
            if (declarator.getInitializer() instanceof IASTEqualsInitializer equals) {
                initial = array || equals.getInitializerClause() instanceof IASTInitializerList
                        ? initial
                        : value(equals.getInitializerClause());
            } else if (declarator.getInitializer() != null) {
                throw notUnderstood(declarator);
            }
            if (specifier.getStorageClass() == IASTDeclSpecifier.sc_static) {
                initial = unknown();
            }
            emit(new Instruction.Assign(variable.slot(), initial, file.place(declarator)));
            scopes.peek().variables.put(CFile.name(declarator), variable);
            String function = cleanup(declarator);
            if (function != null) {
                scopes.peek().cleanups.add(new Cleanup(function, variable.slot(), true, declarator));
            }
        }
    }

    /** The function of {@code __attribute__((cleanup(f)))}; null where there is none. */
    private String cleanup(IASTDeclarator declarator) {
        for (IASTAttribute attribute : declarator.getAttributes()) {
            if (new String(attribute.getName()).equals("cleanup")) {
                String argument = attribute.getArgumentClause() == null
                        ? ""
                        : new String(attribute.getArgumentClause().getTokenCharImage());
                if (argument.isEmpty() || !argument.matches("[A-Za-z_0-9]+|\\([A-Za-z_0-9]+\\)")) {
                    throw notUnderstood(declarator);
                }
                return argument.replaceAll("[()]", "");
            }
        }
        return null;
    }

    // Conditions

    private void condition(IASTExpression expression, Label ifTrue, Label ifFalse) {
        if (expression instanceof IASTUnaryExpression unary) {
            if (unary.getOperator() == IASTUnaryExpression.op_bracketedPrimary) {
                condition(unary.getOperand(), ifTrue, ifFalse);
                return;
            }
            if (unary.getOperator() == IASTUnaryExpression.op_not) {
                condition(unary.getOperand(), ifFalse, ifTrue);
                return;
            }
        }
        if (expression instanceof IASTBinaryExpression binary) {
            boolean and = binary.getOperator() == IASTBinaryExpression.op_logicalAnd;
            if (and || binary.getOperator() == IASTBinaryExpression.op_logicalOr) {
                Label second = new Label();
                condition(binary.getOperand1(), and ? second : ifTrue, and ? ifFalse : second);
                place(second);
                condition(binary.getOperand2(), ifTrue, ifFalse);
                return;
            }
        }
        emit(new Instruction.Branch(
                value(expression), ifTrue, ifFalse, CFile.text(expression), file.place(expression)));
    }

    /** 1 or 0, by a condition with branches in it. */
    private Expression truth(IASTExpression expression) {
        int result = temporary();
        Label yes = new Label();
        Label no = new Label();
        Label after = new Label();
        SourcePosition place = file.place(expression);
        condition(expression, yes, no);
        place(yes);
        emit(new Instruction.Assign(result, new Expression.Constant(1L), place));
        emit(new Instruction.Jump(after, place));
        place(no);
        emit(new Instruction.Assign(result, new Expression.Constant(0L), place));
        place(after);
        return new Expression.Variable(result);
    }

    // Expressions

    private void effects(IASTExpression expression) {
        if (expression instanceof IASTFunctionCallExpression call) {
            call(call, false);
        } else if (expression instanceof IASTExpressionList list) {
            for (IASTExpression one : list.getExpressions()) {
                effects(one);
            }
        } else if (expression instanceof IASTCastExpression cast) {
            effects(cast.getOperand());
        } else if (expression instanceof IASTUnaryExpression unary
                && unary.getOperator() == IASTUnaryExpression.op_bracketedPrimary) {
            effects(unary.getOperand());
        } else {
            value(expression);
        }
    }

    private Expression kept(Expression value, IASTNode at) {
        if (value instanceof Expression.Constant) {
            return value;
        }
        int slot = temporary();
        emit(new Instruction.Assign(slot, value, file.place(at)));
        return new Expression.Variable(slot);
    }

    /** Whether evaluating it can change anything. */
    private static boolean hasEffects(IASTNode expression) {
        boolean[] found = {false};
        expression.accept(new ASTVisitor() {
            {
                shouldVisitExpressions = true;
            }

            @Override
            public int visit(IASTExpression one) {
                boolean assigns = one instanceof IASTBinaryExpression binary && isAssignment(binary.getOperator());
                boolean steps = one instanceof IASTUnaryExpression unary && isStep(unary.getOperator());
                boolean calls = one instanceof IASTFunctionCallExpression call
                        && !(call.getFunctionNameExpression() instanceof IASTIdExpression name
                                && LOOKS.contains(name.getName().toString()));
                found[0] |= assigns || steps || calls || one instanceof IGNUASTCompoundStatementExpression;
                return found[0] ? PROCESS_ABORT : PROCESS_CONTINUE;
            }
        });
        return found[0];
    }

    private static boolean isStep(int operator) {
        return operator == IASTUnaryExpression.op_prefixIncr
                || operator == IASTUnaryExpression.op_prefixDecr
                || operator == IASTUnaryExpression.op_postFixIncr
                || operator == IASTUnaryExpression.op_postFixDecr;
    }

    private static boolean isAssignment(int operator) {
        return operator >= IASTBinaryExpression.op_assign && operator <= IASTBinaryExpression.op_binaryOrAssign;
    }

    private Expression value(IASTNode expression) {
        if (expression instanceof IASTLiteralExpression literal) {
            return literal(literal);
        }
        if (expression instanceof IASTIdExpression name) {
            return named(name);
        }
        if (expression instanceof IASTFieldReference field) {
            return field(field);
        }
        if (expression instanceof IASTFunctionCallExpression call) {
            return call(call, true);
        }
        if (expression instanceof IASTUnaryExpression unary) {
            return unary(unary);
        }
        if (expression instanceof IASTBinaryExpression binary) {
            return binary(binary);
        }
        if (expression instanceof IASTConditionalExpression conditional) {
            return conditional(conditional);
        }
        if (expression instanceof IASTCastExpression cast) {
            return value(cast.getOperand());
        }
        if (expression instanceof IASTExpressionList list) {
            IASTExpression[] all = list.getExpressions();
            for (int i = 0; i + 1 < all.length; i++) {
                effects(all[i]);
            }
            return value(all[all.length - 1]);
        }
        if (expression instanceof IASTArraySubscriptExpression subscript) {
            effects(subscript.getArrayExpression());
            value(subscript.getArgument());
            return unknown();
        }
        if (expression instanceof IASTTypeIdExpression) {
            return unknown(); // sizeof
        }
        if (expression instanceof IGNUASTCompoundStatementExpression block) {
            return block(block);
        }
        throw notUnderstood(expression);
    }

    private Expression block(IGNUASTCompoundStatementExpression block) {
        Scope scope = new Scope(block.getCompoundStatement());
        scopes.push(scope);
        Expression value = new Expression.Constant(0L);
        IASTStatement[] statements = block.getCompoundStatement().getStatements();
        for (int i = 0; i < statements.length; i++) {
            if (i + 1 == statements.length && statements[i] instanceof IASTExpressionStatement last) {
                value = kept(value(last.getExpression()), last);
            } else {
                statement(statements[i]);
            }
        }
        leave(scope, block);
        scopes.pop();
        return value;
    }

    private Expression literal(IASTLiteralExpression literal) {
        String text = new String(literal.getValue());
        return switch (literal.getKind()) {
            case IASTLiteralExpression.lk_string_literal -> new Expression.Constant(text);
            case IASTLiteralExpression.lk_integer_constant -> new Expression.Constant(number(literal, text));
            case IASTLiteralExpression.lk_char_constant -> unknown();
            case IASTLiteralExpression.lk_true -> new Expression.Constant(1L);
            case IASTLiteralExpression.lk_false -> new Expression.Constant(0L);
            default -> throw notUnderstood(literal);
        };
    }

    private Long number(IASTNode at, String text) {
        try {
            String digits = text.replaceAll("[uUlL]+$", "");
            return digits.matches("0[bB].*")
                    ? Long.valueOf(Long.parseLong(digits.substring(2), 2))
                    : Long.valueOf(Long.decode(digits));
        } catch (NumberFormatException e) {
            throw notUnderstood(at);
        }
    }

    private Expression named(IASTIdExpression expression) {
        String name = expression.getName().toString();
        Variable variable = variable(name);
        if (variable != null) {
            return variable.isArray() ? unknown() : new Expression.Variable(variable.slot());
        }
        if (table.knowsLock(name)) {
            return new Expression.Constant(new Value.NamedLock(name));
        }
        if (program.declaresVariable(name) || program.has(name)) {
            return unknown();
        }
        throw refused(expression, "a name that neither the table nor the files read define, " + name);
    }

    private Expression field(IASTFieldReference reference) {
        CType owner = typeOf(reference.getFieldOwner());
        String name = reference.getFieldName().toString();
        if (owner.name() == null || !table.knowsStruct(owner.name())) {
            effects(reference.getFieldOwner());
            return unknown();
        }
        CType type = table.field(owner.name(), name);
        if (type == null) {
            throw refused(
                    reference,
                    "a field of struct " + owner.name() + " that the table does not know, " + name + "; it knows "
                            + String.join(", ", table.fields(owner.name())));
        }
        Expression of = value(reference.getFieldOwner());
        if (name.equals(Calls.FLAG)) {
            int result = temporary();
            emit(new Instruction.ReadFlag(of, waits, result, file.place(reference)));
            return new Expression.Variable(result);
        }
        Long constant = table.constant(owner.name(), name);
        if (constant != null) {
            return new Expression.Constant(constant);
        }
        return CMachine.hasField(owner.name(), name)
                ? new Expression.Field(of, owner.name(), name, file.place(reference))
                : unknown();
    }

    private Expression unary(IASTUnaryExpression unary) {
        IASTExpression operand = unary.getOperand();
        SourcePosition place = file.place(unary);
        return switch (unary.getOperator()) {
            case IASTUnaryExpression.op_bracketedPrimary, IASTUnaryExpression.op_plus -> value(operand);
            case IASTUnaryExpression.op_not ->
                hasEffects(operand) || isLogical(unwrapped(operand))
                        ? truth(unary)
                        : new Expression.Not(value(operand), place);
            case IASTUnaryExpression.op_minus -> {
                Expression value = value(operand);
                yield value instanceof Expression.Constant constant && constant.value() instanceof Long number
                        ? new Expression.Constant(-number)
                        : new Expression.Binary(Operator.SUBTRACT, new Expression.Constant(0L), value, place);
            }
            case IASTUnaryExpression.op_tilde ->
                new Expression.Binary(Operator.XOR, new Expression.Constant(-1L), value(operand), place);
            case IASTUnaryExpression.op_star -> new Expression.Dereference(value(operand), place);
            case IASTUnaryExpression.op_amper -> address(unary, unwrapped(operand));
            case IASTUnaryExpression.op_prefixIncr, IASTUnaryExpression.op_postFixIncr ->
                step(unary, Operator.ADD, unary.getOperator() == IASTUnaryExpression.op_postFixIncr);
            case IASTUnaryExpression.op_prefixDecr, IASTUnaryExpression.op_postFixDecr ->
                step(unary, Operator.SUBTRACT, unary.getOperator() == IASTUnaryExpression.op_postFixDecr);
            case IASTUnaryExpression.op_sizeof -> unknown();
            default -> throw notUnderstood(unary);
        };
    }

    private static boolean isLogical(IASTNode expression) {
        return expression instanceof IASTBinaryExpression binary
                && (binary.getOperator() == IASTBinaryExpression.op_logicalAnd
                        || binary.getOperator() == IASTBinaryExpression.op_logicalOr);
    }

    private Expression address(IASTUnaryExpression unary, IASTNode operand) {
        if (operand instanceof IASTIdExpression name) {
            Variable variable = variable(name.getName().toString());
            return variable != null ? new Expression.AddressOf(variable.slot()) : named(name);
        }
        if (operand instanceof IASTFieldReference field) {
            // Of what lies within a struct the value is where it is.
            return field(field);
        }
        if (operand instanceof IASTArraySubscriptExpression) {
            return value(operand);
        }
        if (operand instanceof IASTUnaryExpression star && star.getOperator() == IASTUnaryExpression.op_star) {
            return value(star.getOperand());
        }
        throw notUnderstood(unary);
    }

    private Expression step(IASTUnaryExpression unary, Operator operator, boolean valueBefore) {
        Expression before = kept(value(unary.getOperand()), unary);
        Expression after =
                kept(new Expression.Binary(operator, before, new Expression.Constant(1L), file.place(unary)), unary);
        assign(unary.getOperand(), after, unary);
        return valueBefore ? before : after;
    }

    private Expression conditional(IASTConditionalExpression conditional) {
        int result = temporary();
        Label yes = new Label();
        Label no = new Label();
        Label after = new Label();
        SourcePosition place = file.place(conditional);
        if (conditional.getPositiveResultExpression() == null) {
            Expression value = kept(value(conditional.getLogicalConditionExpression()), conditional);
            emit(new Instruction.Assign(result, value, place));
            emit(new Instruction.Branch(value, after, no, CFile.text(conditional), place));
        } else {
            condition(conditional.getLogicalConditionExpression(), yes, no);
            place(yes);
            emit(new Instruction.Assign(result, value(conditional.getPositiveResultExpression()), place));
            emit(new Instruction.Jump(after, place));
        }
        place(no);
        emit(new Instruction.Assign(result, value(conditional.getNegativeResultExpression()), place));
        place(after);
        return new Expression.Variable(result);
    }

    private Expression binary(IASTBinaryExpression binary) {
        if (isLogical(binary)) {
            return truth(binary);
        }
        if (isAssignment(binary.getOperator())) {
            Expression value;
            if (binary.getOperator() == IASTBinaryExpression.op_assign) {
                value = kept(value(binary.getOperand2()), binary);
            } else {
                Expression before = kept(value(binary.getOperand1()), binary);
                value = kept(
                        new Expression.Binary(
                                operator(binary), before, value(binary.getOperand2()), file.place(binary)),
                        binary);
            }
            assign(binary.getOperand1(), value, binary);
            return value;
        }
        Expression left = value(binary.getOperand1());
        if (hasEffects(binary.getOperand2())) {
            left = kept(left, binary);
        }
        return new Expression.Binary(operator(binary), left, value(binary.getOperand2()), file.place(binary));
    }

    private Operator operator(IASTBinaryExpression binary) {
        return switch (binary.getOperator()) {
            case IASTBinaryExpression.op_plus, IASTBinaryExpression.op_plusAssign -> Operator.ADD;
            case IASTBinaryExpression.op_minus, IASTBinaryExpression.op_minusAssign -> Operator.SUBTRACT;
            case IASTBinaryExpression.op_multiply, IASTBinaryExpression.op_multiplyAssign -> Operator.MULTIPLY;
            case IASTBinaryExpression.op_divide, IASTBinaryExpression.op_divideAssign -> Operator.DIVIDE;
            case IASTBinaryExpression.op_modulo, IASTBinaryExpression.op_moduloAssign -> Operator.REMAINDER;
            case IASTBinaryExpression.op_binaryAnd, IASTBinaryExpression.op_binaryAndAssign -> Operator.AND;
            case IASTBinaryExpression.op_binaryOr, IASTBinaryExpression.op_binaryOrAssign -> Operator.OR;
            case IASTBinaryExpression.op_binaryXor, IASTBinaryExpression.op_binaryXorAssign -> Operator.XOR;
            case IASTBinaryExpression.op_shiftLeft, IASTBinaryExpression.op_shiftLeftAssign -> Operator.SHIFT_LEFT;
            case IASTBinaryExpression.op_shiftRight, IASTBinaryExpression.op_shiftRightAssign -> Operator.SHIFT_RIGHT;
            case IASTBinaryExpression.op_equals -> Operator.EQUAL;
            case IASTBinaryExpression.op_notequals -> Operator.NOT_EQUAL;
            case IASTBinaryExpression.op_lessThan -> Operator.LESS;
            case IASTBinaryExpression.op_lessEqual -> Operator.LESS_OR_EQUAL;
            case IASTBinaryExpression.op_greaterThan -> Operator.GREATER;
            case IASTBinaryExpression.op_greaterEqual -> Operator.GREATER_OR_EQUAL;
            default -> throw notUnderstood(binary);
        };
    }

    private void assign(IASTExpression to, Expression value, IASTNode at) {
        IASTNode target = unwrapped(to);
        SourcePosition place = file.place(at);
        if (target instanceof IASTIdExpression name) {
            Variable variable = variable(name.getName().toString());
            if (variable != null) {
                emit(new Instruction.Assign(variable.slot(), value, place));
                return;
            }
            if (!program.declaresVariable(name.getName().toString())) {
                throw refused(target, "a name that neither the table nor the files read define, " + name.getName());
            }
            return; // A variable of the tree, which is read as anything.
        }
        if (target instanceof IASTFieldReference field) {
            CType owner = typeOf(field.getFieldOwner());
            String name = field.getFieldName().toString();
            if (owner.name() == null || !table.knowsStruct(owner.name())) {
                return; // Read as anything.
            }
            if (table.field(owner.name(), name) == null) {
                field(field); // which refuses it
            }
            if (name.equals(Calls.FLAG)) {
                emit(new Instruction.WriteFlag(value(field.getFieldOwner()), value, place));
                return;
            }
            if (CMachine.hasField(owner.name(), name) || table.constant(owner.name(), name) != null) {
                throw refused(target, "an assignment to what does not change in the model, " + CFile.text(target));
            }
            return;
        }
        if (target instanceof IASTUnaryExpression star && star.getOperator() == IASTUnaryExpression.op_star) {
            emit(new Instruction.Store(value(star.getOperand()), value, place));
            return;
        }
        if (target instanceof IASTArraySubscriptExpression) {
            return; // Read as anything.
        }
        throw notUnderstood(at);
    }

    // Calls

    /** The kind of a guard, when the call is {@code guard(kind)(lock)}; else null. */
    private static String guard(IASTFunctionCallExpression call) {
        return call.getFunctionNameExpression() instanceof IASTFunctionCallExpression inner
                        && inner.getFunctionNameExpression() instanceof IASTIdExpression name
                        && name.getName().toString().equals(GUARD)
                        && inner.getArguments().length == 1
                ? inner.getArguments()[0].getRawSignature()
                : null;
    }

    /** {@code guard(kind)(lock)}, or the same for a block: takes it here, gives it back when the innermost scope is left. */
    private void guarded(IASTFunctionCallExpression call, IASTInitializerClause... kindAndLock) {
        String kind = kindAndLock.length == 2 && kindAndLock[0] instanceof IASTIdExpression name
                ? name.getName().toString()
                : CFile.text(call);
        List<String> functions = GUARDS.get(kind);
        if (functions == null) {
            throw refused(
                    call,
                    "a guard of a kind that is not known, " + kind + "; known are "
                            + String.join(
                                    ", ", GUARDS.keySet().stream().sorted().toList()));
        }
        lock(kindAndLock[1]);
        int slot = temporary();
        SourcePosition place = file.place(call);
        emit(new Instruction.Assign(slot, value(kindAndLock[1]), place));
        Expression lock = new Expression.Variable(slot);
        call(functions.get(0), List.of(lock), List.of(kindAndLock[1]), Instruction.NOWHERE, place);
        scopes.peek().cleanups.add(new Cleanup(functions.get(1), slot, false, kindAndLock[1]));
    }

    private Expression call(IASTFunctionCallExpression call, boolean resultUsed) {
        if (!(call.getFunctionNameExpression() instanceof IASTIdExpression name)) {
            String kind = guard(call);
            if (kind != null) {
                IASTInitializerClause[] arguments = call.getArguments();
                IASTFunctionCallExpression inner = (IASTFunctionCallExpression) call.getFunctionNameExpression();
                if (arguments.length != 1) {
                    throw notUnderstood(call);
                }
                guarded(call, inner.getArguments()[0], arguments[0]);
                return new Expression.Constant(0L);
            }
            return throughPointer(call);
        }
        String function = name.getName().toString();
        if (variable(function) != null) {
            return throughPointer(call);
        }
        if (LOOKS.contains(function)) {
            List<Expression> arguments = new ArrayList<>();
            for (IASTInitializerClause argument : call.getArguments()) {
                arguments.add(value(argument));
            }
            return new Expression.Look(function, List.copyOf(arguments), file.place(call));
        }
        int result = resultUsed ? temporary() : Instruction.NOWHERE;
        if (Primitive.of(function) == Primitive.WAIT_EVENT) {
            waitEvent(call);
        } else if (Primitive.of(function) == null && !program.isFollowed(function)) {
            skip(call, function, result);
        } else {
            List<Expression> arguments = new ArrayList<>();
            for (IASTInitializerClause argument : call.getArguments()) {
                arguments.add(hasEffects(argument) ? kept(value(argument), argument) : value(argument));
            }
            call(function, arguments, List.of(call.getArguments()), result, file.place(call));
        }
        return resultUsed ? new Expression.Variable(result) : new Expression.Constant(0L);
    }

    private Expression throughPointer(IASTFunctionCallExpression call) {
        String struct = pointer(call);
        List<Expression> arguments = new ArrayList<>();
        for (IASTInitializerClause argument : call.getArguments()) {
            if (struct.equals("pci_ops") || hasEffects(argument)) {
                arguments.add(value(argument));
            }
        }
        if (struct.equals("pci_ops")) {
            emit(new Instruction.Do(Primitive.CONFIG_ACCESS, arguments, Instruction.NOWHERE, file.place(call)));
            forgotten(call);
            return new Expression.Constant(0L);
        }
        return forgotten(call);
    }

    /** Whether what is answered depends on nothing but the model. */
    boolean isClosed() {
        return closed;
    }

    private Expression unknown() {
        closed = false;
        return new Expression.Unknown();
    }

    private Expression forgotten(IASTFunctionCallExpression call) {
        for (IASTInitializerClause argument : call.getArguments()) {
            if (argument instanceof IASTUnaryExpression address
                    && address.getOperator() == IASTUnaryExpression.op_amper
                    && unwrapped(address.getOperand()) instanceof IASTIdExpression name
                    && variable(name.getName().toString()) != null) {
                emit(new Instruction.Assign(variable(name.getName().toString()).slot(), unknown(), file.place(call)));
            }
        }
        return kept(unknown(), call);
    }

    /** A call of what takes none of the modelled locks: only its arguments may do anything. */
    private void skip(IASTFunctionCallExpression call, String function, int result) {
        program.skips(function, file.place(call));
        IASTInitializerClause[] arguments = call.getArguments();
        for (IASTInitializerClause argument : arguments) {
            if (hasEffects(argument)) {
                value(argument);
            }
            if (argument instanceof IASTIdExpression name
                    && variable(name.getName().toString()) == null
                    && program.has(name.getName().toString())
                    && program.isFollowed(name.getName().toString())) {
                throw refused(
                        argument,
                        "a function that comes to a lock is handed on to one that is skipped, " + name.getName()
                                + " to " + function);
            }
        }
        if (arguments.length > 1
                && arguments[1] instanceof IASTLiteralExpression text
                && new String(text.getValue()).contains(UNLOCKED_RESET)) {
            emit(new Instruction.Do(
                    Primitive.WARN_UNLOCKED_RESET,
                    List.of(value(arguments[0])),
                    Instruction.NOWHERE,
                    file.place(call)));
        }
        Expression answer = forgotten(call);
        if (result != Instruction.NOWHERE) {
            emit(new Instruction.Assign(result, answer, file.place(call)));
        }
    }

    private void call(
            String function,
            List<Expression> arguments,
            List<IASTInitializerClause> nodes,
            int result,
            SourcePosition place) {
        Primitive primitive = Primitive.of(function);
        if (primitive != null) {
            nodes.stream().limit(1).forEach(this::refuseUnknownLock);
            emit(new Instruction.Do(primitive, List.copyOf(arguments), result, place));
            return;
        }
        if (!program.isFollowed(function)) {
            program.skips(function, place);
            if (result != Instruction.NOWHERE) {
                emit(new Instruction.Assign(result, unknown(), place));
            }
            return;
        }
        emit(new Instruction.Call(function, List.copyOf(arguments), result, place));
    }

    private void refuseUnknownLock(IASTInitializerClause argument) {
        // Steps of the model that are about a device take no lock.
        IASTNode at = unwrapped(argument);
        boolean names =
                at instanceof IASTUnaryExpression address && address.getOperator() == IASTUnaryExpression.op_amper;
        if (names
                || (at instanceof IASTIdExpression name
                        && variable(name.getName().toString()) == null)) {
            lock(argument);
        }
    }

    /** {@code wait_event(queue, condition)}: queue, test, sleep, test again. */
    private void waitEvent(IASTFunctionCallExpression call) {
        IASTInitializerClause[] arguments = call.getArguments();
        if (arguments.length != 2 || !(arguments[1] instanceof IASTExpression condition)) {
            throw notUnderstood(call);
        }
        lock(arguments[0]);
        Calls inside = Calls.in(condition);
        if (!(inside.flag instanceof IASTFieldReference flag)) {
            throw refused(call, "expected to wait for a condition on " + Calls.FLAG + ", found " + CFile.text(call));
        }
        SourcePosition place = file.place(call);
        List<Expression> queueAndDevice =
                List.of(value(arguments[0]), kept(value(flag.getFieldOwner()), flag.getFieldOwner()));
        Label again = new Label();
        Label sleeps = new Label();
        Label done = new Label();
        place(again);
        emit(new Instruction.LoopHead(place));
        emit(new Instruction.Do(Primitive.PREPARE_TO_WAIT, queueAndDevice, Instruction.NOWHERE, place));
        waits = true;
        condition(condition, done, sleeps);
        waits = false;
        place(sleeps);
        emit(new Instruction.Do(Primitive.SCHEDULE, queueAndDevice, Instruction.NOWHERE, place));
        emit(new Instruction.Jump(again, place));
        place(done);
        emit(new Instruction.Do(Primitive.FINISH_WAIT, queueAndDevice, Instruction.NOWHERE, place));
    }
}
