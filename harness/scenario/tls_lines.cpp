#include "scenario/tls_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/alternatives.hpp"
#include "scenario/matcher.hpp"
#include "scenario/texts.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

using Version = TlsHandshake::Version;

constexpr std::array<std::string_view, 8> words_of_tls_modifiers = {
    "or", "tolerate", "offering", "version", "sni", "certificate", "presenting", "by"};
constexpr std::array presented = {Certificate::expired,
                                  Certificate::self_signed,
                                  Certificate::wrong_name,
                                  Certificate::unknown_authority,
                                  Certificate::second_name,
                                  Certificate::common_name,
                                  Certificate::uri,
                                  Certificate::partial_wildcard,
                                  Certificate::wildcard_below,
                                  Certificate::trailing_wildcard,
                                  Certificate::none};
constexpr std::array<std::string_view, 3> tls_outcomes = {"handshake", "fails", "blocked"};
constexpr std::array<std::string_view, 3> certificate_words = {"names", "trusted", "current"};
constexpr std::array<std::string_view, 4> version_names = {"1.0", "1.1", "1.2", "1.3"};
constexpr std::array versions_in_order = {Version::tls1_0, Version::tls1_1, Version::tls1_2, Version::tls1_3};

class TlsReader final : public AlternativesReader<ExpectTls> {
 public:
  using AlternativesReader::AlternativesReader;

 private:
  void no_alternative_word(Words& words) override {
    expect_no_more(words, "an outcome without 'or'", mistakes_);
  }

  bool alternative(Words& words, Grade grade) override {
    if (!may_follow(words)) return false;
    const Span word = words.take();
    ExpectTls::Alternative alternative{grade, TlsFails{word}, {}, word};
    if (word.octets() == "handshake") {
      alternative.what = TlsHandshake{.span = word};
    } else if (word.octets() == "blocked") {
      if (!may_be_blocked(word, grade, "TLS: handshake or blocked")) return false;
      alternative.grade = Grade::blocked;
      alternative.what = AnythingElse{};
    } else if (word.octets() != "fails") {
      return mistake(word,
                     word.octets().empty()
                         ? std::string("what is expected of the handshake is missing")
                         : fmt::format("no outcome of a handshake is called {}", shown(word.octets())),
                     word.octets().empty() ? std::string("write TLS: handshake, or TLS: fails")
                                           : text::suggest(word.octets(), tls_outcomes));
    }
    const bool twice =
        std::any_of(expect_.alternatives.begin(), expect_.alternatives.end(),
                    [&](const auto& one) { return one.what.index() == alternative.what.index(); });
    if (twice)
      return mistake(word, fmt::format("{} stands twice", shown(word.octets())), "one of them must go");
    expect_.alternatives.push_back(std::move(alternative));
    return true;
  }

  void modifier(const Line& line, Words& words, const Span& word) override {
    if (word.octets() == "offering") {
      while (auto version = take_version(words, word)) expect_.offering.push_back(*version);
    } else if (word.octets() == "sni") {
      sni(words, word);
    } else if (word.octets() == "presenting") {
      presenting(words, word);
    } else if (word.octets() == "version") {
      if (TlsHandshake* handshake = handshake_for(word)) agreed(words, word, *handshake);
    } else if (word.octets() == "certificate") {
      if (TlsHandshake* handshake = handshake_for(word)) certificate(words, word, *handshake);
    } else {
      unknown_modifier(line, words_of_tls_modifiers, mistakes_);
    }
  }

  TlsHandshake* handshake_for(const Span& word) {
    for (auto& alternative : expect_.alternatives)
      if (auto* handshake = std::get_if<TlsHandshake>(&alternative.what)) return handshake;
    if (!expect_.alternatives.empty())
      mistake(word, fmt::format("{} is about a handshake, and this line expects none", shown(word.octets())),
              "'offering' and 'sni' say what the harness does; take the others away");
    return nullptr;
  }

  // Empty at the end of the line, and behind a mistake.
  std::optional<Version> take_version(Words& words, const Span& behind) {
    if (words.empty()) {
      if (behind.end == words.here().begin)
        mistake(behind, fmt::format("{} needs a version of TLS", shown(behind.octets())),
                "known here: 1.0, 1.1, 1.2, 1.3");
      return std::nullopt;
    }
    const Span word = words.take();
    const auto known = std::find(version_names.begin(), version_names.end(), word.octets());
    if (known != version_names.end())
      return versions_in_order[static_cast<std::size_t>(known - version_names.begin())];
    mistake(word, fmt::format("no version of TLS is called {}", shown(word.octets())),
            "known here: 1.0, 1.1, 1.2, 1.3");
    words.skip_all();
    return std::nullopt;
  }

  void agreed(Words& words, const Span& word, TlsHandshake& handshake) {
    do {
      const Span before = handshake.versions.empty() ? word : words.here();
      const auto version = take_version(words, before);
      if (!version) return;
      handshake.versions.push_back(*version);
    } while (words.take("or"));
    expect_no_more(words, "a version without 'or'", mistakes_);
  }

  void sni(Words& words, const Span& word) {
    const Span name = words.take();
    if (name.octets().empty()) {
      mistake(word, "'sni' needs a name", "write sni {server}, or sni none");
      return;
    }
    if (expect_.sni || expect_.without_sni) mistake(word, "'sni' stands twice", "one of them must go");
    if (name.octets() == "none")
      expect_.without_sni = true;
    else
      expect_.sni = read_text(name, mistakes_);
    expect_no_more(words, "the name", mistakes_);
  }

  void presenting(Words& words, const Span& word) {
    const Span what = words.take();
    std::array<std::string_view, presented.size()> names{};
    std::transform(presented.begin(), presented.end(), names.begin(),
                   [](Certificate one) { return name_of(one); });
    const auto known = std::find(names.begin(), names.end(), what.octets());
    if (known == names.end())
      mistake(what.octets().empty() ? word : what,
              what.octets().empty()
                  ? std::string("what is presented is missing")
                  : fmt::format("no certificate to present is called {}", shown(what.octets())),
              text::suggest(what.octets(), names));
    else
      expect_.presenting = presented[static_cast<std::size_t>(known - names.begin())];
    expect_no_more(words, "the certificate", mistakes_);
  }

  void certificate(Words& words, const Span& word, TlsHandshake& handshake) {
    const Span what = words.take();
    if (what.octets() == "trusted") {
      handshake.certificate_trusted = true;
    } else if (what.octets() == "current") {
      handshake.certificate_current = true;
    } else if (what.octets() == "names") {
      if (words.empty())
        mistake(what, "'names' needs a name", "write certificate names {server}");
      else
        handshake.certificate_names = read_text(words.take(), mistakes_);
    } else {
      mistake(what.octets().empty() ? word : what,
              what.octets().empty()
                  ? std::string("what the certificate must be is missing")
                  : fmt::format("nothing about a certificate is called {}", shown(what.octets())),
              text::suggest(what.octets(), certificate_words));
      return;
    }
    expect_no_more(words, shown(what.octets()), mistakes_);
  }
};

}  // namespace

Step read_tls(const Line& line, Words words, std::span<const Line> modifiers, Mistakes& mistakes) {
  return {TlsReader(mistakes).read(line, words, modifiers)};
}

std::span<const std::string_view> tls_modifiers() {
  return words_of_tls_modifiers;
}

std::string_view name_of(TlsHandshake::Version version) {
  const auto known = std::find(versions_in_order.begin(), versions_in_order.end(), version);
  return known == versions_in_order.end()
             ? std::string_view()
             : version_names[static_cast<std::size_t>(known - versions_in_order.begin())];
}

}  // namespace smtpspec::scenario
