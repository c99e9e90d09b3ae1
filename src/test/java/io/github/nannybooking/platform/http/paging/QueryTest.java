package io.github.nannybooking.platform.http.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    private static final List<String> NAMES = List.of("by", "reason");

    @Test
    void should_decode_names_and_values() {
        assertThat(Query.parse("b%79=ana&reason=a+friend%20%3D%26%C3%A9", NAMES))
                .isEqualTo(Map.of("by", "ana", "reason", "a friend =&é"));
    }

    @Test
    void should_accept_a_parameter_without_a_value_as_empty() {
        assertThat(Query.parse("by&reason=", NAMES)).isEqualTo(Map.of("by", "", "reason", ""));
    }

    @Test
    void should_accept_the_value_as_it_is() {
        assertThat(Query.parse("by=RAW(x)&reason=a=b", NAMES)).isEqualTo(Map.of("by", "RAW(x)", "reason", "a=b"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void should_find_nothing_in_no_query(String query) {
        assertThat(Query.parse(query, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "By=ana",
                "by=ana&by=eva",
                "by=%",
                "by=%zz",
                "by=%ff",
                "by=%c0%af",
                "by=%ed%a0%80",
                "=ana",
                "&by=ana"
            })
    void should_refuse_unknown_and_undecodable_parameters(String query) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Query.parse(query, NAMES))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }
}
