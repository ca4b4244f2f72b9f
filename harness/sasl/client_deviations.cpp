// What a client says otherwise than it should.
#include <array>

#include "sasl/base64.hpp"
#include "sasl/deviation.hpp"
#include "sasl/scram_signing.hpp"

namespace smtpspec::sasl {
namespace {

using Line = std::optional<std::string>;

constexpr std::array scram_mechanisms = {Mechanism::scram_sha_256, Mechanism::scram_sha_1,
                                         Mechanism::scram_sha_256_plus, Mechanism::scram_sha_1_plus};
constexpr std::array unbound_scrams = {Mechanism::scram_sha_256, Mechanism::scram_sha_1};
constexpr std::array bound_scrams = {Mechanism::scram_sha_256_plus, Mechanism::scram_sha_1_plus};
constexpr std::array cram_mechanisms = {Mechanism::cram_md5};
constexpr std::array with_challenges = {Mechanism::scram_sha_256,      Mechanism::scram_sha_1,
                                        Mechanism::scram_sha_256_plus, Mechanism::scram_sha_1_plus,
                                        Mechanism::cram_md5,           Mechanism::login};

// Another letter or digit in the place of one.
std::string with_another(std::string text, std::size_t at) {
  text[at] = text[at] == 'A' ? 'B' : 'A';
  return text;
}

Line first(std::size_t message, std::string changed) {
  return message == 0 ? Line(encode_base64(changed)) : std::nullopt;
}

// The message with the proof.
Line final(std::size_t message, std::string changed) {
  return message == 1 ? Line(encode_base64(changed)) : std::nullopt;
}

// The bare message behind its GS2 header "n,,".
std::string bare(const std::string& first_message) {
  return first_message.substr(gs2_header_of(first_message).size());
}

// What binds to the channel, behind the GS2 header that "c=" repeats.
std::string binding_in(const std::string& final_message) {
  const std::string repeated = decode_base64(attribute_of(final_message, 'c')).value_or("");
  return repeated.substr(gs2_header_of(repeated).size());
}

std::string header_in(const std::string& final_message) {
  return std::string(gs2_header_of(decode_base64(attribute_of(final_message, 'c')).value_or("")));
}

// Another GS2 header in the first message, and in what the final one repeats of it; other octets behind it.
Line with_header(std::size_t message, const std::string& right, const std::string& header) {
  return message == 0 ? first(0, header + bare(right))
                      : final(message, with_attribute(right, 'c', encode_base64(header)));
}
Line with_binding(std::size_t message, const std::string& right, const std::string& header,
                  const std::string& binding) {
  return final(message, with_attribute(right, 'c', encode_base64(header + binding)));
}

// The other type that an exchange can be bound by.
std::string other_type(std::string header) {
  constexpr std::string_view unique = "tls-unique", exporter = "tls-exporter";
  const std::size_t at = header.find(unique);
  if (at != header.npos) return header.replace(at, unique.size(), exporter);
  return header.replace(std::min(header.find(exporter), header.size()), exporter.size(), unique);
}

constexpr Deviation all[] = {
    {"proof altered", "One octet of the proof is another.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string proof = attribute_of(right, 'p');
       return proof.empty() ? Line() : final(message, with_attribute(right, 'p', with_another(proof, 0)));
     }},
    {"proof missing", "The final message has no proof.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return final(message, without_attribute(right, 'p'));
     }},
    {"proof too short", "The proof is one octet shorter than the hash.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       std::string proof = decode_base64(attribute_of(right, 'p')).value_or("");
       if (!proof.empty()) proof.pop_back();
       return final(message, with_attribute(right, 'p', encode_base64(proof)));
     }},
    {"nonce not continued", "The final message has another nonce than the server gave.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string nonce = attribute_of(right, 'r');
       if (nonce.empty()) return Line();
       return final(message, with_attribute(right, 'r', with_another(nonce, nonce.size() - 1)));
     }},
    {"only its own nonce", "The final message lacks the server's part of the nonce.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string nonce = attribute_of(right, 'r');
       return final(message, with_attribute(right, 'r', nonce.substr(0, nonce.size() / 4)));
     }},
    {"another channel binding flag", "The final message repeats another GS2 header: y,, for n,, say.",
     scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string header = header_in(right) == "y,," ? "n,," : "y,,";
       return final(message, with_attribute(right, 'c', encode_base64(header)));
     }},
    {"binding data altered", "One octet of what binds to the channel is another.", bound_scrams,
     [](std::size_t message, const std::string& right) {
       std::string binding = binding_in(right);
       if (!binding.empty()) binding.back() = static_cast<char>(binding.back() ^ 1);
       return with_binding(message, right, header_in(right), binding);
     },
     nullptr, true},
    {"binding data cut short", "What binds to the channel lacks its second half.", bound_scrams,
     [](std::size_t message, const std::string& right) {
       const std::string binding = binding_in(right);
       return with_binding(message, right, header_in(right), binding.substr(0, binding.size() / 2));
     },
     nullptr, true},
    {"binding data missing", "The final message repeats the GS2 header and no more.", bound_scrams,
     [](std::size_t message, const std::string& right) {
       return with_binding(message, right, header_in(right), "");
     },
     nullptr, true},
    {"binding data of another type", "The type is tls-unique for tls-exporter, or the reverse.", bound_scrams,
     [](std::size_t message, const std::string& right) {
       if (message == 0) return first(0, other_type(std::string(gs2_header_of(right))) + bare(right));
       return with_binding(message, right, other_type(header_in(right)), binding_in(right));
     },
     nullptr, true},
    {"binding data without a type", "Data stand behind the flag n or y in the final message.", unbound_scrams,
     [](std::size_t message, const std::string& right) {
       return with_binding(message, right, header_in(right), std::string(32, 'b'));
     },
     nullptr, true},
    {"flag y", "The client could bind, and says that the server offers no -PLUS name.", scram_mechanisms,
     [](std::size_t message, const std::string& right) { return with_header(message, right, "y,,"); },
     nullptr, true},
    {"another identity", "The GS2 header asks to act as another.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string header(message == 0 ? std::string(gs2_header_of(right)) : header_in(right));
       if (header.empty()) return Line();
       const std::string asking = header.substr(0, header.size() - 1) + "a=somebody-else,";
       if (message == 0) return first(0, asking + bare(right));
       return with_binding(message, right, asking, binding_in(right));
     },
     nullptr, true},
    {"optional extension", "The first message ends with an attribute that nobody knows.", scram_mechanisms,
     [](std::size_t message, const std::string& right) { return first(message, right + ",x=unheard-of"); },
     nullptr, true},
    {"channel binding missing", "The final message does not repeat the GS2 header.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return final(message, without_attribute(right, 'c'));
     }},
    {"extension that must be understood", "The first message has an attribute m=.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, std::string(gs2_header_of(right)) + "m=unheard-of," + bare(right));
     }},
    {"GS2 header with one comma", "The first message begins with n,n= or the like.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::size_t comma = right.find(',');
       return comma == right.npos ? Line() : first(message, right.substr(0, comma + 1) + bare(right));
     }},
    {"attribute in capitals", "The user's name stands behind N=.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string header(gs2_header_of(right));
       return first(message, header + "N" + bare(right).substr(std::min<std::size_t>(1, bare(right).size())));
     },
     nullptr, true},
    {"attributes in another order", "The nonce stands in front of the user's name.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       const std::string header(gs2_header_of(right));
       return first(message,
                    header + "r=" + attribute_of(bare(right), 'r') + ",n=" + attribute_of(bare(right), 'n'));
     },
     nullptr, true},
    {"username with a bare =", "The username has a = that stands for nothing.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, with_attribute(right, 'n', attribute_of(right, 'n') + "="));
     }},
    {"username missing", "The first message has no username.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, std::string(gs2_header_of(right)) + without_attribute(bare(right), 'n'));
     }},
    {"nonce missing", "The first message has no nonce.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, without_attribute(right, 'r'));
     }},
    {"channel binding of an unknown type",
     "The first message binds to a channel of a type that nobody knows.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, "p=unheard-of,," + bare(right));
     }},
    {"no GS2 header", "The first message begins with the username.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, bare(right));
     }},
    {"first message empty", "The initial response is =, which is an empty message.", scram_mechanisms,
     [](std::size_t message, const std::string&) {
       return message == 0 ? Line("=") : std::nullopt;
     }},
    {"digest altered", "One digit of the digest is another.", cram_mechanisms,
     [](std::size_t message, const std::string& right) {
       std::string changed = right;
       if (!changed.empty()) changed.back() = changed.back() == '0' ? '1' : '0';
       return message == 0 ? Line(encode_base64(changed)) : std::nullopt;
     }},
    {"digest missing", "The response has the user's name only.", cram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return message == 0 ? Line(encode_base64(right.substr(0, right.rfind(' ')))) : std::nullopt;
     }},
    {"username missing", "The response has the digest only.", cram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return message == 0 ? Line(encode_base64(right.substr(right.rfind(' ')))) : std::nullopt;
     }},
    {"response not base64", "The last message that counts is no base64.", with_challenges,
     [](std::size_t message, const std::string& right) {
       const bool counts = message == 1 || right.find(' ') != right.npos;  // CRAM-MD5 has one message
       return counts ? Line("no base64!") : std::nullopt;
     }},
    {"cancelled", "The last message that counts is * in its place.", with_challenges,
     [](std::size_t message, const std::string& right) {
       const bool counts = message == 1 || right.find(' ') != right.npos;
       return counts ? Line("*") : std::nullopt;
     }},
};

}  // namespace

std::span<const Deviation> client_deviations() {
  return all;
}

}  // namespace smtpspec::sasl
