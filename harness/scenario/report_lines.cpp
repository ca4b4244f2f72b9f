#include "scenario/report_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/alternatives.hpp"
#include "scenario/reply_patterns.hpp"
#include "scenario/texts.hpp"
#include "smtp/command.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 5> known_actions = {"failed", "delayed", "delivered", "relayed",
                                                           "expanded"};

class ReturnedReader final : public AlternativesReader<Expect> {
 public:
  using AlternativesReader::AlternativesReader;

 private:
  std::string_view what_to_write() const override { return "write returned to {sender}"; }

  void no_alternative_word(Words& words) override {
    mistake(words.rest(), fmt::format("{} can't stand here", shown(words.rest().octets())),
            "another alternative begins with 'or' or 'tolerate'");
  }

  bool alternative(Words& words, Grade grade) override {
    if (!may_follow(words)) return false;
    const Span word = words.take();
    Alternative alternative{grade, ReportExpected{}, {}, word};
    if (word.octets() == "blocked") {
      if (!may_be_blocked(word, grade, "returned to {sender} or blocked")) return false;
      alternative.grade = Grade::blocked;
      alternative.what = AnythingElse{};
    } else if (word.octets() == "to" && !words.empty()) {
      const Span mailbox = words.take();
      std::get<ReportExpected>(alternative.what).to = read_text(mailbox, mistakes_);
      alternative.span.end = mailbox.end;
    } else {
      return mistake(word.octets().empty() ? expect_.span : word, "to whom it is returned is missing",
                     "write returned to {sender}");
    }
    expect_.alternatives.push_back(std::move(alternative));
    return true;
  }

  void modifier(const Line& line, Words& words, const Span& word) override {
    ReportCheck one{.span = line.span};
    if (!read_check(one, words, word.octets())) {
      constexpr std::array<std::string_view, 17> known = {
          "as report", "from <>",     "action",      "status", "recipient",   "original-recipient",
          "envid",     "holds",       "part",        "has",    "report-type", "addressed to",
          "no",        "well-formed", "fields once", "or",     "by"};
      unknown_modifier(line, known, mistakes_);
      return;
    }
    expect_no_more(words, shown(word.octets()), mistakes_);
    for (std::size_t at = line_begins_; at < expect_.alternatives.size(); ++at)
      if (auto* report = std::get_if<ReportExpected>(&expect_.alternatives[at].what))
        report->checks.push_back(one);
  }

  bool read_check(ReportCheck& one, Words& words, std::string_view word) {
    using What = ReportCheck::What;
    if (word == "as") {
      one.what = What::report;
      return words.take("report");
    }
    if (word == "from") {
      one.what = What::null_sender;
      return words.take("<>");
    }
    if (word == "action") return action(one, words);
    if (word == "status" && words.take("without")) {
      one.what = What::no_zeros;
      one.name = "Status";
      one.field = "status";
      return words.take("leading") && words.take("zeros");
    }
    if (word == "status") return status(one, words);
    if (word == "holds") return holds(one, words);
    if (word == "part") return part(one, words);
    if (const auto form = read_form(one, words, word)) return *form;
    if (word == "no" && words.take("recipient")) {
      one.what = What::no_recipient;
      return rest(one, words);
    }
    if (word == "has" || word == "no" || word == "well-formed") return field(one, words, word);
    one.what = word == "recipient"            ? What::recipient
               : word == "original-recipient" ? What::original_recipient
                                              : What::envelope_id;
    if (word != "recipient" && word != "original-recipient" && word != "envid") return false;
    if (words.empty()) return word == "envid";  // none
    return rest(one, words);
  }

  // Of the report as a whole: its type, whom it is addressed to, its fields. Nothing: it is another line.
  std::optional<bool> read_form(ReportCheck& one, Words& words, std::string_view word) {
    using What = ReportCheck::What;
    if (word == "report-type") {
      one.what = What::report_type;
      return types(one, words) && one.words.size() == 1;
    }
    if (word == "addressed") {
      one.what = What::addressed;
      if (!words.take("to") || words.empty()) return false;
      one.text = read_text(words.take(), mistakes_);
      return true;
    }
    if (word == "fields" && words.take("of")) {
      one.what = What::message_first;
      return words.take("message") && words.take("first");
    }
    if (word == "numeric") {
      one.what = What::numeric_zone;
      if (!words.take("zone") || !words.take("in") || words.empty()) return false;
      one.name = words.take().octets();
      one.field = smtp::lower(one.name);
      return true;
    }
    if (word == "fields") {
      one.what = words.peek() == "once" ? What::once : What::in_order;
      return words.take("once") || (words.take("in") && words.take("order"));
    }
    return std::nullopt;
  }

  // A mailbox may have quotes, which end a word.
  bool rest(ReportCheck& one, Words& words) {
    if (words.empty()) return false;
    one.text = read_text(words.rest(), mistakes_);
    words.skip_all();
    return true;
  }

  static bool types(ReportCheck& one, Words& words) {
    do one.words.push_back(smtp::lower(words.take().octets()));
    while (words.take("or"));
    return !one.words.back().empty();
  }

  static bool part(ReportCheck& one, Words& words) {
    one.what = ReportCheck::What::part;
    one.part = static_cast<std::size_t>(number_of(words.take().octets()).value_or(0));
    if (one.part == 0) return false;
    if (words.empty()) return true;
    if (!words.take("in")) return types(one, words);
    one.what = ReportCheck::What::part_in_7bit;
    return words.take("7bit");
  }

  bool field(ReportCheck& one, Words& words, std::string_view word) {
    using What = ReportCheck::What;
    one.name = words.take().octets();
    one.field = smtp::lower(one.name);
    one.what = word == "has" ? What::has : word == "no" ? What::lacks : What::well_formed;
    if (one.field.empty()) return false;
    if (one.what == What::well_formed) return one.field == "action" || one.field == "status";
    if (words.empty()) return true;
    if (one.what == What::has && words.take("of")) {
      one.what = What::has_type;
      return types(one, words);
    }
    if (!words.take("saying") || words.empty()) return false;
    if (one.what == What::has) one.what = What::says;
    text_or_beginning(one, words.rest());
    words.skip_all();
    return true;
  }

  // What begins so will do where " ..." stands behind it.
  void text_or_beginning(ReportCheck& one, Span text) {
    constexpr std::string_view dots = " ...";
    one.open = text.octets().ends_with(dots);
    if (one.open) text.end -= dots.size();
    one.text = read_text(text, mistakes_);
  }

  bool action(ReportCheck& one, Words& words) {
    one.what = ReportCheck::What::action;
    do {
      const Span word = words.take();
      if (std::find(known_actions.begin(), known_actions.end(), word.octets()) == known_actions.end())
        mistake(word, fmt::format("no action of RFC 3464 is called {}", shown(word.octets())),
                text::suggest(word.octets(), known_actions));
      one.words.emplace_back(word.octets());
    } while (words.take("or"));
    return true;
  }

  bool status(ReportCheck& one, Words& words) {
    one.what = ReportCheck::What::status;
    do {
      std::string word(words.take().octets());
      std::replace(word.begin(), word.end(), 'y', 'x');
      std::replace(word.begin(), word.end(), 'z', 'x');
      if (!looks_like_enhanced(word)) return false;
      one.patterns.push_back({std::move(word)});
    } while (words.take("or"));
    return true;
  }

  bool holds(ReportCheck& one, Words& words) {
    one.what = ReportCheck::What::holds;
    if (words.take("header")) {
      one.what = ReportCheck::What::holds_header;
      if (!words.take("of")) return false;
    }
    one.content = name_in_brackets(words.take().octets());
    return !one.content.empty();
  }
};

}  // namespace

Expect read_returned(const Line& line, Words& words, std::span<const Line> modifiers, Mistakes& mistakes) {
  return ReturnedReader(mistakes).read(line, words, modifiers);
}

}  // namespace smtpspec::scenario
