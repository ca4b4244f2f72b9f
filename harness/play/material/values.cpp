#include "play/material/values.hpp"

#include <fmt/format.h>

#include <limits>

#include "play/material/generated.hpp"
#include "sasl/base64.hpp"
#include "smtp/transparency.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::play {
namespace {

// "ehlo.SIZE" → "SIZE"; empty for other names.
std::string_view ehlo_keyword(std::string_view name) {
  return name.starts_with("ehlo.") ? name.substr(5) : std::string_view();
}

// "SIZE": the first parameter; "LIMITS.RCPTMAX": the value of the one that is written RCPTMAX=value.
std::optional<std::string> parameter_of(const smtp::Extensions& extensions, std::string_view path) {
  const std::size_t dot = path.find('.');
  return dot == path.npos ? extensions.parameter(path)
                          : extensions.value(path.substr(0, dot), path.substr(dot + 1));
}

bool add(std::uint64_t& sum, std::uint64_t term) {
  if (term > std::numeric_limits<std::uint64_t>::max() - sum) return false;
  sum += term;
  return true;
}

// A content is sent from the start of a line on: its first dot is a leading one.
class Stuffed final : public OctetSource {
 public:
  explicit Stuffed(OctetSourcePtr plain) : plain_(std::move(plain)) {}
  std::uint64_t size() const override { return plain_->size(); }
  std::string_view next(std::size_t most) override {
    // Stuffing at most doubles what was read.
    stuffed_ = stuffer_.stuff(plain_->next(std::max<std::size_t>(most / 2, 1)));
    return stuffed_;
  }

 private:
  OctetSourcePtr plain_;
  smtp::Stuffer stuffer_;
  std::string stuffed_;
};

}  // namespace

namespace {

// What is said of an account, made of its name and its password (RFC 4616 section 2).
struct Response {
  std::string_view name;
  std::string (*octets)(const std::string& user, const std::string& password);
};

constexpr Response responses[] = {
    {"plain-response",
     [](const std::string& user, const std::string& password) {
       return '\0' + user + '\0' + password;
     }},
    {"wrong-plain-response",
     [](const std::string& user, const std::string& password) {
       return '\0' + user + '\0' + password + "?";
     }},
    {"foreign-plain-response",
     [](const std::string& user, const std::string& password) {
       return "not-" + user + '\0' + user + '\0' + password;
     }},
    {"user-in-base64",
     [](const std::string& user, const std::string&) {
       return user;
     }},
};

}  // namespace

std::nullopt_t Values::lacks(std::string_view name, std::string why) {
  if (!missing_) missing_ = Missing{std::string(name), std::move(why)};
  return std::nullopt;
}

std::optional<std::string> Values::variable(std::string_view name) {
  if (const auto captured = captures_.find(name); captured != captures_.end()) return captured->second;
  if (const std::string_view keyword = ehlo_keyword(name); !keyword.empty()) {
    if (auto parameter = parameter_of(extensions_, keyword)) return parameter;
    return lacks(name, fmt::format("the session's EHLO reply has no {} with a parameter", keyword));
  }
  for (const Response& response : responses)
    if (response.name == name) return in_base64(response.octets);
  if (const auto known = facts_.variables.find(name); known != facts_.variables.end()) return known->second;
  return lacks(name, fmt::format("nothing says what {{{}}} is for this target", name));
}

std::optional<std::string> Values::in_base64(std::string (*made_of)(const std::string&, const std::string&)) {
  const auto user = variable("user");
  const auto password = variable("password");
  if (!user || !password) return std::nullopt;
  return sasl::encode_base64(made_of(*user, *password));
}

std::optional<std::uint64_t> Values::number(const scenario::Sum& sum) {
  std::uint64_t total = 0;
  for (const auto& term : sum.terms) {
    std::optional<std::uint64_t> value;
    if (const auto* number = std::get_if<scenario::Number>(&term)) {
      value = number->value;
    } else if (const auto* size = std::get_if<scenario::ContentSize>(&term)) {
      value = content_size(size->content);
    } else if (std::holds_alternative<scenario::Computed>(term)) {
      return lacks("sum", "what is computed is a text, and no number");
    } else {
      const auto& reference = std::get<scenario::Reference>(term);
      const auto text = variable(reference.name);
      if (text) value = smtp::parse_number(*text);
      if (text && !value)
        return lacks(reference.name, fmt::format("{{{}}} is no number here: '{}'", reference.name, *text));
    }
    if (!value) return std::nullopt;
    if (!add(total, *value)) return lacks("sum", "a sum goes beyond 64 bits");
  }
  return total;
}

std::optional<std::string> Values::computed(const scenario::Computed& computed) {
  const auto octets = text(*computed.of);
  if (!octets) return std::nullopt;
  return computed.how == scenario::Computed::How::base64 ? sasl::encode_base64(*octets)
                                                         : smtp::encode_xtext(*octets);
}

std::optional<std::string> Values::sum(const scenario::Sum& sum) {
  if (sum.terms.size() == 1) {
    if (const auto* reference = std::get_if<scenario::Reference>(&sum.terms.front()))
      return variable(reference->name);
    if (const auto* one = std::get_if<scenario::Computed>(&sum.terms.front())) return computed(*one);
  }
  const auto total = number(sum);
  if (!total) return std::nullopt;
  return std::to_string(*total);
}

std::optional<std::string> Values::text(const scenario::Text& text) {
  std::string octets;
  for (const auto& piece : text.pieces) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      octets += *literal;
      continue;
    }
    const auto value = sum(std::get<scenario::Sum>(piece));
    if (!value) return std::nullopt;
    octets += *value;
  }
  return octets;
}

std::optional<std::string> Values::octets(const scenario::SendOctets& runs) {
  std::string octets;
  for (const auto& run : runs.runs) {
    const auto once = text(run.text);
    const auto times = number(run.times);
    if (!once || !times) return std::nullopt;
    for (std::uint64_t n = 0; n < *times; ++n) octets += *once;
  }
  return octets;
}

std::optional<std::string> Values::literal(const scenario::LiteralContent& content) {
  std::string octets;
  for (const auto& line : content.lines) {
    const auto* quoted = std::get_if<scenario::SendOctets>(&line);
    const auto value = quoted ? this->octets(*quoted) : text(std::get<scenario::Text>(line));
    if (!value) return std::nullopt;
    octets += *value;
    if (!quoted) octets += "\r\n";
  }
  return octets;
}

std::optional<std::uint64_t> Values::content_size(std::string_view name) {
  const scenario::Content* content = scenario_.find_content(name);
  if (!content) return lacks(name, "no such content");
  if (const auto* generated = std::get_if<scenario::GeneratedContent>(&content->what))
    return number(generated->octets);
  const auto octets = literal(std::get<scenario::LiteralContent>(content->what));
  if (!octets) return std::nullopt;
  return octets->size();
}

OctetSourcePtr Values::content(std::string_view name, bool stuffed) {
  const scenario::Content* content = scenario_.find_content(name);
  OctetSourcePtr source;
  if (!content) return source;
  if (const auto* generated = std::get_if<scenario::GeneratedContent>(&content->what)) {
    const auto size = number(generated->octets);
    const auto token = variable("case");
    const auto sender = variable("sender");
    if (size && token && sender)
      source = generated_octets(generated->kind, *size, generated->line_length, *token, *sender);
  } else if (auto octets = literal(std::get<scenario::LiteralContent>(content->what))) {
    source = octets_in_memory(std::move(*octets));
  }
  if (source && stuffed) source = std::make_unique<Stuffed>(std::move(source));
  return source;
}

}  // namespace smtpspec::play
