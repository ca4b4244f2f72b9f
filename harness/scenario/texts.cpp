#include "scenario/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "scenario/lexer.hpp"
#include "scenario/octet_runs.hpp"
#include "scenario/variables.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

// The inside of an insertion as tokens: plus signs and words between blanks.
std::vector<Span> tokens_inside(const Span& inside) {
  const std::string_view octets = inside.octets();
  std::vector<Span> tokens;
  for (std::size_t at = 0; at < octets.size();) {
    std::size_t end = at + 1;
    if (!is_blank(octets[at])) {
      if (octets[at] != '+')
        while (end < octets.size() && !is_blank(octets[end]) && octets[end] != '+') ++end;
      tokens.push_back(part(inside, at, end));
    }
    at = end;
  }
  return tokens;
}

bool is_operator(std::string_view token) {
  return token == "-" || token == "*" || token == "/" || token == "%";
}

class SumReader {
 public:
  SumReader(const Span& braces, std::vector<Span> tokens, Mistakes& mistakes)
      : tokens_(std::move(tokens)), mistakes_(mistakes) {
    sum_.span = braces;
    end_ = {braces.source, braces.end - 1, braces.end};
  }

  Sum read() {
    for (bool more = true; more && good_;) {
      term();
      more = good_ && next_ < tokens_.size();
      if (more) plus();
    }
    return std::move(sum_);
  }

 private:
  Span here() const { return next_ < tokens_.size() ? tokens_[next_] : end_; }

  void mistake(const Span& where, std::string message, std::string remedy) {
    mistakes_.error(where, std::move(message), std::move(remedy));
    good_ = false;
  }

  void plus() {
    const std::string_view token = here().octets();
    if (token == "+") {
      ++next_;
    } else if (is_operator(token)) {
      mistake(here(), fmt::format("the language can't calculate with {}", shown(token)),
              "'+' is all there is: {ehlo.SIZE + 1}");
    } else {
      mistake(here(), fmt::format("{} can't stand here", shown(token)),
              "the terms of a sum stand apart by '+': {ehlo.SIZE + 1}");
    }
  }

  void term() {
    if (next_ == tokens_.size() || here().octets() == "+") {
      mistake(sum_.span, "a name or a number is missing in these braces",
              "write {NAME}, {NUMBER + NAME} or {octets CONTENT}; a '{' that is sent is written '{{'");
      return;
    }
    const Span token = tokens_[next_++];
    const std::string_view octets = token.octets();
    if (all_digits(octets)) {
      number(token);
    } else if (octets == "octets") {
      size_of_content(token);
    } else if (octets.starts_with(ehlo_prefix)) {
      parameter(token);
    } else if (is_name(octets)) {
      sum_.terms.emplace_back(Reference{std::string(octets), token});
    } else {
      mistake(token, fmt::format("{} is no name", shown(octets)),
              "a name begins with a lower-case letter; a '{' that is sent is written '{{'");
    }
  }

  void number(const Span& token) {
    if (const auto value = number_of(token.octets()))
      sum_.terms.emplace_back(Number{*value});
    else
      mistake(token, "the number is too large", "it must fit 64 bits");
  }

  void size_of_content(const Span& octets) {
    const Span name = here();
    if (next_ == tokens_.size() || !is_name(name.octets())) {
      mistake(octets, "'octets' needs the name of a content", "write {octets NAME}");
      return;
    }
    ++next_;
    sum_.terms.emplace_back(ContentSize{std::string(name.octets()), name});
  }

  void parameter(const Span& token) {
    const std::string_view path = token.octets().substr(ehlo_prefix.size());
    const std::string_view keyword = path.substr(0, path.find('.'));
    if (!is_extension_keyword(keyword))
      mistake(part(token, ehlo_prefix.size(), ehlo_prefix.size() + keyword.size()),
              fmt::format("no SMTP extension is called {}", shown(keyword)),
              text::suggest(keyword, extension_keywords()));
    else if (path.ends_with('.'))
      mistake(token, "the name of a parameter is missing behind the dot", "write {ehlo.LIMITS.RCPTMAX}");
    else
      sum_.terms.emplace_back(Reference{std::string(token.octets()), token});
  }

  Sum sum_;
  std::vector<Span> tokens_;
  std::size_t next_ = 0;
  Span end_;
  bool good_ = true;
  Mistakes& mistakes_;
};

}  // namespace

namespace {

constexpr std::array<std::string_view, 2> computations = {"base64", "xtext"};
constexpr std::array computations_in_order = {Computed::How::base64, Computed::How::xtext};

bool holds_computation(const Text& text) {
  return std::any_of(text.pieces.begin(), text.pieces.end(), [](const auto& piece) {
    const auto* sum = std::get_if<Sum>(&piece);
    return sum && std::any_of(sum->terms.begin(), sum->terms.end(),
                              [](const auto& term) { return std::holds_alternative<Computed>(term); });
  });
}

// {NAME "text"}: `word` is the name, `inside` all between the braces.
Sum read_computation(const Span& range, const Span& inside, const Span& word, Mistakes& mistakes) {
  Sum sum{.terms = {}, .span = range};
  const auto known = std::find(computations.begin(), computations.end(), word.octets());
  if (known == computations.end()) {
    mistakes.error(word, fmt::format("nothing that is computed is called {}", shown(word.octets())),
                   text::suggest(word.octets(), computations));
    return sum;
  }
  Words words({inside.source, word.end, inside.end});
  const Span quotes = words.take();
  if (!words.empty()) {
    mistakes.error(words.rest(), fmt::format("{} can't stand here", shown(words.rest().octets())),
                   "a computation has one text, and is no term of a sum");
    return sum;
  }
  Text of = read_quoted(quotes, mistakes);
  if (holds_computation(of)) {
    mistakes.error(quotes, "a computation holds no other", "write names into it, and octets");
    return sum;
  }
  const auto how = computations_in_order[static_cast<std::size_t>(known - computations.begin())];
  sum.terms.emplace_back(Computed{how, std::make_shared<const Text>(std::move(of)), range});
  return sum;
}

}  // namespace

Sum read_insertion(const Span& range, Mistakes& mistakes) {
  const Span inside{range.source, range.begin + 1, range.end - 1};
  Words words(inside);
  const Span word = words.take();
  if (words.peek().starts_with('"')) return read_computation(range, inside, word, mistakes);
  if (std::find(computations.begin(), computations.end(), word.octets()) != computations.end()) {
    mistakes.error(word, fmt::format("{} needs a text in quotes", shown(word.octets())),
                   fmt::format(R"(write {{{} "..."}})", word.octets()));
    return {.terms = {}, .span = range};
  }
  return SumReader(range, tokens_inside({range.source, range.begin + 1, range.end - 1}), mistakes).read();
}

Sum read_amount(const Span& word, std::string_view what, Mistakes& mistakes) {
  const std::string_view octets = word.octets();
  if (octets.size() >= 2 && octets.front() == '{' && insertion_end(octets, 0) == octets.size())
    return read_insertion(word, mistakes);
  if (const auto number = number_of(octets)) return sum_of(*number, word);
  if (all_digits(octets))
    mistakes.error(word, "the number is too large", "it must fit 64 bits");
  else if (octets.empty())
    mistakes.error(word, fmt::format("{} is missing", what), "write a number, or a sum in braces");
  else
    mistakes.error(word, fmt::format("{} stands where {} must be", shown(octets), what),
                   "write a number, or a sum in braces: {ehlo.SIZE + 1}");
  return {.terms = {}, .span = word};
}

Sum sum_of(std::uint64_t number, const Span& span) {
  return {.terms = {Number{number}}, .span = span};
}

std::optional<std::uint64_t> fixed_value(const Sum& sum) {
  std::uint64_t value = 0;
  for (const auto& term : sum.terms) {
    const auto* number = std::get_if<Number>(&term);
    if (!number || value + number->value < value) return std::nullopt;
    value += number->value;
  }
  return value;
}

void TextBuilder::add(char octet) {
  if (text_.pieces.empty() || !std::holds_alternative<std::string>(text_.pieces.back()))
    text_.pieces.emplace_back(std::string());
  std::get<std::string>(text_.pieces.back()).push_back(octet);
}

void TextBuilder::add(Sum sum) {
  text_.pieces.emplace_back(std::move(sum));
}

Text TextBuilder::take(const Span& span) {
  text_.span = span;
  return std::exchange(text_, {});
}

std::size_t read_brace(const Span& range, std::size_t at, TextBuilder& into, Mistakes& mistakes) {
  const std::string_view octets = range.octets();
  if (octets.substr(at).starts_with("{{")) {
    into.add('{');
    return at + 2;
  }
  const std::size_t closed = insertion_end(octets, at);
  const std::size_t quotes = octets.find('"', at);
  const std::size_t another = octets.find('{', at + 1);
  if (closed == std::string_view::npos || (another < closed && another < quotes)) {
    mistakes.error(part(range, at, at + 1), "no '}' closes this '{'",
                   "write {NAME}; a '{' that is sent is written '{{'");
    return at + 1;
  }
  into.add(read_insertion(part(range, at, closed), mistakes));
  return closed;
}

Text read_text(const Span& range, Mistakes& mistakes) {
  const std::string_view octets = range.octets();
  TextBuilder text;
  for (std::size_t at = 0; at < octets.size();) {
    if (octets[at] == '{')
      at = read_brace(range, at, text, mistakes);
    else
      text.add(octets[at++]);
  }
  return text.take(range);
}

}  // namespace smtpspec::scenario
