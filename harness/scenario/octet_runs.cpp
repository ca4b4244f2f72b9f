#include "scenario/octet_runs.hpp"

#include <fmt/format.h>

#include <utility>

#include "scenario/lexer.hpp"
#include "scenario/texts.hpp"
#include "text/visible.hpp"

namespace smtpspec::scenario {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

class RunReader {
 public:
  RunReader(const Span& range, Mistakes& mistakes)
      : range_(range), octets_(range.octets()), mistakes_(mistakes) {}

  SendOctets read() {
    for (skip_blanks(); good_ && !at_end(); skip_blanks()) item();
    if (good_ && result_.runs.empty())
      mistake(range_, "octets in quotes are missing", R"(write "octets\r\n")");
    result_.span = range_;
    return std::move(result_);
  }

 private:
  bool at_end() const { return at_ >= octets_.size() || octets_[at_] == '#'; }
  void skip_blanks() {
    while (at_ < octets_.size() && is_blank(octets_[at_])) ++at_;
  }
  Span here(std::size_t length = 1) const {
    return part(range_, at_, std::min(at_ + length, octets_.size()));
  }
  void mistake(const Span& where, std::string message, std::string remedy) {
    mistakes_.error(where, std::move(message), std::move(remedy));
    good_ = false;
  }

  void item() {
    if (octets_[at_] == '"')
      run();
    else if (octets_[at_] == '|')
      bar();
    else if (octets_[at_] == '*')
      mistake(here(), "'*' has no quoted octets to repeat", R"(write "a" * 65)");
    else
      mistake(part(range_, at_, octets_.size()),
              fmt::format("{} stands outside of the quotes", shown(octets_.substr(at_))),
              "put it in quotes; behind a '#' it is a comment");
  }

  void bar() {
    if (result_.runs.empty() || result_.runs.back().ends_segment) {
      mistake(here(), "'|' ends a segment that holds nothing",
              "write octets in front of it, or take it away");
      return;
    }
    result_.runs.back().ends_segment = true;
    ++at_;
  }

  void run() {
    const std::size_t begin = at_++;
    TextBuilder text;
    bool empty = true;
    while (good_ && at_ < octets_.size() && octets_[at_] != '"') {
      octet(text);
      empty = false;
    }
    if (!good_) return;
    if (at_ >= octets_.size()) {
      mistake(part(range_, begin, octets_.size()), "the quotes are not closed",
              R"(end the octets with '"'; a '"' that is sent is written '\"')");
      return;
    }
    const Span span = part(range_, begin, ++at_);
    if (empty) mistake(span, "these quotes hold nothing", "write octets, or take them away");
    SendOctets::Run run{text.take(part(span, 1, at_ - begin - 1)), sum_of(1, span), false};
    skip_blanks();
    if (!at_end() && octets_[at_] == '*') times(run);
    result_.runs.push_back(std::move(run));
  }

  void octet(TextBuilder& text) {
    if (octets_[at_] == '{')
      at_ = read_brace(range_, at_, text, mistakes_);
    else if (octets_[at_] == '\\')
      escape(text);
    else
      text.add(octets_[at_++]);
  }

  void escape(TextBuilder& text) {
    constexpr std::string_view letters = "rnt0\\\"";
    constexpr std::string_view meanings("\r\n\t\0\\\"", 6);
    const char letter = at_ + 1 < octets_.size() ? octets_[at_ + 1] : '\0';
    if (const std::size_t known = letters.find(letter); letter != '\0' && known != std::string_view::npos) {
      text.add(meanings[known]);
      at_ += 2;
    } else if (letter == 'x') {
      hex(text);
    } else {
      mistakes_.error(here(2), fmt::format("'\\{}' is no escape", text::visible(here(2).octets().substr(1))),
                      R"(known here: \r \n \t \0 \\ \" and \xNN with two hexadecimal digits)");
      at_ += letter == '\0' ? 1 : 2;
    }
  }

  void hex(TextBuilder& text) {
    const int high = at_ + 2 < octets_.size() ? hex_value(octets_[at_ + 2]) : -1;
    const int low = high >= 0 && at_ + 3 < octets_.size() ? hex_value(octets_[at_ + 3]) : -1;
    if (low < 0) {
      mistakes_.error(here(2), R"('\x' needs two hexadecimal digits)", R"(write \x0D for the octet 13)");
      at_ += 2;
      return;
    }
    text.add(static_cast<char>(high * 16 + low));
    at_ += 4;
  }

  void times(SendOctets::Run& run) {
    ++at_;
    skip_blanks();
    const std::size_t begin = at_;
    if (at_ < octets_.size() && octets_[at_] == '{') {
      const std::size_t closing = octets_.find('}', at_);
      at_ = closing == std::string_view::npos ? octets_.size() : closing + 1;
    } else {
      while (at_ < octets_.size() && !is_blank(octets_[at_]) && octets_[at_] != '|' && octets_[at_] != '"')
        ++at_;
    }
    const std::size_t before = mistakes_.errors();
    run.times = read_amount(part(range_, begin, at_), "the number behind '*'", mistakes_);
    good_ = mistakes_.errors() == before;
    if (good_) check_size(run);
  }

  void check_size(const SendOctets::Run& run) {
    const auto times = fixed_value(run.times);
    if (!times) return;
    if (*times == 0) mistake(run.times.span, "0 times is nothing", "write a number from 1 on");
    std::uint64_t octets = 0;
    for (const auto& piece : run.text.pieces)
      if (const auto* literal = std::get_if<std::string>(&piece)) octets += literal->size();
    if (octets > 0 && *times > longest_run / octets)
      mistake(run.times.span, fmt::format("a run is at most {} octets long", longest_run),
              "use a generated content: content NAME of NUMBER octets");
  }

  Span range_;
  std::string_view octets_;
  std::size_t at_ = 0;
  bool good_ = true;
  SendOctets result_;
  Mistakes& mistakes_;
};

}  // namespace

SendOctets read_octet_runs(const Span& range, Mistakes& mistakes) {
  return RunReader(range, mistakes).read();
}

Text read_quoted(const Span& word, Mistakes& mistakes) {
  const std::string_view octets = word.octets();
  if (!octets.starts_with('"') || quotes_end(octets, 0) != octets.size()) {
    mistakes.error(word, fmt::format("{} is no text in quotes", shown(octets)), R"(write "octets")");
    return {.pieces = {}, .span = word};
  }
  if (octets.size() == 2) return {.pieces = {}, .span = part(word, 1, 1)};
  SendOctets octets_of_it = read_octet_runs(word, mistakes);
  return octets_of_it.runs.empty() ? Text{.pieces = {}, .span = word}
                                   : std::move(octets_of_it.runs.front().text);
}

}  // namespace smtpspec::scenario
