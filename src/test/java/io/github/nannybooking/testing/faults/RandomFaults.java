package io.github.nannybooking.testing.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Random faults that are the same for the same seed, independent of threads. */
record RandomFaults(long seed, double rate, Set<Fault> kinds) {

    /** Returns the fault of the {@code number}th request of the operation. */
    Optional<Fault> at(String operation, int number) {
        long stream = new SplittableRandom(seed + operation.hashCode()).nextLong();
        SplittableRandom random = new SplittableRandom(stream + number);
        List<Fault> fitting =
                kinds.stream().sorted().filter(kind -> kind.fits(operation)).toList();
        return random.nextDouble() < rate && !fitting.isEmpty()
                ? Optional.of(fitting.get(random.nextInt(fitting.size())))
                : Optional.empty();
    }
}
