package io.github.nannybooking.testing.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Random faults. The same seed repeats the same faults, in whatever order the threads run. */
record RandomFaults(long seed, double rate, Set<Fault> kinds) {

    /** What the {@code number}th request of the operation gets. */
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
