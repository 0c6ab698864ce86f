package pcilock.checks.jpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.driver.Driver;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class JpfRulesTest {
    record Pair(int first, int second) {}

    interface WithPrivateMethod {
        private int one() {
            return 1;
        }

        default int two() {
            return one() + one();
        }
    }

    static class Plain {
        final String text;

        Plain(int number) {
            Function<Integer, String> twice = n -> n + "" + n;
            text = "n" + twice.apply(number) + number;
        }
    }

    static class Concurrent {
        final AtomicInteger count = new AtomicInteger();
    }

    static class Streams {
        List<String> list() {
            return Stream.of("a").toList();
        }
    }

    static class Strings {
        boolean empty(String text) {
            return text.isBlank();
        }
    }

    static class Boxing {
        Function<String, Integer> parser() {
            return Integer::parseInt;
        }
    }

    enum Counting {
        COUNTER;

        int count;
    }

    @Test
    void theModelUsesNothingThatJpfCannotRun() {
        assertThat(JpfRules.breachesBelow(Revision.class, "pcilock.model")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenario", "property", "fault"})
    void theSpecsThatRunInsideJpfUseNothingThatItCannotRun(String name) {
        assertThat(JpfRules.breachesBelow(Scenario.class, "pcilock.specs." + name))
                .isEmpty();
    }

    @Test
    void aPackageWithoutClassesIsNotFoundToBeInOrder() {
        assertThatThrownBy(() -> JpfRules.breachesBelow(Scenario.class, "META-INF"))
                .isInstanceOfAny(IllegalArgumentException.class, java.io.UncheckedIOException.class);
    }

    @Test
    void theProgramThatJpfExploresUsesNothingThatItCannotRun() {
        assertThat(JpfRules.breachesIn(JpfSubject.class)).isEmpty();
        for (Class<?> inner : JpfSubject.class.getDeclaredClasses()) {
            assertThat(JpfRules.breachesIn(inner)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Revision.class,
                Event.class,
                LockdepCall.class,
                EntryPoint.class,
                Driver.class,
                Fault.class,
                Waiting.class,
                Property.class
            })
    void aConstantOfAnEnumCannotChange(Class<? extends Enum<?>> type) throws IllegalAccessException {
        for (Enum<?> constant : type.getEnumConstants()) {
            assertThat(changingFieldsOf(constant)).isEmpty();
        }
    }

    /** Of an object and what it refers to: a constant, a lambda and what it captured, code without fields. */
    private static List<String> changingFieldsOf(Object object) throws IllegalAccessException {
        List<String> changing = new ArrayList<>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            if (!Modifier.isFinal(field.getModifiers())) {
                changing.add(field.toString());
            }
            field.setAccessible(true);
            Object value = field.get(object);
            if (value != null && !field.getType().isPrimitive() && !(value instanceof String)) {
                changing.addAll(changingFieldsOf(value));
            }
        }
        return changing;
    }

    @Test
    void lambdasAndConcatenationAreAllowed() {
        assertThat(JpfRules.breachesIn(Plain.class)).isEmpty();
    }

    @Test
    void theMethodsThatARecordGeneratesAreCaught() {
        assertThat(JpfRules.breachesIn(Pair.class))
                .hasSize(3)
                .allMatch(breach -> breach.endsWith("has an invokedynamic of java.lang.runtime.ObjectMethods"));
    }

    @Test
    void everyOtherForbiddenUseIsCaught() {
        assertThat(JpfRules.breachesIn(WithPrivateMethod.class))
                .anyMatch(b -> b.endsWith("is a private interface method"));
        assertThat(JpfRules.breachesIn(Concurrent.class)).anyMatch(b -> b.contains("AtomicInteger"));
        assertThat(JpfRules.breachesIn(Streams.class))
                .anyMatch(b -> b.endsWith("calls java.util.stream.Stream.toList"));
        assertThat(JpfRules.breachesIn(Strings.class)).anyMatch(b -> b.endsWith("calls java.lang.String.isBlank"));
        assertThat(JpfRules.breachesIn(Counting.class))
                .anyMatch(b -> b.endsWith("count is a field of an enum that can change"));
        assertThat(JpfRules.breachesIn(Boxing.class)).anyMatch(b -> b.endsWith("java.lang.Integer::parseInt"));
    }
}
