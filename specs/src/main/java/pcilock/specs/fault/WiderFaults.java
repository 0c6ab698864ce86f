package pcilock.specs.fault;

import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_7_1;

/** Seeded faults of semaphores, references and joins, each in 7.1. */
final class WiderFaults {
    private WiderFaults() {}

    static final class ReaderPassesWaitingWriter extends Linux_7_1 {
        ReaderPassesWaitingWriter(TaskContext context) {
            super(context);
        }

        @Override
        public void downRead(RwSemaphore semaphore) {
            GuardedStep read =
                    semaphore.step(Event.SEM_READ).whenEmpty(semaphore.writer).joining(semaphore.readers);
            GuardedStep sleep = semaphore.step(Event.SEM_READ_SLEEP).whenOccupied(semaphore.writer);
            kernel.await(current, new SleepingStep(read, sleep, null));
        }
    }

    static final class WriterIgnoresReaders extends Linux_7_1 {
        WriterIgnoresReaders(TaskContext context) {
            super(context);
        }

        @Override
        public void downWrite(RwSemaphore semaphore) {
            GuardedStep write =
                    semaphore.step(Event.SEM_WRITE).whenEmpty(semaphore.writer).joining(semaphore.writer);
            GuardedStep sleep = semaphore.step(Event.SEM_WRITE_SLEEP).whenOccupied(semaphore.writer);
            kernel.await(current, new SleepingStep(write, sleep, null));
        }
    }

    static final class DrainDoesNotWait extends Linux_7_1 {
        DrainDoesNotWait(TaskContext context) {
            super(context);
        }

        @Override
        public void kernfsDrain(ActiveReference attribute) {
            kernel.take(current, attribute.step(Event.REFERENCE_DRAINED));
        }
    }

    static final class JoinReturnsEarly extends Linux_7_1 {
        JoinReturnsEarly(TaskContext context) {
            super(context);
        }

        @Override
        public void freeIrq(ActiveReference handler) {
            deactivate(handler);
            kernel.take(current, handler.step(Event.REFERENCE_DRAINED));
        }
    }

    static final class ReferenceKept extends Linux_7_1 {
        ReferenceKept(TaskContext context) {
            super(context);
        }

        @Override
        public void leave(ActiveReference reference) {
            // Forgotten.
        }
    }

    static final class TrylockIgnoresOthers extends Linux_7_1 {
        TrylockIgnoresOthers(TaskContext context) {
            super(context);
        }

        @Override
        public boolean downWriteTrylock(RwSemaphore semaphore) {
            kernel.take(current, semaphore.step(Event.SEM_WRITE_TRYLOCK).joining(semaphore.writer));
            return true;
        }
    }

    static final class WriterKept extends Linux_7_1 {
        WriterKept(TaskContext context) {
            super(context);
        }

        @Override
        public void upWrite(RwSemaphore semaphore) {
            // Forgotten.
        }
    }

    static final class WorkNotJoined extends Linux_7_1 {
        WorkNotJoined(TaskContext context) {
            super(context);
        }

        @Override
        public void cancelWorkSync(ActiveReference work) {
            deactivate(work);
            kernel.take(current, work.step(Event.REFERENCE_DRAINED));
        }
    }

    static final class ResetLockKept extends Linux_7_1 {
        ResetLockKept(TaskContext context) {
            super(context);
        }

        @Override
        public void pciehpReleaseResetLock(PciDev port) {
            // Forgotten, ...
        }

        @Override
        public void pciehpTakeResetLockAgain(PciDev port) {
            // ... so there is nothing to take.
        }
    }
}
