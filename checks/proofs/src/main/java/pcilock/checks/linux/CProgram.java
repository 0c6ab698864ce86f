package pcilock.checks.linux;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTFileLocation;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorIfStatement;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorIfdefStatement;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorIfndefStatement;
import org.eclipse.cdt.core.dom.ast.IASTPreprocessorStatement;
import org.eclipse.cdt.core.dom.ast.IASTProblemDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import pcilock.model.revision.Revision;

/**
 * The locking code of a kernel tree: its functions as far as they come to a lock or a reset, made into instructions when they are first
 * asked for. What a name stands for is looked up in the table first, then in the tree.
 */
final class CProgram {
    /** What a name that is called stands for. */
    enum Kind {
        /** A step of the model. */
        PRIMITIVE,
        /** A function of the table. */
        REPLACED,
        /** Known to the table as one that takes none of the modelled locks. */
        HARMLESS,
        /** A function of the tree. */
        DEFINED,
        UNDEFINED
    }

    /** A function where it is defined. */
    record Definition(CFile file, IASTFunctionDefinition node) {}

    /** How the table's functions for entry points begin. */
    static final String ENTRY = "entry_";

    private static final Pattern LOCK_NAME =
            Pattern.compile("(^|_)(lock|locks|unlock|trylock|mutex|rwsem|semaphore|spin|down|seqlock|completion)(_|$)");

    /** Whatever reads pci_bus_sem in it is a part of the reset that it belongs to, which is a step of the model. */
    private static final String WITHIN_RESET = "pci_bridge_wait_for_secondary_bus";

    /** In the model the slot of a hot-plug port is that of pciehp. */
    private static final String SLOT_FILE = "drivers/pci/hotplug/pciehp_core.c";

    final KernelTable table = KernelTable.builtIn();
    private final SourceTree tree;
    private final List<CFile> files = new ArrayList<>();
    private final Map<String, String> texts = new TreeMap<>();
    private int filesSought;

    private final Map<String, CFunction> functions = new HashMap<>();
    private final Map<String, Set<String>> callers = new HashMap<>();
    private final Set<String> visited = new HashSet<>();
    private final Set<String> reaching = new HashSet<>();
    private final Map<String, Boolean> closed = new HashMap<>();
    private int tentative;
    private final Set<String> followedAnyway = new HashSet<>();
    private Boolean slotCoversBus;
    private Optional<Revision> configAccess;

    private final Map<String, SourcePosition> undefined = new TreeMap<>();
    private final Map<String, String> replaced = new TreeMap<>();
    private final Map<String, String> harmless = new TreeMap<>();
    private final Map<String, SourcePosition> skipped = new TreeMap<>();
    private final Map<String, SourcePosition> followed = new TreeMap<>();
    private final Map<String, String> leftOut = new TreeMap<>();
    private volatile boolean ranWithWiderLocks;
    private final Map<String, String> preprocessed = new TreeMap<>();
    private final List<String> assumptions = new ArrayList<>();
    private final Map<String, String> openConditions = new ConcurrentSkipListMap<>();

    /**
     * The program of a tree.
     *
     * @throws SourceException when the tree has not got the file that everything begins with
     */
    CProgram(SourceTree tree) {
        this.tree = tree;
        String first = table.files.get(0);
        if (!readNext()) {
            throw new SourceException(tree.origin() + ": expected " + first + " in it, found none");
        }
        table.file
                .functions()
                .values()
                .forEach(function ->
                        followedAnyway.addAll(Calls.in(function).called.keySet()));
    }

    /** Reads the next file of the table's list; whether there was one. */
    private boolean readNext() {
        String path = table.files.get(filesSought++);
        Optional<String> text = tree.read(path);
        text.ifPresent(found -> {
            texts.put(path, found);
            files.add(CParser.parse(path, found, table.macros));
        });
        return text.isPresent();
    }

    /** A function of the tree; null where no file defines it. A function of the same file comes first. */
    Definition definition(String name, CFile from) {
        if (from != null && from.function(name) != null) {
            return new Definition(from, from.function(name));
        }
        for (int i = 0; ; i++) {
            while (i >= files.size()) {
                if (filesSought == table.files.size()) {
                    return null;
                }
                readNext();
            }
            IASTFunctionDefinition found = files.get(i).function(name);
            if (found != null) {
                return new Definition(files.get(i), found);
            }
        }
    }

    Kind kind(String name) {
        if (Primitive.of(name) != null) {
            return Kind.PRIMITIVE;
        }
        if (table.file.function(name) != null) {
            return Kind.REPLACED;
        }
        if (table.file.prototype(name) != null || Lowering.LOOKS.contains(name) || name.startsWith("__builtin_")) {
            return Kind.HARMLESS;
        }
        return definition(name, null) != null ? Kind.DEFINED : Kind.UNDEFINED;
    }

    /** The function that an entry point begins with: the table's, where it has one for it, or the tree's. */
    String entry(String kernelName) {
        String ofTable = ENTRY + kernelName;
        return table.file.function(ofTable) != null ? ofTable : kernelName;
    }

    /** Whether the tree or the table has a function of that name. */
    boolean has(String function) {
        return table.file.function(function) != null || definition(function, null) != null;
    }

    private Definition effective(String name) {
        IASTFunctionDefinition ofTable = table.file.function(name);
        return ofTable != null ? new Definition(table.file, ofTable) : definition(name, null);
    }

    /**
     * The type of what a function answers; nothing known where it is declared nowhere.
     */
    CType resultOf(String name) {
        IASTSimpleDeclaration prototype = table.file.prototype(name);
        if (prototype != null) {
            return CType.ofResult(prototype.getDeclSpecifier(), prototype.getDeclarators()[0]);
        }
        Definition definition = effective(name);
        return definition == null
                ? CType.UNKNOWN
                : CType.ofResult(
                        definition.node().getDeclSpecifier(), definition.node().getDeclarator());
    }

    /** Whether a call of the function is followed, and not skipped. */
    boolean isFollowed(String name) {
        return switch (kind(name)) {
            case REPLACED -> true;
            case DEFINED -> {
                visit(name);
                CType result = resultOf(name);
                yield reaching.contains(name)
                        || followedAnyway.contains(name)
                        || (result.pointers() == 1 && result.name() != null && table.knowsStruct(result.name()))
                        || (result.answers() && isClosed(name));
            }
            default -> false;
        };
    }

    /** Whether what a function answers depends on nothing but the model, so that it need not be left open. */
    private boolean isClosed(String name) {
        Boolean known = closed.get(name);
        if (known != null) {
            return known;
        }
        closed.put(name, true); // where it calls itself
        tentative++;
        boolean found;
        try {
            Lowering lowering = new Lowering(this, effective(name));
            lowering.function();
            found = lowering.isClosed();
        } catch (NotUnderstoodException e) {
            found = false;
        } finally {
            tentative--;
        }
        closed.put(name, found);
        return found;
    }

    /** Finds out what a function of the tree, or of the table, may come to, by the names in it and in those that it calls. */
    private void visit(String root) {
        Deque<String> open = new ArrayDeque<>(List.of(root));
        Set<String> found = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!visited.add(name)) {
                continue;
            }
            Definition definition = effective(name);
            Calls calls = Calls.in(definition.node().getBody());
            if (calls.flag != null) {
                found.add(name);
            }
            for (Map.Entry<String, IASTFunctionCallExpression> call : calls.called.entrySet()) {
                note(call.getKey(), name, definition.file().place(call.getValue()), open, found);
            }
            for (String value : calls.values.keySet()) {
                if (Primitive.of(value) == null && effective(value) != null) {
                    note(value, name, definition.file().place(calls.values.get(value)), open, found);
                }
            }
            refuse(definition, calls);
        }
        propagate(found);
    }

    private void note(String callee, String caller, SourcePosition place, Deque<String> open, Set<String> found) {
        switch (kind(callee)) {
            case PRIMITIVE -> {
                if (Primitive.of(callee).mattersToCallers()) {
                    found.add(caller);
                }
            }
            case REPLACED, DEFINED -> {
                callers.computeIfAbsent(callee, unused -> new HashSet<>()).add(caller);
                if (reaching.contains(callee)) {
                    found.add(caller);
                }
                open.add(callee);
            }
            case HARMLESS -> {}
            case UNDEFINED -> {
                if (LOCK_NAME.matcher(callee).find()) {
                    throw new NotUnderstoodException(
                            place,
                            callee
                                    + "() by its name has to do with a lock, and neither the table nor the files read say"
                                    + " what it does");
                }
                undefined.putIfAbsent(callee, place);
            }
        }
    }

    private void propagate(Set<String> found) {
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (reaching.add(name)) {
                open.addAll(callers.getOrDefault(name, Set.of()));
            }
        }
    }

    /** Refuses locks that the table does not know and calls through pointers that it does not name, in any function that is visited. */
    private void refuse(Definition definition, Calls calls) {
        new Lowering(this, definition).refuseUnknownLocksAndPointers(calls);
    }

    /**
     * A function as instructions.
     *
     * @throws SourceException when there is none, or it is not understood
     */
    synchronized CFunction function(String name) {
        CFunction known = functions.get(name);
        if (known != null) {
            return known;
        }
        try {
            return made(name);
        } catch (StackOverflowError e) {
            throw new SourceException(tree.origin() + ": " + name + "() is nested too deeply to be understood", e);
        }
    }

    private CFunction made(String name) {
        Definition definition = effective(name);
        if (definition == null) {
            refuseBroken(name);
            throw new SourceException(tree.origin() + ": expected a function " + name + ", found none");
        }
        visit(name);
        boolean ofTable = definition.file() == table.file;
        CFunction made = new Lowering(this, definition).function();
        functions.put(name, made);
        if (ofTable) {
            replaced.put(CMachine.shown(name), table.comment(definition.node()));
            refuseHidden(name);
        } else {
            followed.put(name, made.place());
            notePreprocessor(definition);
        }
        for (Instruction instruction : made.code()) {
            if (instruction instanceof Instruction.Call call) {
                function(call.function());
            }
        }
        return made;
    }

    /** See {@link LinuxKernel#changedOutOfReach}. */
    synchronized List<String> changedOutOfReach(CProgram before) {
        List<String> found = new ArrayList<>();
        for (CFile file : List.copyOf(files)) {
            file.functions().forEach((name, node) -> {
                CFile other = before.files.stream()
                        .filter(one -> one.path.equals(file.path))
                        .findFirst()
                        .orElse(null);
                IASTFunctionDefinition was = other == null ? null : other.function(name);
                boolean changed = was == null || !was.getRawSignature().equals(node.getRawSignature());
                if (changed && !functions.containsKey(name) && kind(name) == Kind.DEFINED && comesToLock(name)) {
                    found.add(name + " (" + file.path + ":" + file.place(node).line() + ")");
                }
            });
        }
        return found;
    }

    /** What is not understood may come to one. */
    private boolean comesToLock(String name) {
        try {
            visit(name);
            return reaching.contains(name);
        } catch (NotUnderstoodException e) {
            return true;
        }
    }

    /** Where the function should be and there is no C. */
    private void refuseBroken(String name) {
        for (CFile file : files) {
            for (IASTDeclaration declaration : file.unit.getDeclarations()) {
                if (declaration instanceof IASTProblemDeclaration
                        && declaration.getRawSignature().contains(name)) {
                    throw new NotUnderstoodException(
                            file.place(declaration), "expected a function " + name + ", found what cannot be parsed");
                }
            }
        }
    }

    /** Which way the preprocessor took in the lines of a function. */
    private void notePreprocessor(Definition definition) {
        IASTFileLocation lines = definition.node().getFileLocation();
        for (IASTPreprocessorStatement statement : definition.file().unit.getAllPreprocessorStatements()) {
            Boolean taken = statement instanceof IASTPreprocessorIfdefStatement ifdef
                    ? Boolean.valueOf(ifdef.taken())
                    : statement instanceof IASTPreprocessorIfndefStatement ifndef
                            ? Boolean.valueOf(ifndef.taken())
                            : statement instanceof IASTPreprocessorIfStatement one
                                    ? Boolean.valueOf(one.taken())
                                    : null;
            int offset = statement.getFileLocation().getNodeOffset();
            if (taken != null
                    && offset >= lines.getNodeOffset()
                    && offset < lines.getNodeOffset() + lines.getNodeLength()) {
                preprocessed.put(
                        definition.file().place(statement).toString(),
                        CFile.text(statement) + (taken ? " holds" : " does not hold"));
            }
        }
    }

    /** What the table replaces, or takes to be harmless, must not come to a lock in this tree. */
    private void refuseHidden(String name) {
        Definition ofTree = definition(name, null);
        if (ofTree == null) {
            return;
        }
        Set<String> seen = new HashSet<>(Set.of(name));
        if (name.equals(WITHIN_RESET)) {
            seen.addAll(Primitive.DOWN_READ.names);
            seen.addAll(Primitive.UP_READ.names);
        }
        String lock = lockIn(ofTree, seen);
        if (lock != null) {
            throw new NotUnderstoodException(
                    ofTree.file().place(ofTree.node()),
                    name + "() comes to " + lock + " here, and the table says that it takes none of the modelled locks,"
                            + " or replaces it: " + table.comment(tableEntry(name)));
        }
    }

    private IASTNode tableEntry(String name) {
        IASTFunctionDefinition function = table.file.function(name);
        return function != null ? function : table.file.prototype(name);
    }

    /** The first lock or reset that a function of the tree comes to by names, as far as the table does not say otherwise; null for none. */
    private String lockIn(Definition definition, Set<String> seen) {
        Calls calls = Calls.in(definition.node().getBody());
        if (calls.flag != null) {
            return Calls.FLAG;
        }
        for (String callee : calls.called.keySet()) {
            Primitive primitive = Primitive.of(callee);
            if (primitive != null && primitive.mattersToCallers() && !seen.contains(callee)) {
                return callee;
            }
            if (primitive != null || !seen.add(callee) || table.file.prototype(callee) != null) {
                continue;
            }
            if (table.file.function(callee) != null) {
                visit(callee);
                if (reaching.contains(callee)) {
                    return callee;
                }
                continue;
            }
            Definition next = definition(callee, definition.file());
            String lock = next == null ? null : lockIn(next, seen);
            if (lock != null) {
                return lock;
            }
        }
        return null;
    }

    void skips(String name, SourcePosition place) {
        if (tentative > 0) {
            return; // It may come to nothing.
        }
        switch (kind(name)) {
            case HARMLESS -> {
                IASTSimpleDeclaration prototype = table.file.prototype(name);
                if (prototype != null && harmless.put(name, table.comment(prototype)) == null) {
                    refuseHidden(name);
                }
            }
            case DEFINED -> {
                Definition definition = definition(name, null);
                skipped.put(name, definition.file().place(definition.node()));
            }
            case UNDEFINED -> undefined.putIfAbsent(name, place);
            default -> {}
        }
    }

    /** A lock of the table is used; it may be one that is not modelled. */
    void uses(String lock) {
        if (!CMachine.LOCKS.contains(lock)) {
            leftOut.put(lock, table.comment(table.file.variables().get(lock)));
        }
    }

    /** It was run on a machine that has the wider locks. */
    void runsWithWiderLocks() {
        ranWithWiderLocks = true;
    }

    boolean ranWithWiderLocks() {
        return ranWithWiderLocks;
    }

    void leavesOpen(SourcePosition place, String condition) {
        openConditions.put(place.toString(), condition);
    }

    /** Whether a file that was read declares a variable or a constant of that name. */
    boolean declaresVariable(String name) {
        return files.stream().anyMatch(file -> file.declaresVariable(name));
    }

    /** A revision whose config access lock does the same as that of the tree; nothing when there is none. */
    Optional<Revision> configAccess() {
        synchronized (this) {
            if (configAccess != null) {
                return configAccess;
            }
        }
        Optional<Revision> found =
                Comparison.inAll(Comparison.ofConfigAccess(this)).stream().findFirst();
        synchronized (this) {
            configAccess = found;
        }
        return found;
    }

    /** Whether the config access lock has a lockdep map, as in 6.10-rc1. */
    synchronized boolean callsLockdep() {
        Definition lock = definition("pci_cfg_access_lock", null);
        return lock != null && Calls.in(lock.node()).called.containsKey("lock_map_acquire");
    }

    /** Whether pciehp's slot covers every device of its bus, as from 102c8b26b54e on. */
    synchronized boolean slotCoversBus() {
        if (slotCoversBus == null) {
            slotCoversBus = readSlot();
        }
        return slotCoversBus;
    }

    private boolean readSlot() {
        Optional<String> text = tree.read(SLOT_FILE);
        if (text.isEmpty()) {
            assumptions.add(
                    "there is no " + SLOT_FILE
                            + ": the slot of a hot-plug port is taken to cover the devices with its number, and not all of its bus");
            return false;
        }
        texts.put(SLOT_FILE, text.get());
        CFile file = CParser.parse(SLOT_FILE, text.get(), table.macros);
        for (IASTFunctionDefinition function : file.functions().values()) {
            IASTFunctionCallExpression call = Calls.in(function).called.get("pci_hp_initialize");
            if (call != null && call.getArguments().length == 4) {
                String number = call.getArguments()[2].getRawSignature();
                if (number.equals("0")) {
                    return false;
                }
                if (number.equals("PCI_SLOT_ALL_DEVICES")) {
                    return true;
                }
                throw new NotUnderstoodException(
                        file.place(call.getArguments()[2]),
                        "expected 0 or PCI_SLOT_ALL_DEVICES as the number of the slot, found " + number);
            }
        }
        throw new SourceException(
                SLOT_FILE + ": expected a call of pci_hp_initialize() with four arguments, found none");
    }

    /** The text of each file that was read, by path. */
    Map<String, String> texts() {
        return texts;
    }

    SourceTree tree() {
        return tree;
    }

    Understanding understanding() {
        return new Understanding(
                new TreeMap<>(followed),
                new LinkedHashMap<>(replaced),
                new LinkedHashMap<>(harmless),
                new TreeMap<>(skipped),
                new TreeMap<>(leftOut),
                new TreeMap<>(undefined),
                new TreeMap<>(openConditions),
                new TreeMap<>(preprocessed),
                List.copyOf(assumptions));
    }

    /** The type of the parameter of a function of the table; nothing known where it has none such. */
    CType parameter(String function, int number) {
        IASTSimpleDeclaration prototype = table.file.prototype(function);
        IASTFunctionDefinition definition = table.file.function(function);
        IASTDeclarator declarator = definition != null
                ? definition.getDeclarator()
                : prototype != null ? prototype.getDeclarators()[0] : null;
        return Lowering.parameter(declarator, number);
    }
}
