package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Resource;
import io.github.nannybooking.testing.LogLines;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableKeysTest {

    private String set;
    private final ReadableKeys keys = new ReadableKeys(url -> new Resource(set, "application/json"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\": \"XYZ\", \"kid\": \"odd\"}",
                "{\"kid\": \"odd\"}",
                "{\"kty\": 1}",
                "{\"kty\": \"RSA\", \"kid\": \"odd\", \"e\": \"AQAB\"}",
                "{\"kty\": \"EC\", \"kid\": \"odd\", \"crv\": \"P-999\", \"x\": \"AA\", \"y\": \"AA\"}",
                "{\"kty\": \"EC\", \"kid\": \"odd\", \"crv\": \"P-256\", \"x\": \"AA\", \"y\": \"AA\"}",
                "{\"kty\": \"RSA\", \"n\": \"AQAB\", \"e\": \"AQAB\", \"key_ops\": \"sign\"}",
                "{\"kty\": \"RSA\", \"n\": \"AQAB\", \"e\": \"AQAB\", \"x5c\": [\"no certificate\"]}",
                "{}",
                "null",
                "\"a text\"",
                "[]"
            })
    void should_use_the_other_keys_and_log_the_one_that_can_not_be_read_once(String odd) throws Exception {
        RSAKey good = new RSAKeyGenerator(2048).keyID("good").generate().toPublicJWK();
        set = "{\"keys\": [%s, %s]}".formatted(odd, good.toJSONString());

        try (LogLines log = new LogLines(ReadableKeys.class.getName())) {
            assertThat(read().getKeys()).containsExactly(good);
            assertThat(read().getKeys()).containsExactly(good);

            assertThat(log.all()).singleElement().asString().startsWith("WARN A key of the issuer is ignored");
        }
    }

    @Test
    void should_leave_a_document_that_is_no_set_to_its_reader() throws Exception {
        for (String none : new String[] {"{}", "[]", "no JSON", ""}) {
            set = none;

            assertThat(keys.retrieveResource(URI.create("https://issuer").toURL())
                            .getContent())
                    .isEqualTo(none);
        }
    }

    private JWKSet read() throws Exception {
        return JWKSet.parse(
                keys.retrieveResource(URI.create("https://issuer").toURL()).getContent());
    }
}
