#include "scenario/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/clauses.hpp"
#include "scenario/client_lines.hpp"
#include "scenario/needs.hpp"
#include "scenario/states.hpp"
#include "scenario/submissions.hpp"
#include "scenario/texts.hpp"
#include "scenario/variables.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 10> words_of_a_header = {
    "requirement", "judges", "failing-means", "needs",     "submit",
    "given",       "fault",  "see",           "extension", "alone"};
constexpr std::array<std::string_view, 3> known_tags = {"security", "robustness", "policy"};
constexpr std::array<std::string_view, 8> known_states = {"opened",  "connected", "greeted",   "helo",
                                                          "cleared", "mail",      "recipient", "data"};
constexpr std::array states_in_order = {State::opened,  State::connected, State::greeted,   State::helo,
                                        State::cleared, State::mail,      State::recipient, State::data};

bool stands_once(std::string_view word) {
  return word == "requirement" || word == "judges" || word == "given" || word == "alone" ||
         word == "failing-means";
}

void add_once(std::vector<std::string>& list, std::string one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(std::move(one));
}

}  // namespace

std::span<const std::string_view> header_words() {
  return words_of_a_header;
}

bool is_header_word(std::string_view word) {
  return std::find(words_of_a_header.begin(), words_of_a_header.end(), word) != words_of_a_header.end();
}

void HeaderReader::read(const Line& line) {
  if (line.indent > 0)
    mistakes_.error(line.first_word(), fmt::format("{} is indented", shown(line.first_word().octets())),
                    "the words of the header stand in column 1");
  Words words(line.span);
  const std::string_view word = words.take().octets();
  if (!is_first(line)) return;
  if (word == "requirement") {
    requirement(words, line.span);
  } else if (word == "judges") {
    judges(words);
  } else if (word == "given") {
    const std::size_t before = mistakes_.errors();
    given(words, line.span);
    given_is_known_ = mistakes_.errors() == before;
  } else if (word == "submit") {
    submits_.push_back(line);
    read_submit(words, scenario_.submission, mistakes_);
  } else if (word == "needs") {
    needs(words);
  } else if (word == "fault") {
    fault(words, line.span);
  } else if (word == "extension") {
    extension(words);
  } else if (word == "failing-means") {
    failing_means(words);
  } else if (word == "alone") {
    scenario_.alone = true;
    expect_no_more(words, "'alone'", mistakes_);
  } else {
    see(words);
  }
}

void HeaderReader::unknown(const Line& line) {
  const Span word = line.first_word();
  mistakes_.error(word, fmt::format("no line begins with {}", shown(word.octets())),
                  text::suggest(word.octets(), header_words()));
  const std::string_view meant = text::nearest(word.octets(), header_words());
  probably_meant_.insert(meant);
  if (meant == "given") given_is_known_ = false;
  if (meant == "judges") {
    Words words(line.span);
    words.take();
    take_side_meant_by(words.take().octets());
  }
  has_unknown_words_ = true;
}

bool HeaderReader::is_first(const Line& line) {
  const std::string_view word = line.first_word().octets();
  if (!stands_once(word)) return true;
  const auto [found, inserted] = first_line_.emplace(word, line.number);
  if (!inserted)
    mistakes_.error(line.first_word(), fmt::format("{} stands twice", shown(word)),
                    fmt::format("the first is in line {}; one of them must go", found->second));
  return inserted;
}

void HeaderReader::requirement(Words& words, const Span& line) {
  const auto clause = read_clause(words, mistakes_);
  if (!clause) return;
  scenario_.requirement = {*clause, line};
  while (!words.empty()) {
    const Span tag = words.take();
    if (std::find(known_tags.begin(), known_tags.end(), tag.octets()) == known_tags.end())
      mistakes_.error(tag, fmt::format("no tag is called {}", shown(tag.octets())),
                      text::suggest(tag.octets(), known_tags));
    else
      add_once(scenario_.tags, std::string(tag.octets()));
  }
}

void HeaderReader::see(Words& words) {
  const Span place = words.here();
  const auto clause = read_clause(words, mistakes_);
  if (!clause) return;
  scenario_.see.push_back(*clause);
  see_at_.push_back(place);
  expect_no_more(words, "the clause", mistakes_);
}

// In the requirement and in `see` each entry stands once.
void HeaderReader::check_see() {
  for (std::size_t at = 0; at < see_at_.size(); ++at) {
    const text::Clause& one = scenario_.see[at];
    if (one.entry.empty()) continue;
    const auto before = scenario_.see.begin() + static_cast<std::ptrdiff_t>(at);
    if (one == scenario_.requirement.clause)
      mistakes_.error(see_at_[at], "this clause is the requirement already", "'see' is for further ones");
    else if (std::find(scenario_.see.begin(), before, one) != before)
      mistakes_.error(see_at_[at], "this clause stands twice", "one of them must go");
  }
}

void HeaderReader::judges(Words& words) {
  const Span side = words.take();
  const std::string_view word = side.octets();
  constexpr std::array<std::string_view, 3> sides = {"server", "client", "relay"};
  if (std::find(sides.begin(), sides.end(), word) != sides.end()) {
    scenario_.judges = word == "client" ? Judges::client : word == "relay" ? Judges::relay : Judges::server;
    side_is_known_ = true;
    expect_no_more(words, shown(word), mistakes_);
  } else {
    mistakes_.error(
        side,
        word.empty() ? std::string("who is judged is missing")
                     : fmt::format("{} can't be judged", shown(word)),
        word.empty() ? std::string("write judges server, or judges client") : text::suggest(word, sides));
    take_side_meant_by(word);
  }
}

// So that the mistakes in the steps are told as well.
void HeaderReader::take_side_meant_by(std::string_view word) {
  constexpr std::array<std::string_view, 2> sides = {"server", "client"};
  const bool exact = std::find(sides.begin(), sides.end(), word) != sides.end();
  const std::string_view meant = exact ? word : text::nearest(word, sides);
  if (meant.empty()) return;
  scenario_.judges = meant == "client" ? Judges::client : Judges::server;
  side_is_known_ = true;
}

void HeaderReader::given(Words& words, const Span& line) {
  if (const Span in = words.here(); scenario_.judges == Judges::relay && !words.take("in")) {
    mistakes_.error(in, "the leg is missing", "write given in greeted: what is brought to a state is 'in'");
    return;
  }
  const Span state = words.take();
  const auto known = std::find(known_states.begin(), known_states.end(), state.octets());
  if (known == known_states.end()) {
    mistakes_.error(state,
                    state.octets().empty() ? std::string("the state is missing")
                                           : fmt::format("no state is called {}", shown(state.octets())),
                    text::suggest(state.octets(), known_states));
    return;
  }
  Given& given = scenario_.given;
  given.state = states_in_order[static_cast<std::size_t>(known - known_states.begin())];
  given.span = line;
  if (const Span in = words.here(); words.take("in")) {
    if (!words.take("tls")) {
      mistakes_.error(words.here(), "'in' needs 'tls' behind it", "write given greeted in tls");
      return;
    }
    given.in_tls = true;
    if (given.state == State::opened || given.state == State::connected)
      mistakes_.error(in, fmt::format("the state {} comes before STARTTLS", shown(*known)),
                      "'in tls' goes with greeted, helo, cleared, mail, recipient and data");
  }
  if (words.take("offering")) {
    given.offering = read_offers(words, mistakes_);
    return;
  }
  if (const Span with = words.here(); words.take("with")) {
    given.with = read_text(words.rest(), mistakes_);
    if (words.empty())
      mistakes_.error(with, "'with' needs parameters behind it", "write given mail with BODY=8BITMIME");
    else if (given.state != State::mail && given.state != State::recipient && given.state != State::data)
      mistakes_.error(with, fmt::format("there is no MAIL command before the state {}", shown(*known)),
                      "'with' goes with mail, recipient and data: its text is MAIL's parameters");
    return;
  }
  expect_no_more(words, "the state", mistakes_);
}

void HeaderReader::needs(Words& words) {
  for (Need& need : read_needs(words.rest(), mistakes_)) {
    if (need.kind != Need::Kind::fact) add_once(scenario_.extensions, need.name);
    scenario_.needs.push_back(std::move(need));
  }
}

void HeaderReader::fault(Words& words, const Span& line) {
  const Span name = words.take();
  if (!is_name(name.octets())) {
    mistakes_.error(name,
                    name.octets().empty() ? std::string("the fault's name is missing")
                                          : fmt::format("{} is no name of a fault", shown(name.octets())),
                    "a fault's name is of lower-case letters, digits and '-': accepts-oversize-declaration");
    return;
  }
  for (const Fault& other : scenario_.faults)
    if (other.name == name.octets())
      mistakes_.error(name, fmt::format("the fault {} stands twice", shown(other.name)),
                      "one of them must go");
  scenario_.faults.push_back({std::string(name.octets()), line});
  expect_no_more(words, "the fault's name", mistakes_);
}

void HeaderReader::extension(Words& words) {
  if (words.empty()) {
    mistakes_.error(words.here(), "the extension's keyword is missing", "write extension PIPELINING");
    return;
  }
  std::string keyword = read_keyword(words.take(), mistakes_);
  if (!keyword.empty()) add_once(scenario_.extensions, std::move(keyword));
  expect_no_more(words, "the keyword", mistakes_);
}

void HeaderReader::failing_means(Words& words) {
  if (words.empty())
    mistakes_.error(
        words.here(), "what a failure means is missing",
        "say in one sentence what it comes to: failing-means text behind a bare LF is run as commands");
  scenario_.failing_means = words.rest().octets();
  words.skip_all();
}

bool HeaderReader::is_missing(std::string_view word) const {
  return first_line_.count(word) == 0 && probably_meant_.count(word) == 0;
}

void HeaderReader::finish(const Span& place) {
  if (is_missing("requirement"))
    mistakes_.error(place, "the requirement is missing",
                    "name the duty this rule comes from, by its id in the ledger: requirement rfc5321/4.2-1");
  check_see();
  if (is_missing("judges"))
    mistakes_.error(place, "who is judged is missing", "write judges server, judges client or judges relay");
  if (scenario_.judges == Judges::client) {
    if (is_missing("given")) scenario_.given.state = State::connected;
    check_given_for_client();
    if (mistakes_.errors() == 0) scenario_.given.steps = steps_to_of_client(scenario_.given);
  } else if (side_is_known_) {
    const bool server = scenario_.judges == Judges::server;
    if (!scenario_.given.offering.empty())
      mistakes_.error(scenario_.given.span, "'offering' is for scenarios that judge a client",
                      "what a server must offer stands behind 'needs'");
    for (const Line& line : submits_)
      mistakes_.error(line.first_word(), "'submit' is for scenarios that judge a client",
                      server ? "a scenario that judges a server sends its commands itself"
                             : "what a relay is handed stands on the leg 'in'");
    scenario_.given.steps = steps_to(scenario_.given);
  }
}

void HeaderReader::check_given_for_client() {
  const Given& given = scenario_.given;
  const bool unknown = given.state == State::opened || given.state == State::helo ||
                       given.state == State::cleared || given.with;
  if (unknown)
    mistakes_.error(given.span, "a client can't be brought to this state",
                    "states of a client: connected, greeted, mail, recipient, data");
  else if (given.state == State::connected && !given.offering.empty())
    mistakes_.error(given.span, "nothing is offered before EHLO",
                    "'offering' goes with greeted and later states");
}

std::string read_title(std::span<const Line> lines, std::size_t& next, Mistakes& mistakes) {
  while (next < lines.size() && lines[next].is_empty()) ++next;
  std::string title;
  bool ended = false;
  const std::size_t first = next;
  for (; next < lines.size() && lines[next].is_comment(); ++next) {
    std::string_view words = lines[next].octets().substr(1);
    words.remove_prefix(std::min(words.find_first_not_of(" \t"), words.size()));
    words = words.substr(0, words.find_last_not_of(" \t") + 1);
    ended = ended || words.empty();
    if (!ended) title.append(title.empty() ? "" : " ").append(words);
  }
  if (title.empty())
    mistakes.error(lines[std::min(first, lines.size() - 1)].span, "the title is missing",
                   "open the file with the rule in one sentence: # RSET answers 250 at any time.");
  return title;
}

std::string read_keyword(const Span& word, Mistakes& mistakes) {
  const std::string_view keyword = word.octets();
  if (is_extension_keyword(keyword)) return std::string(keyword);
  mistakes.error(word, fmt::format("no SMTP extension is called {}", shown(keyword)),
                 text::suggest(keyword, extension_keywords()));
  return {};
}

}  // namespace smtpspec::scenario
