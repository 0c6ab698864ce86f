
--------------------------------------------------------------------------------
\* From here on the text is the same for every scenario.

VARIABLES
  pc,         \* where each task is
  mutex,      \* who holds each mutex
  flag,       \* who has set block_cfg_access of each device
  queue,      \* the tasks on pci_cfg_wait
  lockdep,    \* the number of lockdep's state
  members,    \* the tasks in each set; of a bit that is set, Nobody
  \* What the properties ask about.
  resetting,  \* the bridge that each task resets: a set of one or none
  sleeper,    \* whether each task sleeps to read a semaphore
  silent,     \* whether each task last read the flag as set, so that patch 2 prints no warning
  trylock     \* for each task inside a trylock, the set of one element: the set of what it held when it went in

vars == <<pc, mutex, flag, queue, lockdep, members, resetting, sleeper, silent, trylock>>

Nobody == 0

From == [t \in Tasks |-> [p \in 0 .. LastPlace[t] |-> {s \in Steps[t] : s.from = p}]]

Init ==
  /\ pc = [t \in Tasks |-> 0]
  /\ mutex = [l \in Locks |-> Nobody]
  /\ flag = [l \in Locks |-> Nobody]
  /\ queue = {}
  /\ lockdep = 0
  /\ members = [x \in Sets |-> IF x \in SetAtFirst THEN {Nobody} ELSE {}]
  /\ resetting = [t \in Tasks |-> {}]
  /\ sleeper = [t \in Tasks |-> FALSE]
  /\ silent = [t \in Tasks |-> FALSE]
  /\ trylock = [t \in Tasks |-> IF t \in InsideTrylockAtStart THEN {{}} ELSE {}]

\* Whether a step of a task that is at its place can be taken.
CanTake(s) ==
  CASE s.guard = "NONE" -> TRUE
    [] s.guard = "MUTEX_FREE" -> mutex[s.device] = Nobody
    [] s.guard = "MUTEX_HELD" -> mutex[s.device] # Nobody
    [] s.guard = "FLAG_FREE" -> flag[s.device] = Nobody
    [] s.guard = "FLAG_HELD" -> flag[s.device] # Nobody
    [] s.guard = "QUEUED" -> s.task \in queue
    [] s.guard = "NOT_QUEUED" -> s.task \notin queue
    [] s.guard = "SETS" -> (\A x \in s.empty : members[x] = {}) /\ (\A x \in s.occupied : members[x] # {})

MutexAfter(s) ==
  CASE s.effect = "MUTEX_ACQUIRE" -> [mutex EXCEPT ![s.device] = s.task]
    [] s.effect = "MUTEX_RELEASE" -> [mutex EXCEPT ![s.device] = Nobody]
    [] OTHER -> mutex

FlagAfter(s) ==
  CASE s.effect = "FLAG_ACQUIRE" -> [flag EXCEPT ![s.device] = s.task]
    [] s.effect = "FLAG_RELEASE" -> [flag EXCEPT ![s.device] = Nobody]
    [] OTHER -> flag

QueueAfter(s) ==
  CASE s.effect = "ENQUEUE" -> queue \cup {s.task}
    [] s.effect = "DEQUEUE" -> queue \ {s.task}
    [] s.effect = "WAKE_ALL" -> {}
    [] s.effect = "WAKE_ONE" -> {t \in queue : \E other \in queue : other < t}
    [] OTHER -> queue

Member(s, x) == IF x \in Bits THEN Nobody ELSE s.task

MembersAfter(s) ==
  [x \in Sets |-> (members[x] \ (IF x \in s.left THEN {Member(s, x)} ELSE {}))
    \cup (IF x \in s.joined THEN {Member(s, x)} ELSE {})]

\* What lockdep says to a step that calls it. That there is no answer is an error of TLC's.
AnswerTo(s) ==
  CHOOSE answer \in LockdepAnswers : answer[1] = lockdep /\ answer[2] = s.task /\ answer[3] = s.call

HeldAfter(s) ==
  {<<"mutex", l>> : l \in {l \in Locks : MutexAfter(s)[l] = s.task}}
    \cup {<<"flag", l>> : l \in {l \in Locks : FlagAfter(s)[l] = s.task}}

\* What a step tells of a trylock, after its event and in this order.
TrylockNotes(s) ==
  SelectSeq(s.notes, LAMBDA note : note \in {"TRYLOCK_BEGIN", "TRYLOCK_TAKEN", "TRYLOCK_FAILED"})

TrylockAfter(s) ==
  LET notes == TrylockNotes(s)
  IN  CASE notes = <<>> -> trylock[s.task]
        [] notes # <<>> /\ notes[Len(notes)] = "TRYLOCK_BEGIN" -> {HeldAfter(s)}
        [] OTHER -> {}

Take(s) ==
  /\ CanTake(s)
  /\ pc' = [pc EXCEPT ![s.task] = s.to]
  /\ mutex' = MutexAfter(s)
  /\ flag' = FlagAfter(s)
  /\ queue' = QueueAfter(s)
  /\ members' = MembersAfter(s)
  /\ lockdep' = IF s.effect = "LOCKDEP" THEN AnswerTo(s)[4] ELSE lockdep
  /\ resetting' = CASE s.event = "RESET_BEGIN" -> [resetting EXCEPT ![s.task] = {s.device}]
                    [] s.event = "RESET_END" -> [resetting EXCEPT ![s.task] = {}]
                    [] OTHER -> resetting
  /\ sleeper' = CASE s.event = "SEM_READ_SLEEP" -> [sleeper EXCEPT ![s.task] = TRUE]
                  [] s.event = "SEM_READ" -> [sleeper EXCEPT ![s.task] = FALSE]
                  [] OTHER -> sleeper
  /\ silent' = CASE s.event = "FLAG_TESTED_SET" -> [silent EXCEPT ![s.task] = TRUE]
                 [] s.event = "RESET_BEGIN" -> [silent EXCEPT ![s.task] = FALSE]
                 [] OTHER -> silent
  /\ trylock' = [trylock EXCEPT ![s.task] = TrylockAfter(s)]

Next == \E t \in Tasks : \E s \in From[t][pc[t]] : Take(s)

Spec == Init /\ [][Next]_vars /\ WF_vars(Next)

--------------------------------------------------------------------------------
\* The properties. Most say of every step that can be taken now that taking it breaks nothing, so that no variable need remember
\* what was broken.

Steppable == UNION {{s \in From[t][pc[t]] : CanTake(s)} : t \in Tasks}
HasEnded(t) == pc[t] \in Ends[t]
IsStuck == Steppable = {} /\ \E t \in Tasks : ~HasEnded(t)

\* A task that went to sleep on pci_cfg_wait for a flag that is clear.
SleepsForNothing(t) ==
  \E s \in Steps[t] : s.event = "QUEUE_SLEEP" /\ s.to = pc[t] /\ flag[s.device] = Nobody

Takes(s) == s.event \in {"MUTEX_LOCK", "MUTEX_TRYLOCK"}
Releases(s) == s.event \in {"MUTEX_UNLOCK", "FLAG_CLEAR"}
BelowResetOf(t) == UNION {Below[bridge] : bridge \in resetting[t]}
Holds(t, l) == mutex[l] = t \/ flag[l] = t

\* No task waits for ever for a lock that is held, by another task or by itself.
NoDeadlock == IsStuck => \A t \in Tasks : HasEnded(t) \/ SleepsForNothing(t)

\* No task sleeps on pci_cfg_wait while the flag that it waits for is clear.
NoLostWakeUp == IsStuck => \A t \in Tasks : HasEnded(t) \/ ~SleepsForNothing(t)

\* Every task ends, whatever the schedule: none is stuck and none runs for ever.
EveryTaskEnds == <>(\A t \in Tasks : HasEnded(t))

\* From the beginning to the end of a secondary bus reset the resetting task itself holds the bridge, mutex and flag.
BridgeHeld ==
  \A s \in Steppable :
    /\ s.event = "RESET_BEGIN" => mutex[s.device] = s.task /\ flag[s.device] = s.task
    /\ Releases(s) => \A t \in Tasks : s.device \notin resetting[t]

\* The warning of patch 2 is never printed: no secondary bus reset begins after the flag of the bridge was read clear.
NoUnlockedResetWarning ==
  \A s \in Steppable : \A i \in DOMAIN s.notes : s.notes[i] # "WARN_UNLOCKED_RESET"

\* The test for the warning of patch 2 finds every reset whose task does not hold the flag of the bridge.
WarningNeverSilent ==
  \A s \in Steppable : s.event = "RESET_BEGIN" /\ silent[s.task] => flag[s.device] = s.task

\* During a secondary bus reset no user access reaches the bridge or anything below it.
NoUserAccessDuringReset ==
  \A s \in Steppable :
    s.event = "USER_ACCESS" => \A t \in Tasks : s.device \notin resetting[t] \cup BelowResetOf(t)

\* No device is reset while another task holds its device_lock.
NoResetOfHeldDevice ==
  \A s \in Steppable :
    /\ Takes(s) => \A t \in Tasks \ {s.task} : s.device \notin BelowResetOf(t)
    /\ s.event = "RESET_BEGIN" => \A l \in Below[s.device] : mutex[l] \in {Nobody, s.task}
    /\ s.event = "FUNCTION_RESET" => mutex[s.device] \in {Nobody, s.task}

\* pci_cfg_access_unlock never finds the flag clear.
NoClearFlagReleased == \A s \in Steppable : s.event = "FLAG_CLEAR" => flag[s.device] # Nobody

\* A lock is released only by the task that holds it.
ReleasedByHolder ==
  \A s \in Steppable :
    /\ s.event = "MUTEX_UNLOCK" => mutex[s.device] = s.task
    /\ s.event = "FLAG_CLEAR" => flag[s.device] \in {Nobody, s.task}
    /\ s.event = "SEM_READ_RELEASE" => s.task \in members[<<s.device, "READERS">>]
    /\ s.event = "SEM_WRITE_RELEASE" => s.task \in members[<<s.device, "WRITER">>]
    /\ s.event = "REFERENCE_LEAVE" => s.task \in members[<<s.device, "INSIDE">>]

\* A task that ends holds nothing.
NothingLeftHeld ==
  \A s \in Steppable :
    (\E i \in DOMAIN s.notes : s.notes[i] = "TASK_END") =>
      /\ HeldAfter(s) = {}
      /\ \A x \in Sets : x[2] \in {"READERS", "WRITER", "INSIDE"} => s.task \notin MembersAfter(s)[x]

\* A failed trylock leaves the task with the locks it had before.
FailedTrylockRestores ==
  \A s \in Steppable :
    (TrylockNotes(s) # <<>> /\ TrylockNotes(s)[1] = "TRYLOCK_FAILED") => trylock[s.task] = {HeldAfter(s)}

\* No task goes to sleep inside a trylock.
TrylockNeverSleeps ==
  \A s \in Steppable :
    s.event \in {"MUTEX_SLEEP", "FLAG_SLEEP", "QUEUE_SLEEP",
                "SEM_READ_SLEEP", "SEM_WRITE_SLEEP", "REFERENCE_ENTER_SLEEP", "REFERENCE_DRAIN_SLEEP"}
      => trylock[s.task] = {}

\* Who writes an rw semaphore is alone, and who comes to read it while a writer waits does not go ahead of him.
SemaphoreExcludes ==
  \A s \in Steppable :
    /\ s.event = "SEM_READ" =>
         /\ members[<<s.device, "WRITER">>] = {}
         /\ sleeper[s.task] \/ members[<<s.device, "WAITING_WRITERS">>] = {}
    /\ s.event \in {"SEM_WRITE", "SEM_WRITE_TRYLOCK"} =>
         members[<<s.device, "WRITER">>] = {} /\ members[<<s.device, "READERS">>] = {}

\* When a drain or a join is done nobody is inside, and nobody enters after it began.
DrainWaits ==
  \A s \in Steppable :
    /\ s.event = "REFERENCE_ENTER" => members[<<s.device, "GONE">>] = {}
    /\ s.event = "REFERENCE_DRAINED" => members[<<s.device, "INSIDE">>] = {}

\* No task binds or unbinds a driver while it holds the reset_lock of a hot-plug port.
ResetLockNotOverBind ==
  \A s \in Steppable :
    s.event \in {"DRIVER_BOUND", "DRIVER_UNBOUND"} =>
      \A x \in Sets : x[1] \in ResetLocks /\ x[2] \in {"READERS", "WRITER"} => s.task \notin members[x]

\* Locks are taken from the top of the tree down and released from the bottom up.
TopDownOrder ==
  \A s \in Steppable :
    Takes(s) \/ Releases(s) \/ s.event = "FLAG_SET" => \A l \in Below[s.device] : ~Holds(s.task, l)

\* No task takes device_lock of a device whose flag it has set.
DeviceLockBeforeFlag == \A s \in Steppable : Takes(s) => flag[s.device] # s.task

Reports(report) == \E s \in Steppable : s.effect = "LOCKDEP" /\ AnswerTo(s)[5] = report

\* lockdep reports no recursive locking.
LockdepNoRecursion == ~Reports("LOCKDEP_RECURSION")

\* lockdep reports no circular locking dependency.
LockdepNoCircle == ~Reports("LOCKDEP_CIRCULAR")

\* lockdep reports no bad unlock balance.
LockdepBalanced == ~Reports("LOCKDEP_UNBALANCED")

\* No assertion warns: the map of the bridge is held at every secondary bus reset, or lockdep is off.
LockdepAssertionHolds == ~Reports("LOCKDEP_NOT_HELD")

\* lockdep is asked for no subclass beyond its eight.
LockdepSubclassValid == ~Reports("LOCKDEP_SUBCLASS")

\* lockdep never gives up because a task holds 48 locks, device_lock counted.
LockdepDepthSuffices == ~Reports("LOCKDEP_DEPTH")

\* No device is freed while its lockdep key is registered, which would harm later looks into lockdep's list of keys.
LockdepNoStaleKey == ~Reports("LOCKDEP_STALE_KEY")

================================================================================
