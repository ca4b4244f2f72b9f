#include "scenario/submissions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/octet_runs.hpp"
#include "scenario/texts.hpp"
#include "smtp/command.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 14> wishes = {"message", "from", "to",       "client-name", "tls",
                                                     "auth",    "user", "password", "smtputf8",    "8bit",
                                                     "binary",  "dsn",  "retry",    "with"};
constexpr std::array<std::string_view, 4> tls_modes = {"never", "opportunistic", "required", "implicit"};
constexpr std::array modes_in_order = {Submission::Tls::never, Submission::Tls::opportunistic,
                                       Submission::Tls::required, Submission::Tls::implicit};

// Without a value: there is none, or the client finds it in the message.
struct WishedParameter {
  std::string_view keyword;
  bool has_value;
};

constexpr std::array parameters = {WishedParameter{"BY", true},        WishedParameter{"HOLDFOR", true},
                                   WishedParameter{"HOLDUNTIL", true}, WishedParameter{"MT-PRIORITY", true},
                                   WishedParameter{"MTRK", true},      WishedParameter{"REQUIRETLS", false},
                                   WishedParameter{"SOLICIT", false},  WishedParameter{"SUBMITTER", false}};

class SubmitReader {
 public:
  SubmitReader(Words& words, Submission& into, Mistakes& mistakes)
      : words_(words), into_(into), mistakes_(mistakes) {}

  void read() {
    const Span wish = words_.take();
    const std::string_view word = wish.octets();
    if (word == "message") {
      message(wish);
    } else if (word == "from") {
      sender(wish);
    } else if (word == "to") {
      recipients(wish);
    } else if (word == "client-name") {
      into_.client_name = value(wish, "write submit client-name [127.0.0.1]");
    } else if (word == "user" || word == "password") {
      account(wish);
    } else if (word == "tls") {
      tls();
    } else if (word == "auth") {
      into_.auth = true;
      if (!words_.empty()) into_.mechanism = smtp::upper(words_.take().octets());
    } else if (word == "smtputf8") {
      into_.smtputf8 = true;
    } else if (word == "8bit") {
      into_.eight_bit = true;
    } else if (word == "binary") {
      into_.binary = true;
    } else if (word == "dsn") {
      dsn(wish);
    } else if (word == "with") {
      with(wish);
    } else if (word == "retry") {
      into_.retry = true;
    } else {
      mistakes_.error(wish,
                      word.empty() ? std::string("what is submitted is missing")
                                   : fmt::format("no wish is called {}", shown(word)),
                      text::suggest(word, wishes));
      return;
    }
    if (mistakes_.errors() == before_) expect_no_more(words_, fmt::format("'submit {}'", word), mistakes_);
  }

 private:
  void missing(const Span& wish, std::string remedy) {
    mistakes_.error(wish, fmt::format("{} needs something behind it", shown(wish.octets())),
                    std::move(remedy));
  }

  void message(const Span& wish) {
    const Span name = words_.take();
    into_.message = name_in_brackets(name.octets());
    into_.message_span = name;
    if (!into_.message.empty()) return;
    if (name.octets().empty())
      return missing(wish, "write submit message <body>, with the name of a content");
    mistakes_.error(name, fmt::format("{} is no content in brackets", shown(name.octets())),
                    "write submit message <body>, with the name of a content");
  }

  void sender(const Span& wish) {
    if (words_.empty()) return missing(wish, "write submit from {sender}, or submit from <>");
    into_.null_sender = words_.take("<>");
    if (!into_.null_sender) into_.sender = value(wish, {});
  }

  // A word, or exact octets, which may be any.
  Text value(const Span& wish, std::string remedy) {
    if (words_.empty()) missing(wish, std::move(remedy));
    if (!words_.peek().starts_with('"')) return read_text(words_.take(), mistakes_);
    const Span octets = words_.rest();
    words_.skip_all();
    Text text;
    text.span = octets;
    for (const SendOctets::Run& run : read_octet_runs(octets, mistakes_).runs) add(run, text);
    return text;
  }

  // Each run as often as it stands there; in one write.
  void add(const SendOctets::Run& run, Text& into) {
    constexpr std::uint64_t most_times = 4096;  // what a command line can hold many times over
    const auto times = fixed_value(run.times);
    if (run.ends_segment)
      mistakes_.error(run.text.span, "a wish is not cut into segments", "take the '|' away");
    else if (!times || *times > most_times)
      mistakes_.error(run.times.span, "this cannot be the number of times in a wish",
                      fmt::format("write a number from 1 to {}", most_times));
    else
      for (std::uint64_t count = 0; count < *times; ++count)
        into.pieces.insert(into.pieces.end(), run.text.pieces.begin(), run.text.pieces.end());
  }

  void account(const Span& wish) {
    const bool is_user = wish.octets() == "user";
    (is_user ? into_.user : into_.password) =
        value(wish, fmt::format(R"(write submit {} "a\r\nb")", wish.octets()));
    into_.auth = true;
  }

  void recipients(const Span& wish) {
    if (words_.empty()) return missing(wish, "write submit to {recipient} {second-recipient}");
    while (!words_.empty()) into_.recipients.push_back(value(wish, {}));
  }

  void tls() {
    const Span mode = words_.take();
    const auto known = std::find(tls_modes.begin(), tls_modes.end(), mode.octets());
    if (known == tls_modes.end())
      mistakes_.error(mode, fmt::format("no way to use TLS is called {}", shown(mode.octets())),
                      text::suggest(mode.octets(), tls_modes));
    else
      into_.tls = modes_in_order[static_cast<std::size_t>(known - tls_modes.begin())];
  }

  // NOTIFY=SUCCESS,FAILURE RET=HDRS ENVID=abc
  void dsn(const Span& wish) {
    if (words_.empty()) return missing(wish, "write submit dsn NOTIFY=SUCCESS RET=HDRS");
    while (!words_.empty()) {
      const Span word = words_.take();
      const std::string_view octets = word.octets();
      const std::size_t equals = std::min(octets.find('='), octets.size());
      const std::string_view keyword = octets.substr(0, equals);
      std::string* value = keyword == "NOTIFY"  ? &into_.notify
                           : keyword == "RET"   ? &into_.ret
                           : keyword == "ENVID" ? &into_.envid
                                                : nullptr;
      if (!value || equals + 1 >= octets.size()) {
        mistakes_.error(word, fmt::format("{} is no wish about notifications", shown(octets)),
                        "known here: NOTIFY=..., RET=FULL, RET=HDRS, ENVID=... (RFC 3461 section 4)");
        return;
      }
      *value = octets.substr(equals + 1);
    }
  }

  // BY=120;R REQUIRETLS SOLICIT
  void with(const Span& wish) {
    if (words_.empty()) return missing(wish, "write submit with BY=120;R");
    while (!words_.empty()) {
      const Span word = words_.take();
      const std::string_view octets = word.octets();
      const std::size_t equals = std::min(octets.find('='), octets.size());
      const std::string keyword = smtp::upper(octets.substr(0, equals));
      const bool has_value = equals + 1 < octets.size();
      const auto known = std::find_if(parameters.begin(), parameters.end(),
                                      [&](const WishedParameter& one) { return one.keyword == keyword; });
      if (known == parameters.end() || known->has_value != has_value || octets.ends_with('=')) {
        mistakes_.error(word, fmt::format("{} is no parameter that a client is asked for", shown(octets)),
                        "known here: BY=..., HOLDFOR=..., HOLDUNTIL=..., MT-PRIORITY=..., MTRK=..., "
                        "REQUIRETLS, SOLICIT, SUBMITTER");
        return;
      }
      smtp::Parameter wished{keyword, std::nullopt};
      if (has_value) wished.value = octets.substr(equals + 1);
      into_.with.push_back(std::move(wished));
    }
  }

  Words& words_;
  Submission& into_;
  Mistakes& mistakes_;
  const std::size_t before_ = mistakes_.errors();
};

}  // namespace

void read_submit(Words& words, Submission& into, Mistakes& mistakes) {
  SubmitReader(words, into, mistakes).read();
}

}  // namespace smtpspec::scenario
