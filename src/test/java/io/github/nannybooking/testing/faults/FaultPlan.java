package io.github.nannybooking.testing.faults;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiFunction;

/** Chooses the fault of the next request of an operation, and counts faults and requests. */
final class FaultPlan {

    private static final BiFunction<String, Integer, Optional<Fault>> NONE = (operation, number) -> Optional.empty();

    private final Map<String, Queue<Fault>> next = new HashMap<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final Map<String, Integer> sinceRule = new HashMap<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private BiFunction<String, Integer, Optional<Fault>> rule = NONE;

    synchronized void inject(Fault fault, String operation, int times) {
        if (!fault.fits(operation)) {
            throw new IllegalArgumentException(fault + " can't happen to " + operation);
        }
        next.computeIfAbsent(operation, none -> new ArrayDeque<>()).addAll(Collections.nCopies(times, fault));
    }

    /** @param rule returns the fault for an operation and the number of its request, if none is injected */
    synchronized void follow(BiFunction<String, Integer, Optional<Fault>> rule) {
        this.rule = rule;
        sinceRule.clear();
    }

    synchronized void heal() {
        next.clear();
        follow(NONE);
    }

    synchronized Optional<Fault> forNext(String operation) {
        requests.merge(operation, 1, Integer::sum);
        int number = sinceRule.merge(operation, 1, Integer::sum);
        Queue<Fault> injected = next.getOrDefault(operation, new ArrayDeque<>());
        Optional<Fault> fault = injected.isEmpty() ? rule.apply(operation, number) : Optional.of(injected.remove());
        fault.ifPresent(kind -> faults.merge(kind, 1, Integer::sum));
        return fault;
    }

    synchronized Map<Fault, Integer> faults() {
        return Map.copyOf(faults);
    }

    synchronized int requests(String operation) {
        return requests.getOrDefault(operation, 0);
    }
}
