#include "scenario/parser.hpp"

#include <stdexcept>

#include "scenario/citations.hpp"
#include "scenario/first_words.hpp"
#include "scenario/flow.hpp"
#include "scenario/fragment.hpp"
#include "scenario/header.hpp"
#include "scenario/names.hpp"
#include "scenario/reply_count.hpp"
#include "scenario/states.hpp"
#include "scenario/step_reader.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

class FileReader {
 public:
  FileReader(Scenario& into, const text::SourcePtr& source, Mistakes& mistakes)
      : scenario_(into), mistakes_(mistakes), lines_(lines_of(source, mistakes)), header_(into, mistakes) {}

  void read() {
    std::size_t next = 0;
    scenario_.title = read_title(lines_, next, mistakes_);
    const std::size_t title_line = next > 0 ? next - 1 : 0;
    read_header(next);
    header_.finish(lines_[title_line].span);
    const bool side_is_known = header_.side_is_known();
    if (!side_is_known) guess_side(next);
    read_steps(next, scenario_, mistakes_);
    if (side_is_known) check_side_of_citations(scenario_.judges, mistakes_);
    note_citations(scenario_, mistakes_);
  }

 private:
  void read_steps(std::size_t next, Scenario& into, Mistakes& mistakes) const {
    StepReader steps(lines_, into.judges, into.steps, into.contents, mistakes);
    const std::size_t before = mistakes.errors();
    for (; next < lines_.size();) {
      if (lines_[next].is_empty() || lines_[next].is_comment())
        ++next;
      else
        steps.read(next);
    }
    steps.finish();
    check_names(into, steps.excused(), mistakes);
    const bool steps_are_well = mistakes.errors() == before;
    if (!steps_are_well || (header_.has_unknown_words() && into.steps.empty())) return;
    check_flow(into, mistakes);
    if (into.judges == Judges::server && mistakes.errors() == before && header_.given_is_known())
      check_reply_count(into, mistakes);
  }

  // Nobody said who is judged: whoever the steps suit better. Mistakes in them are told by that side's rules.
  void guess_side(std::size_t next) {
    const auto mistakes_if = [&](Judges judges) {
      Scenario trial = scenario_;
      trial.judges = judges;
      Mistakes found(mistakes_.ledger());
      read_steps(next, trial, found);
      return found.errors();
    };
    const bool client = mistakes_if(Judges::client) < mistakes_if(Judges::server);
    scenario_.judges = client ? Judges::client : Judges::server;
  }

  // Up to the first line that is not the header's.
  void read_header(std::size_t& next) {
    for (; next < lines_.size(); ++next) {
      const Line& line = lines_[next];
      if (line.is_empty() || line.is_comment()) continue;
      if (is_header_word(line.first_word().octets()))
        header_.read(line);
      else if (is_meant_for_the_header(next))
        header_.unknown(line);
      else
        return;
    }
  }

  // A word that is none: meant for the header if it is like one of its words, or if the header goes on below.
  bool is_meant_for_the_header(std::size_t at) const {
    const std::string_view word = lines_[at].first_word().octets();
    if (lines_[at].indent > 0 || !is_name(word) || is_modifier_word(word)) return false;
    if (const std::string_view near = text::nearest(word, first_words()); !near.empty())
      return is_header_word(near);
    for (++at; at < lines_.size(); ++at)
      if (!lines_[at].is_empty() && !lines_[at].is_comment())
        return is_header_word(lines_[at].first_word().octets());
    return false;
  }

  Scenario& scenario_;
  Mistakes& mistakes_;
  std::vector<Line> lines_;
  HeaderReader header_;
};

}  // namespace

Reading parse(text::SourcePtr source, std::string id, const ledger::Ledger& ledger) {
  Reading reading;
  Mistakes mistakes(ledger);
  Scenario scenario;
  scenario.id = std::move(id);
  scenario.source = source;
  if (source->octets().find_first_not_of(" \t\r\n") == std::string::npos)
    mistakes.error({source, 0, 0}, "the file is empty",
                   "a scenario has a title, a header and steps; scenarios/FORMAT.md shows each");
  else
    FileReader(scenario, source, mistakes).read();
  if (mistakes.errors() == 0) reading.scenario = std::move(scenario);
  reading.diagnostics = mistakes.take();
  return reading;
}

std::vector<Step> read_fragment(std::string name, std::string octets, Judges judges) {
  const auto source = std::make_shared<const text::Source>(std::move(name), std::move(octets));
  Mistakes mistakes;
  std::vector<Step> steps;
  std::vector<Content> contents;
  const std::vector<Line> lines = lines_of(source, mistakes);
  StepReader reader(lines, judges, steps, contents, mistakes);
  for (std::size_t next = 0; next < lines.size();) {
    if (lines[next].is_empty())
      ++next;
    else
      reader.read(next);
  }
  reader.finish();
  if (mistakes.errors() > 0) throw std::logic_error(text::render(mistakes.take()));
  return steps;
}

}  // namespace smtpspec::scenario
