// What a server says otherwise than it should.
#include <array>

#include "sasl/base64.hpp"
#include "sasl/deviation.hpp"

namespace smtpspec::sasl {
namespace {

using Reply = std::optional<std::string>;

constexpr std::array scrams = {Mechanism::scram_sha_256, Mechanism::scram_sha_1,
                               Mechanism::scram_sha_256_plus, Mechanism::scram_sha_1_plus};
constexpr std::array asked_by_server = {Mechanism::scram_sha_256,      Mechanism::scram_sha_1,
                                        Mechanism::scram_sha_256_plus, Mechanism::scram_sha_1_plus,
                                        Mechanism::cram_md5,           Mechanism::login};
constexpr std::array bearers = {Mechanism::oauthbearer, Mechanism::xoauth2};
constexpr std::array any_of_them = all_mechanisms;

bool is_challenge(const ServerStep& step) {
  return step.kind == ServerStep::Kind::challenge && !step.challenge.empty();
}

// SCRAM's two challenges: nonce, salt and count; the signature.
bool has_salt(const ServerStep& step) {
  return is_challenge(step) && !attribute_of(step.challenge, 's').empty();
}
bool has_signature(const ServerStep& step) {
  return is_challenge(step) && step.challenge.starts_with("v=");
}

Reply challenged(bool is_it, std::string challenge) {
  return is_it ? Reply("334 " + encode_base64(challenge)) : std::nullopt;
}

constexpr Deviation replies[] = {
    {"nonce not continued", "The server's nonce does not begin with the client's.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       std::string nonce = attribute_of(right.challenge, 'r');
       if (!nonce.empty()) nonce.front() = nonce.front() == 'A' ? 'B' : 'A';
       return challenged(has_salt(right), with_attribute(right.challenge, 'r', nonce));
     }},
    {"iteration count 1", "The password is to be hashed once.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_salt(right), with_attribute(right.challenge, 'i', "1"));
     }},
    {"iteration count 0", "The password is to be hashed never.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_salt(right), with_attribute(right.challenge, 'i', "0"));
     }},
    {"iteration count missing", "The challenge does not say how often to hash.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_salt(right), without_attribute(right.challenge, 'i'));
     }},
    {"salt missing", "The challenge has no salt.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_salt(right), without_attribute(right.challenge, 's'));
     }},
    {"extension that must be understood", "The challenge has an attribute m=.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_salt(right), "m=unheard-of," + right.challenge);
     }},
    {"optional extension", "The first challenge ends with an attribute that nobody knows.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_salt(right), right.challenge + ",x=unheard-of");
     },
     true},
    {"server signature wrong", "The signature is another.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       std::string signature = attribute_of(right.challenge, 'v');
       if (!signature.empty()) signature.front() = signature.front() == 'A' ? 'B' : 'A';
       return challenged(has_signature(right), with_attribute(right.challenge, 'v', signature));
     }},
    {"server signature empty", "The last challenge is v= and nothing.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_signature(right), "v=");
     }},
    {"server signature missing", "235 comes in place of the signature.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return has_signature(right) ? Reply("235 2.7.0 welcome") : std::nullopt;
     }},
    {"server error in place of its signature", "The last challenge is e=other-error.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(has_signature(right), "e=other-error");
     }},
    {"success data in the wrong place", "The signature stands behind 235.", scrams, nullptr,
     [](std::size_t, const ServerStep& right) {
       return has_signature(right) ? Reply("235 " + encode_base64(right.challenge)) : std::nullopt;
     }},
    {"challenge not base64", "The first challenge is no base64.", asked_by_server, nullptr,
     [](std::size_t, const ServerStep& right) {
       return is_challenge(right) ? Reply("334 no base64!") : std::nullopt;
     }},
    {"padding in the middle", "The first challenge has a = that is not at its end.", asked_by_server, nullptr,
     [](std::size_t, const ServerStep& right) {
       return is_challenge(right) ? Reply("334 PDE=PDE+") : std::nullopt;
     }},
    {"extra challenge", "Another challenge comes in place of 235.", any_of_them, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(right.kind == ServerStep::Kind::success, "and now?");
     }},
    {"token refused", "The token is not accepted, and a challenge says why.", bearers, nullptr,
     [](std::size_t, const ServerStep& right) {
       return challenged(right.kind == ServerStep::Kind::success, R"({"status":"invalid_token"})");
     }},
    {"refused", "535 comes in place of 235.", any_of_them, nullptr,
     [](std::size_t, const ServerStep& right) {
       return right.kind == ServerStep::Kind::success ? Reply("535 5.7.8 credentials invalid") : std::nullopt;
     }},
};

}  // namespace

std::span<const Deviation> server_deviations() {
  return replies;
}

}  // namespace smtpspec::sasl
