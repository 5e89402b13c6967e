package sigil.mcp.auth;

import java.util.Optional;

/** Why somebody is taken for a member. It is looked at again when it is used, because the owner may have changed something in between. */
sealed interface Proof {
    /** The member's name. */
    String member();

    /** The text form of the hash that was compared and must still be the member's; empty if no passphrase was. */
    Optional<String> hash();

    /** In a few words, for the audit trail. */
    String how();

    /**
     * He typed the passphrase.
     *
     * @param kept the text form of its hash, as it is kept
     */
    record Typed(String member, String kept) implements Proof {
        @Override
        public Optional<String> hash() {
            return Optional.of(kept);
        }

        @Override
        public String how() {
            return "by passphrase";
        }

        @Override
        public String toString() {
            return "Typed[member=" + member + "]";
        }
    }

    /** Cloudflare Access says that it is he. */
    record Vouched(String member) implements Proof {
        @Override
        public Optional<String> hash() {
            return Optional.empty();
        }

        @Override
        public String how() {
            return "by Cloudflare Access";
        }
    }
}
