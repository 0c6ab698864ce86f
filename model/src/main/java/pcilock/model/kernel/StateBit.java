package pcilock.model.kernel;

/** A bit of the kernel's state that decides where code goes, such as whether a device is on the list of its bus. */
public final class StateBit extends GuardedObject {
    /** The one set, which has the bit itself as its member. */
    public final TaskSet bit;

    private final GuardedStep isSet;
    private final GuardedStep isClear;
    private final GuardedStep set;
    private final GuardedStep clear;

    /** A bit whose set has this number. */
    public StateBit(int number, int setNumber, boolean setAtFirst) {
        this(number, setNumber, setAtFirst, Event.BIT_SET, Event.BIT_CLEAR);
    }

    /** A bit of which it means more than that it changes when it is set, and when it is cleared. */
    public StateBit(int number, int setNumber, boolean setAtFirst, Event whenSet, Event whenCleared) {
        super(number);
        bit = TaskSet.ofOneBit(setNumber, setAtFirst);
        isSet = new GuardedStep(this, Event.BIT_IS_SET).whenOccupied(bit);
        isClear = new GuardedStep(this, Event.BIT_IS_CLEAR).whenEmpty(bit);
        set = new GuardedStep(this, whenSet).joining(bit);
        clear = new GuardedStep(this, whenCleared).leaving(bit);
    }

    @Override
    public TaskSet[] sets() {
        return new TaskSet[] {bit};
    }

    /** {@code test_bit}. */
    public boolean test(Kernel kernel, Task current) {
        return kernel.attempt(current, isSet, isClear);
    }

    /** {@code set_bit}. */
    public void set(Kernel kernel, Task current) {
        kernel.take(current, set);
    }

    /** {@code clear_bit}. */
    public void clear(Kernel kernel, Task current) {
        kernel.take(current, clear);
    }
}
