package io.greenroom.gateway.site;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The public origin, normalized the way browsers write it, so that it can be compared as text. */
@Singleton
public final class Site {
    private final String scheme;
    private final String authority;

    @Inject
    Site(SiteConfig config) {
        this(config.publicOrigin());
    }

    /**
     * @throws IllegalArgumentException if that is no origin: anything but http(s), host and port
     */
    public Site(URI publicOrigin) {
        String host = publicOrigin.getHost();
        String givenScheme = publicOrigin.getScheme();
        String path = publicOrigin.getRawPath();
        if (host == null
                || !("http".equalsIgnoreCase(givenScheme) || "https".equalsIgnoreCase(givenScheme))
                || !(path.isEmpty() || path.equals("/"))
                || publicOrigin.getRawQuery() != null
                || publicOrigin.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The public origin (GREENROOM_PUBLIC_ORIGIN) must be scheme, host and port,"
                            + " e.g. https://greenroom.example.com, not "
                            + publicOrigin);
        }
        this.scheme = givenScheme.toLowerCase(Locale.ROOT);
        int port = publicOrigin.getPort();
        boolean usualPort = port == -1 || port == (secure() ? 443 : 80);
        this.authority = host.toLowerCase(Locale.ROOT) + (usualPort ? "" : ":" + port);
    }

    /** As it stands in an {@code Origin} header. */
    public String origin() {
        return scheme + "://" + authority;
    }

    /** Host, with the port unless it is the scheme's own. */
    public String authority() {
        return authority;
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return scheme;
    }

    /** Whether browsers come by https. */
    public boolean secure() {
        return scheme.equals("https");
    }

    /** Whether that address is on this origin; what is no address at all is not. */
    public boolean isOriginOf(@Nullable String address) {
        if (address == null) {
            return false;
        }
        try {
            URI uri = URI.create(address);
            URI itsOrigin = new URI(uri.getScheme(), uri.getRawAuthority(), null, null, null);
            return uri.getRawUserInfo() == null && new Site(itsOrigin).origin().equals(origin());
        } catch (IllegalArgumentException | java.net.URISyntaxException noAddress) {
            return false;
        }
    }
}
