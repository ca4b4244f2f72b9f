// What a client says otherwise than it should.
#include <array>

#include "sasl/base64.hpp"
#include "sasl/deviation.hpp"

namespace smtpspec::sasl {
namespace {

using Line = std::optional<std::string>;

constexpr std::array scram_mechanisms = {Mechanism::scram_sha_256, Mechanism::scram_sha_1};
constexpr std::array cram_mechanisms = {Mechanism::cram_md5};
constexpr std::array with_challenges = {Mechanism::scram_sha_256, Mechanism::scram_sha_1, Mechanism::cram_md5,
                                        Mechanism::login};

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
  return first_message.substr(std::min<std::size_t>(3, first_message.size()));
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
    {"another channel binding flag", "The final message repeats another GS2 header: y,, for n,,.",
     scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return final(message, with_attribute(right, 'c', encode_base64("y,,")));
     }},
    {"channel binding missing", "The final message does not repeat the GS2 header.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return final(message, without_attribute(right, 'c'));
     }},
    {"extension that must be understood", "The first message has an attribute m=.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, "n,,m=unheard-of," + bare(right));
     }},
    {"username with a bare =", "The username has a = that stands for nothing.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, with_attribute(right, 'n', attribute_of(right, 'n') + "="));
     }},
    {"username missing", "The first message has no username.", scram_mechanisms,
     [](std::size_t message, const std::string& right) {
       return first(message, "n,," + without_attribute(bare(right), 'n'));
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
