package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemovalTest {

    private static final Caller ANA = new Caller("ana", Set.of("admin"));

    @Test
    void should_be_by_the_user_of_the_token() {
        assertThat(Removal.parse("f1", "reason=why", ANA).by()).isEqualTo("ana");
        assertThat(Removal.parse("f1", "by=ana&reason=why", ANA).by()).isEqualTo("ana");
    }

    @Test
    void should_refuse_a_removal_in_the_name_of_another_user_even_to_an_admin() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Removal.parse("f1", "by=bob&reason=why", ANA))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(403));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Removal.parse("f1", "by=&reason=why", ANA));
    }

    @Test
    void should_be_by_the_user_it_names_without_authentication() {
        assertThat(Removal.parse("f1", "by=bob&reason=why", Caller.ANONYMOUS).by())
                .isEqualTo("bob");
        assertThat(Removal.parse("f1", "reason=why", Caller.ANONYMOUS).by()).isNull();
    }
}
