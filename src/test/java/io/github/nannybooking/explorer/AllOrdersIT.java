package io.github.nannybooking.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.Proof;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * In whatever order the requests of bookings, applications, the consumers of both queues, reconcilers and operators
 * come, and wherever one of them crashes or a message is refused, fails or is delivered again, nothing is lost: all
 * orders of up to {@code -Dexplorer.depth} steps are tried; one less where reconcilers compete, which goes the most ways.
 */
@Proof
class AllOrdersIT {

    private static final int DEPTH = Integer.getInteger("explorer.depth", 9);

    private static Database database;

    private final Ticks clock = new Ticks();
    private final Replay replay = new Replay();
    private final Programs programs = new Programs(replay, Database.TABLE, clock);
    private final Steps steps = new Steps(database, replay, clock);

    @BeforeAll
    static void start() {
        database = new Database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void should_book_one_of_two_that_compete_while_a_nanny_applies() {
        explore(Scenario.with("a0", "a1")
                .once("booking of a0", () -> programs.book("a0"))
                .once("booking of a1", () -> programs.book("a1"))
                .once("applicant", () -> programs.apply("late"))
                .always("consumer", programs::consume)
                .always("reconciler", programs::reconcile));
    }

    @Test
    void should_book_once_what_is_sent_twice_while_reconcilers_compete() {
        explore(
                Scenario.with("a0", "a1")
                        .once("booking", () -> programs.book("a0"))
                        .once("same booking", () -> programs.book("a0"))
                        .always("consumer", programs::consume)
                        .always("reconciler", programs::reconcile)
                        .always("other reconciler", programs::reconcile),
                DEPTH - 1);
    }

    @Test
    void should_decline_an_intruder_that_is_in_the_index() {
        explore(Scenario.with("a0")
                .once("booking", () -> programs.book("a0"))
                .once("same booking", () -> programs.book("a0"))
                .once("intruder", () -> programs.intrude(Scenario.INTRUDER))
                .always("consumer", programs::consume)
                .always("reconciler", programs::reconcile));
    }

    @Test
    void should_let_no_stray_message_undo_a_booking() {
        explore(Scenario.with("a0", "a1")
                .message("a0")
                .message("nobody")
                .once("booking of a0", () -> programs.book("a0"))
                .once("booking of a1", () -> programs.book("a1"))
                .always("consumer", programs::consume)
                .always("reconciler", programs::reconcile));
    }

    @Test
    void should_lose_no_decline_that_fails_for_good() {
        explore(Scenario.with("a0", "a1")
                .after(() -> programs.book("a0"))
                .once("consumer whose last attempt fails", programs::failForGood)
                .always("consumer", programs::consume)
                .always("reconciler", programs::reconcile)
                .always("other reconciler", programs::reconcile)
                .always("parker", programs::park)
                .always("operator", () -> programs.retry("a1")));
    }

    @Test
    void should_lose_no_decline_that_is_removed_or_fails_again() {
        explore(Scenario.with("a0", "a1")
                .after(() -> programs.book("a0"), programs::failForGood, programs::park)
                .once("remover", () -> programs.remove("a1"))
                .once("consumer whose last attempt fails", programs::failForGoodUnnoted)
                .always("consumer", programs::consume)
                .always("reconciler", programs::reconcile)
                .always("parker", programs::park)
                .always("operator", () -> programs.retry("a1")));
    }

    private void explore(Scenario scenario) {
        explore(scenario, DEPTH);
    }

    private void explore(Scenario scenario, int depth) {
        World begin = new World(
                database.begin(scenario.applicationIds()), scenario.messages(), new TreeSet<>(), new TreeSet<>());
        Settling settling = new Settling(steps, scenario);
        for (Program past : scenario.history()) {
            begin = settling.run(past, begin);
        }
        Explorer explorer = new Explorer(scenario, steps, settling);

        Explorer.Figures figures = explorer.explore(begin, depth);

        System.out.println(figures);
        assertThat(figures.states()).isGreaterThan(depth);
    }
}
