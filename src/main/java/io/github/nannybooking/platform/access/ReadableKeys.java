package io.github.nannybooking.platform.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the keys of a set that can't be read: of an unknown type, without a member that they need, or with a value
 * that is not supported (<a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>). Nimbus
 * rejects the whole set.
 */
final class ReadableKeys implements ResourceRetriever {

    private static final Logger LOG = LoggerFactory.getLogger(ReadableKeys.class);

    private final ResourceRetriever sets;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    ReadableKeys(ResourceRetriever sets) {
        this.sets = sets;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        Resource set = sets.retrieveResource(url);
        try {
            Map<String, Object> json = JSONObjectUtils.parse(set.getContent());
            List<?> keys = JSONObjectUtils.getJSONArray(json, "keys");
            if (keys == null) {
                return set;
            }
            json.put("keys", keys.stream().filter(this::isReadable).toList());
            return new Resource(JSONObjectUtils.toJSONString(json), set.getContentType());
        } catch (ParseException noSet) {
            // Nimbus says why
            return set;
        }
    }

    private boolean isReadable(Object key) {
        try {
            JWK.parse(asObject(key));
            return true;
        } catch (ParseException | RuntimeException e) {
            // a key that stays in the set is logged once
            if (logged.add(String.valueOf(key))) {
                LOG.warn("A key of the issuer is ignored, as it can't be read: {}", e.getMessage());
            }
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object key) {
        return (Map<String, Object>) key;
    }
}
