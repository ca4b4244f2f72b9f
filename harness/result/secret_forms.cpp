#include "result/secret_forms.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "result/secrets.hpp"
#include "sasl/base64.hpp"
#include "text/visible.hpp"

namespace smtpspec::result {
namespace {

constexpr std::size_t distinct_length = 8;  // shorter ones may be a word, or stand within one
constexpr std::size_t longest_word = 11;    // of letters alone; a longer one is nobody's word
constexpr std::size_t piece = 12;           // the shortest part of a long secret that gives it away
constexpr std::size_t long_enough_for_parts = 16;
constexpr std::size_t too_long_for_parts = 4096;  // what a scenario fills a line with
constexpr std::size_t shortest_core = 5;          // of base64 within base64
constexpr std::size_t digits_of_a_code = 3;

// Words that the harness says itself. As a password each is looked for only where somebody is quoted.
constexpr std::array ours = {
    "account", "accepted", "answer",  "auth",     "blocked",  "case",    "client",    "closed",   "command",
    "connect", "content",  "data",    "domain",   "else",     "end",     "example",   "expected", "fail",
    "fault",   "from",     "given",   "greeted",  "greeting", "header",  "helo",      "ehlo",     "host",
    "json",    "line",     "login",   "mail",     "mailbox",  "message", "mode",      "name",     "named",
    "none",    "noop",     "nothing", "octet",    "octets",   "over",    "pass",      "passed",   "passes",
    "passwd",  "password", "plain",   "port",     "quit",     "rcpt",    "recipient", "redacted", "refused",
    "reply",   "root",     "rset",    "rule",     "scenario", "secret",  "send",      "sender",   "server",
    "session", "size",     "smtp",    "smtpspec", "state",    "states",  "target",    "test",     "tester",
    "this",    "token",    "user",    "username", "wanted",   "what",    "with",      "within",   "word"};

bool is_word_of_ours(std::string_view lower) {
  return std::find(ours.begin(), ours.end(), lower) != ours.end();
}

bool is_alphanumeric(char octet) {
  return std::isalnum(static_cast<unsigned char>(octet)) != 0;
}
bool is_letter(char octet) {
  return std::isalpha(static_cast<unsigned char>(octet)) != 0;
}
bool is_decimal(char octet) {
  return std::isdigit(static_cast<unsigned char>(octet)) != 0;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& octet : lower) octet = static_cast<char>(std::tolower(static_cast<unsigned char>(octet)));
  return lower;
}

bool may_be_a_word(std::string_view secret) {
  return secret.size() < distinct_length ||
         (secret.size() <= longest_word && std::all_of(secret.begin(), secret.end(), is_letter));
}

// "AAAAAAAAAAAA" is in every other content.
bool is_monotonous(std::string_view part) {
  return std::unordered_set<char>(part.begin(), part.end()).size() < 5;
}

std::string hexadecimal(std::string_view octets) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    out += digits[value >> 4];
    out += digits[value & 15];
  }
  return out;
}

// What base64 of anything that holds the secret shows of it, `before` octets behind a group's beginning: the
// digits that depend on nothing else.
std::string core_of_base64(const std::string& secret, std::size_t before) {
  const std::string encoded = sasl::encode_base64(std::string(before, 'x') + secret);
  const std::size_t begin = (before * 8 + 5) / 6;
  const std::size_t end = (before + secret.size()) * 8 / 6;
  return end > begin ? encoded.substr(begin, end - begin) : std::string();
}

std::uint64_t beginning_of(std::string_view text, std::size_t at) {
  std::uint64_t value = 0;
  std::memcpy(&value, text.data() + at, sizeof value);
  return value;
}

// Of sorted forms: only those are looked at that begin with the octet there, which are few of thousands.
std::size_t longest_at(const std::vector<std::string>& forms, std::string_view text, std::size_t at) {
  const auto begins_before = [](std::string_view left, std::string_view right) {
    return left.substr(0, 1) < right.substr(0, 1);
  };
  const std::string_view rest = text.substr(at);
  const auto [first, last] = std::equal_range(forms.begin(), forms.end(), rest, begins_before);
  std::size_t longest = 0;
  for (auto form = first; form != last; ++form)
    if (form->size() > longest && rest.starts_with(*form)) longest = form->size();
  return longest;
}

// "<redacted 12 octets>" and its end.
std::size_t end_of_redacted(std::string_view text, std::size_t at) {
  static constexpr std::string_view words = "<redacted ";
  if (!text.substr(at).starts_with(words)) return at;
  const std::size_t end = text.find('>', at);
  return end == text.npos ? at : end + 1;
}

bool is_code(std::string_view text, std::size_t at) {
  if (at + digits_of_a_code >= text.size() ||
      (at > 0 && (is_alphanumeric(text[at - 1]) || text[at - 1] == '.')))
    return false;
  const char behind = text[at + digits_of_a_code];
  return text[at] >= '2' && text[at] <= '5' && is_decimal(text[at + 1]) && is_decimal(text[at + 2]) &&
         (behind == ' ' || behind == '-');
}

// Where words of ours quote a reply: behind ", got ", or from its code on, to the end or to the parenthesis.
Stretch quotation_in(std::string_view text) {
  static constexpr std::string_view got = ", got ";
  std::size_t begin = std::min(text.find(got), text.size());
  if (begin == text.size())
    for (std::size_t at = 0; at < begin; ++at)
      if (is_code(text, at)) begin = at;
  const bool in_parentheses = begin > 0 && begin < text.size() && text[begin - 1] == '(';
  return {begin, in_parentheses ? std::min(text.find(')', begin), text.size()) : text.size()};
}

}  // namespace

void SecretForms::add_distinct(std::string form) {
  form = lower_case(form);
  if (form.size() >= long_enough_for_parts && form.size() <= too_long_for_parts)
    for (std::size_t at = 0; at + piece <= form.size(); ++at) {
      if (is_monotonous(std::string_view(form).substr(at, piece))) continue;
      pieces_.insert(form.substr(at, piece));
      beginnings_.insert(beginning_of(form, at));
    }
  distinct_.push_back(std::move(form));
}

void SecretForms::add_forms(const std::string& secret) {
  for (const std::string& form : {secret, text::visible(secret)}) {
    if (may_be_a_word(form))
      words_.push_back(form);
    else
      add_distinct(form);
  }
  if (secret.size() > too_long_for_parts) return;
  add_distinct(hexadecimal(secret));
  if (const std::string encoded = sasl::encode_base64(secret); encoded.size() >= distinct_length)
    add_distinct(encoded);
  else
    exact_.push_back(encoded);
  for (std::size_t before = 0; before < 3; ++before) {
    std::string core = core_of_base64(secret, before);
    if (core.size() >= distinct_length) add_distinct(core);
    if (core.size() >= shortest_core) exact_.push_back(std::move(core));
  }
}

void SecretForms::settle() {
  std::sort(secrets_.begin(), secrets_.end());
  secrets_.erase(std::unique(secrets_.begin(), secrets_.end()), secrets_.end());
  for (const std::string& secret : secrets_)
    if (secret.size() >= shortest_secret) add_forms(secret);
  for (std::vector<std::string>* forms : {&distinct_, &exact_, &words_}) {
    std::sort(forms->begin(), forms->end());
    forms->erase(std::unique(forms->begin(), forms->end()), forms->end());
  }
}

std::size_t SecretForms::end_of_distinct(std::string_view text, std::string_view lower,
                                         std::size_t at) const {
  std::size_t end = at + std::max(longest_at(distinct_, lower, at), longest_at(exact_, text, at));
  const auto is_piece = [&](std::size_t from) {
    return from + piece <= lower.size() && beginnings_.contains(beginning_of(lower, from)) &&
           pieces_.contains(std::string(lower.substr(from, piece)));
  };
  if (!is_piece(at)) return end;
  std::size_t last = at;
  while (is_piece(last + 1)) ++last;
  return std::max(end, last + piece);
}

// Where somebody is quoted, anywhere; otherwise whole words, but for those that we say ourselves.
std::size_t SecretForms::end_of_word(std::string_view text, std::string_view lower, std::size_t at,
                                     bool quoted) const {
  std::size_t end = at;
  for (const std::string& word : words_) {
    if (!text.substr(at).starts_with(word) || at + word.size() <= end) continue;
    const bool is_whole = (at == 0 || !is_alphanumeric(text[at - 1])) &&
                          (at + word.size() == text.size() || !is_alphanumeric(text[at + word.size()]));
    if (quoted || (is_whole && !is_word_of_ours(lower.substr(at, word.size())))) end = at + word.size();
  }
  return end;
}

std::vector<Stretch> SecretForms::find(std::string_view text, Voice voice) const {
  std::vector<Stretch> stretches;
  if (empty()) return stretches;
  const std::string lower = lower_case(text);
  const Stretch quotation = voice == Voice::theirs ? Stretch{0, text.size()}
                            : voice == Voice::ours ? quotation_in(text)
                                                   : Stretch{};
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t behind = end_of_redacted(text, at); behind > at) {
      at = behind;
      continue;
    }
    const bool quoted = at >= quotation.begin && at < quotation.end;
    const std::size_t end = std::max(end_of_distinct(text, lower, at), end_of_word(text, lower, at, quoted));
    if (end > at) stretches.push_back({at, end});
    at = std::max(end, at + 1);
  }
  return stretches;
}

}  // namespace smtpspec::result
