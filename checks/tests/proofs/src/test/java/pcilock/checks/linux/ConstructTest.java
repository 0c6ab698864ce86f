package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each construct of C that is understood, by what it makes a function do. */
class ConstructTest {
    /** {@code lock(n)} and the like make the way through a body visible. */
    private static final String SIGNS = "static void e(struct pci_dev *p) {\n"
            + "\tstruct pci_dev *d;\n"
            + "\tlist_for_each_entry(d, &p->subordinate->devices, bus_list) {\n"
            + "\t\tdevice_lock(&d->dev);\n"
            + "\t\tbreak;\n"
            + "\t}\n"
            + "}\n"
            + "static void f(struct pci_dev *p) { device_lock(&list_last_entry(&p->subordinate->devices, struct pci_dev,"
            + " bus_list)->dev); }\n"
            + "static int yes(struct pci_dev *p) { e(p); return 1; }\n"
            + "static int no(struct pci_dev *p) { f(p); return 0; }\n";

    private static final String E = "device_lock(E)";
    private static final String F = "device_lock(F)";
    private static final String P = "device_lock(P)";

    private static List<String> steps(String body) {
        return Steps.ofBody(SIGNS, "\tint i = 0;\n\tstruct pci_dev *dev = NULL;\n\t" + body + "\n\treturn 0;");
    }

    @Test
    void ifTakesOneBranch() {
        assertThat(steps("if (bridge->subordinate) e(bridge); else f(bridge);")).containsExactly(E);
        assertThat(steps("if (!bridge->subordinate) e(bridge); else f(bridge);"))
                .containsExactly(F);
    }

    @Test
    void andAndOrStopWhereTheAnswerIsKnown() {
        assertThat(steps("if (i && yes(bridge)) f(bridge);")).isEmpty();
        assertThat(steps("if (!i || yes(bridge)) f(bridge);")).containsExactly(F);
        assertThat(steps("i = yes(bridge) && no(bridge); if (!i) device_lock(&bridge->dev);"))
                .containsExactly(E, F, P);
    }

    @Test
    void aConditionalExpressionEvaluatesOneSide() {
        assertThat(steps("i = bridge ? yes(bridge) : no(bridge);")).containsExactly(E);
        assertThat(steps("i = dev ? yes(bridge) : no(bridge);")).containsExactly(F);
        assertThat(steps("if (yes(bridge) ?: no(bridge)) device_lock(&bridge->dev);"))
                .containsExactly(E, P);
    }

    @Test
    void aCommaEvaluatesBothSides() {
        assertThat(steps("i = (e(bridge), 0); if (!i) f(bridge);")).containsExactly(E, F);
    }

    @Test
    void aForLoopCounts() {
        assertThat(steps("for (i = 0; i < 2; i++) { if (i == 1) e(bridge); else f(bridge); }"))
                .containsExactly(F, E);
    }

    @Test
    void aWhileLoopTestsFirst() {
        assertThat(steps("while (i) { e(bridge); i--; } f(bridge);")).containsExactly(F);
    }

    @Test
    void aDoLoopRunsOnceAtLeast() {
        assertThat(steps("do { e(bridge); } while (i); f(bridge);")).containsExactly(E, F);
    }

    @Test
    void breakAndContinueAreOfTheInnermostLoop() {
        assertThat(steps("for (i = 0; i < 3; i++) { if (i == 0) continue; if (i == 2) break; e(bridge); } f(bridge);"))
                .containsExactly(E, F);
    }

    @Test
    void aSwitchFallsThroughAndHasADefault() {
        String all = "switch (i) { case 0: e(bridge); case 1: f(bridge); break; default: device_lock(&bridge->dev); }";
        assertThat(steps(all)).containsExactly(E, F);
        assertThat(steps("i = 1; " + all)).containsExactly(F);
        assertThat(steps("i = 7; " + all)).containsExactly(P);
        assertThat(steps("switch (i) { case 3: e(bridge); } f(bridge);")).containsExactly(F);
    }

    @Test
    void aGotoGoesForwardAndBack() {
        assertThat(steps("goto out; e(bridge); out: f(bridge);")).containsExactly(F);
        assertThat(steps("again: if (i == 1) goto out; e(bridge); i = 1; goto again; out: f(bridge);"))
                .containsExactly(E, F);
    }

    @Test
    void aFunctionAnswers() {
        assertThat(Steps.ofBody(
                        SIGNS + "static int twice(int n) { if (n > 1) return 2; return n + n; }\n",
                        "\tif (twice(1) == 2 && twice(3) == 2 && !twice(0)) e(bridge);\n\treturn 0;"))
                .containsExactly(E);
    }

    @Test
    void aFunctionCallsItself() {
        assertThat(Steps.ofBody(
                        SIGNS
                                + "static void deeper(struct pci_dev *p, int n) { if (n) { e(p); deeper(p, n - 1); } f(p); }\n",
                        "\tdeeper(bridge, 1);\n\treturn 0;"))
                .containsExactly(E, F, F + " sleeps");
    }

    @Test
    void numbersAreCalculatedWith() {
        assertThat(steps("i += 6; i -= 1; i *= 4; i /= 2; i %= 7; i <<= 3; i |= 1; i &= ~8; i ^= 2; i >>= 0;"
                        + " if (i == 19) e(bridge);"))
                .containsExactly(E);
        assertThat(steps("if (i++ == 0 && ++i == 2 && i-- == 2 && --i == 0 && -i <= 0 && i >= -ENOTTY) e(bridge);"))
                .containsExactly(E);
        assertThat(steps("if (0x10 == 16 && 010 == 8 && 1UL == 1) e(bridge);")).containsExactly(E);
    }

    @Test
    void pointersAreCompared() {
        assertThat(
                        steps(
                                "dev = bridge; if (dev == bridge && dev != NULL && bridge->subordinate->self == dev) e(bridge);"))
                .containsExactly(E);
    }

    @Test
    void aBlockIsAnExpression() {
        assertThat(steps("i = ({ int j = 4; e(bridge); j + 1; }); if (i == 5) f(bridge);"))
                .containsExactly(E, F);
    }

    @Test
    void theAddressOfALocalVariableIsFollowed() {
        assertThat(Steps.ofBody(
                        SIGNS + "static void set(struct pci_dev *p, int *to, int n) { f(p); *to = n; }\n",
                        "\tint i = 0;\n\tset(bridge, &i, 3);\n\tif (i == 3) e(bridge);\n\treturn 0;"))
                .containsExactly(F, E);
    }

    @Test
    void aListIsWalkedInBothDirections() {
        String walk = "(dev, &bridge->subordinate->devices, bus_list) device_lock(&dev->dev);";
        assertThat(steps("list_for_each_entry" + walk)).containsExactly(E, F);
        assertThat(steps("list_for_each_entry_reverse" + walk)).containsExactly(F, E);
    }

    @Test
    void aWalkGoesOnWhereAnotherOneStopped() {
        String stop = "list_for_each_entry(dev, &bridge->subordinate->devices, bus_list)"
                + " if (dev == list_last_entry(&bridge->subordinate->devices, struct pci_dev, bus_list)) break; ";
        String walk = "(dev, &bridge->subordinate->devices, bus_list) device_lock(&dev->dev);";
        assertThat(steps(stop + "list_for_each_entry_continue_reverse" + walk)).containsExactly(E);
        assertThat(steps(stop + "list_for_each_entry_from" + walk)).containsExactly(F);
        assertThat(steps(stop + "list_for_each_entry_from_reverse" + walk)).containsExactly(F, E);
        assertThat(steps(stop + "list_for_each_entry_continue" + walk)).isEmpty();
    }

    @Test
    void aWalkToItsEndGoesBackOverAllOfTheList() {
        assertThat(steps("list_for_each_entry(dev, &bridge->subordinate->devices, bus_list) ;"
                        + " list_for_each_entry_continue_reverse(dev, &bridge->subordinate->devices, bus_list)"
                        + " device_lock(&dev->dev);"))
                .containsExactly(F, E);
    }

    @Test
    void aSafeWalkIsAWalk() {
        String safe = "struct pci_dev *n; list_for_each_entry_safe";
        assertThat(steps(safe + "(dev, n, &bridge->subordinate->devices, bus_list) device_lock(&dev->dev);"))
                .containsExactly(E, F);
        assertThat(steps(safe + "_reverse(dev, n, &bridge->subordinate->devices, bus_list) device_lock(&dev->dev);"))
                .containsExactly(F, E);
    }

    @Test
    void aListIsLookedAt() {
        assertThat(steps("if (list_empty(&bridge->subordinate->slots)) e(bridge);"
                        + " if (!list_empty(&bridge->subordinate->devices)) f(bridge);"
                        + " if (list_is_singular(&bridge->subordinate->devices)) device_lock(&bridge->dev);"))
                .containsExactly(E, F);
    }

    @Test
    void aGuardIsGivenBackAtTheEndOfItsScope() {
        assertThat(steps("{ guard(mutex)(&pci_slot_mutex); e(bridge); } f(bridge);"))
                .containsExactly("mutex_lock(pci_slot_mutex)", E, "mutex_unlock(pci_slot_mutex)", F);
        assertThat(steps("guard(device)(&bridge->dev); if (!i) return 0; e(bridge);"))
                .containsExactly(P, "device_unlock(P)");
    }

    @Test
    void guardsAreGivenBackLastFirst() {
        assertThat(steps("guard(device)(&bridge->dev); guard(mutex)(&pci_slot_mutex); return i;"))
                .containsExactly(P, "mutex_lock(pci_slot_mutex)", "mutex_unlock(pci_slot_mutex)", "device_unlock(P)");
    }

    @Test
    void aGuardIsGivenBackByAGotoAndAByABreakOutOfItsScope() {
        assertThat(steps("{ guard(device)(&bridge->dev); if (!i) goto out; } e(bridge); out: f(bridge);"))
                .containsExactly(P, "device_unlock(P)", F);
        assertThat(steps("while (!i) { guard(device)(&bridge->dev); break; } f(bridge);"))
                .containsExactly(P, "device_unlock(P)", F);
        assertThat(steps("for (i = 0; i < 1; i++) { guard(device)(&bridge->dev); continue; } f(bridge);"))
                .containsExactly(P, "device_unlock(P)", F);
    }

    @Test
    void aScopedGuardHoldsForItsBlock() {
        assertThat(steps("scoped_guard(mutex, &pci_slot_mutex) { e(bridge); } f(bridge);"))
                .containsExactly("mutex_lock(pci_slot_mutex)", E, "mutex_unlock(pci_slot_mutex)", F);
        assertThat(steps("scoped_guard(device, &bridge->dev) { if (!i) break; e(bridge); } f(bridge);"))
                .containsExactly(P, "device_unlock(P)", F);
    }

    @Test
    void aVariableThatIsFreedIsCleanedUpAtTheEndOfItsScope() {
        String declarations = SIGNS + "static void unlock_it(struct pci_dev *p) { device_unlock(&p->dev); }\n";
        String taken = "{ struct pci_dev *held __free(unlock_it) = bridge; device_lock(&held->dev); } e(bridge);";
        String none = "{ struct pci_dev *held __free(unlock_it) = NULL; e(bridge); } f(bridge);";
        assertThat(Steps.ofBody(declarations, "\t" + taken + "\n\treturn 0;"))
                .containsExactly(P, "device_unlock(P)", E);
        assertThat(Steps.ofBody(declarations, "\t" + none + "\n\treturn 0;")).containsExactly(E, F);
    }

    @Test
    void aWarningLetsTheCodeGoOn() {
        assertThat(steps("if (WARN_ON(!i)) e(bridge); WARN_ON_ONCE(i);")).containsExactly(E);
    }

    @Test
    void ofTwoFunctionsOfOneNameThatOfTheTableCounts() {
        assertThat(Steps.ofBody(
                        SIGNS + "static int pci_reset_supported(struct pci_dev *p) { return 0; }\n",
                        "\tif (pci_reset_supported(bridge)) e(bridge);\n\treturn 0;"))
                .containsExactly(E);
    }

    @Test
    void aFunctionThatOnlyLooksIsRunForItsAnswer() {
        assertThat(Steps.ofBody(
                        SIGNS + "static bool has_below(struct pci_dev *p) { return p->subordinate != NULL; }\n",
                        "\tif (has_below(bridge)) e(bridge);\n\telse f(bridge);\n\treturn 0;"))
                .containsExactly(E);
    }
}
