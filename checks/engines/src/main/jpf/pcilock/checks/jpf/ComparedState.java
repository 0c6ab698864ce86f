package pcilock.checks.jpf;

import gov.nasa.jpf.util.FinalBitSet;
import gov.nasa.jpf.vm.ClassInfo;
import gov.nasa.jpf.vm.ElementInfo;
import gov.nasa.jpf.vm.FieldInfo;
import gov.nasa.jpf.vm.MJIEnv;
import gov.nasa.jpf.vm.StaticElementInfo;
import gov.nasa.jpf.vm.VM;
import gov.nasa.jpf.vm.serialize.AmmendableFilterConfiguration.FieldAmmendment;
import gov.nasa.jpf.vm.serialize.CFSerializer;
import gov.nasa.jpf.vm.serialize.DefaultFilterConfiguration;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What JPF compares of two states: as its own serializer does, whatever can be reached, each object by when it is come to, but for two
 * things.
 *
 * <p>Which constants an enum has, and what they are called, is the same in all states and left out; a constant that a state refers to is
 * compared all the same, by its ordinal. Without this two thirds of what is compared would be names.
 *
 * <p>JPF's serializer tells an object that it has come to by the sign of a number, which changes from state to state, so that it takes an
 * object that was out of reach in the last state for one that it has come to. Such an object would not be compared. Here numbers only rise.
 */
public final class ComparedState extends CFSerializer {
    private final Map<ClassInfo, FinalBitSet> references = new IdentityHashMap<>();
    private final Map<ClassInfo, FinalBitSet> leftOut = new IdentityHashMap<>();
    private final Map<ClassInfo, Boolean> comparedClasses = new IdentityHashMap<>();

    /** What has a greater number has been come to in this state, ... */
    private int before;

    /** ... and this is the greatest. */
    private int last;

    @Override
    public void attach(VM vm) {
        super.attach(vm);
        DefaultFilterConfiguration fields = new DefaultFilterConfiguration();
        fields.init(vm.getConfig());
        fields.appendFieldAmmendment(new WithoutEnumConstants());
        filter = fields;
    }

    @Override
    protected void initReferenceQueue() {
        super.initReferenceQueue();
        before = last;
    }

    @Override
    public void processReference(int reference) {
        if (reference == MJIEnv.NULL) {
            buf.add(MJIEnv.NULL);
            return;
        }
        ElementInfo object = ks.getHeap().get(reference);
        if (object.getSid() <= before) {
            last = Math.addExact(last, 1);
            object.setSid(last);
            queueReference(object);
        }
        buf.add(object.getSid() - before);
    }

    @Override
    protected int getSerializedReferenceValue(ElementInfo object) {
        boolean reached = object.getSid() > before;
        return reached ? object.getSid() - before : -object.getObjectRef();
    }

    // JPF's own maps hash the name of a type for every object of every state; a lambda in what follows would be made
    // anew as often.

    @Override
    protected FinalBitSet getInstanceRefMask(ClassInfo type) {
        FinalBitSet known = references.get(type);
        if (known == null) {
            known = super.getInstanceRefMask(type);
            references.put(type, known);
        }
        return known;
    }

    @Override
    protected FinalBitSet getInstanceFilterMask(ClassInfo type) {
        FinalBitSet known = leftOut.get(type);
        if (known == null) {
            known = super.getInstanceFilterMask(type);
            leftOut.put(type, known);
        }
        return known;
    }

    @Override
    protected void serializeClass(StaticElementInfo statics) {
        ClassInfo type = statics.getClassInfo();
        Boolean compared = comparedClasses.get(type);
        if (compared == null) {
            compared = hasComparedFields(type);
            comparedClasses.put(type, compared);
        }
        if (compared) {
            super.serializeClass(statics);
        } else {
            buf.add(statics.getStatus());
        }
    }

    private boolean hasComparedFields(ClassInfo type) {
        return filter.getMatchedStaticFields(type).iterator().hasNext();
    }

    private static final class WithoutEnumConstants implements FieldAmmendment {
        @Override
        public boolean ammendFieldInclusion(FieldInfo field, boolean included) {
            return included && !isConstant(field);
        }

        private static boolean isConstant(FieldInfo field) {
            ClassInfo owner = field.getClassInfo();
            boolean enumeration = owner.isEnum() || owner.getName().equals("java.lang.Enum");
            if (!enumeration || !field.isFinal()) {
                return false;
            }
            return field.isStatic()
                    ? field.getType().equals(owner.getName()) || field.getType().equals(owner.getName() + "[]")
                    : field.getType().equals("java.lang.String");
        }
    }
}
