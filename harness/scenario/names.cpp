#include "scenario/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "scenario/variables.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

class NameChecker {
 public:
  NameChecker(const Scenario& scenario, const Excused& excused, Mistakes& mistakes)
      : scenario_(scenario), excused_(excused), mistakes_(mistakes) {}

  void check() {
    const std::size_t before = mistakes_.errors();
    collect_captures(scenario_.steps);
    if (scenario_.given.with) text(*scenario_.given.with);
    offers(scenario_.given.offering);
    submission(scenario_.submission);
    steps(scenario_.steps);
    seen_ = captures_;  // a content is sent anywhere
    for (const Content& content : scenario_.contents) content_itself(content);
    for (const Content* content : looked_for_) is_recognizable(*content);
    check_circles();
    if (mistakes_.errors() == before && before == 0) check_unused();
  }

 private:
  bool is_excused(const std::string& name) const { return excused_.names.count(name) > 0; }

  void collect_captures(const std::vector<Step>& all) {
    for (const Step& step : all) {
      for_each_capture(step, [&](const Capture& capture) { captures_.emplace(capture.name, capture.span); });
      if (const auto* either = std::get_if<Either>(&step.what))
        for (const Either::Branch& branch : either->branches) collect_captures(branch.steps);
      if (const auto* repeat = std::get_if<Repeat>(&step.what)) collect_captures(repeat->steps);
      if (const auto* optionally = std::get_if<Optionally>(&step.what)) collect_captures(optionally->steps);
    }
  }

  template <class Visit>
  static void for_each_capture(const Step& step, Visit visit) {
    const auto* expect = std::get_if<Expect>(&step.what);
    if (!expect) return;
    for (const Alternative& alternative : expect->alternatives)
      if (const auto* reply = std::get_if<ReplyExpected>(&alternative.what))
        for (const Check& check : reply->checks)
          if (const auto* capture = std::get_if<Capture>(&check)) visit(*capture);
  }

  void steps(const std::vector<Step>& all) {
    for (const Step& one : all) std::visit([&](const auto& what) { step(what, one); }, one.what);
  }

  void step(const SendLine& line, const Step&) { text(line.text); }
  void step(const SendOctets& octets, const Step&) { runs(octets); }
  void step(const SendContent& sent, const Step&) { content(sent.content, sent.span); }
  void step(const Delivered& delivered, const Step&) {
    if (const Content* found = content(delivered.content, delivered.span)) looked_for_.insert(found);
  }
  void step(const Expect& expect, const Step& whole) {
    for_each_capture(whole, [&](const Capture& capture) { captured(capture); });
    for (const Alternative& alternative : expect.alternatives) {
      if (const auto* one = std::get_if<CommandExpected>(&alternative.what)) command(*one);
      if (const auto* data = std::get_if<MailDataExpected>(&alternative.what); data && !data->content.empty())
        content(data->content, expect.span);
      if (const auto* response = std::get_if<ResponseExpected>(&alternative.what);
          response && response->decodes)
        text(*response->decodes);
      if (const auto* mail = std::get_if<MailExpected>(&alternative.what)) received(*mail, expect.span);
      if (const auto* report = std::get_if<ReportExpected>(&alternative.what)) returned(*report);
    }
  }
  void received(const MailExpected& mail, const Span& span) {
    if (!mail.content.empty()) content(mail.content, span);
    for (const TraceCheck& check : mail.checks)
      if (const auto* names = std::get_if<ReceivedFieldNames>(&check))
        text(names->text);
      else if (const auto* only = std::get_if<OnlyTo>(&check))
        text(only->mailbox);
  }
  void returned(const ReportExpected& report) {
    text(report.to);
    for (const ReportCheck& check : report.checks) {
      if (check.text) text(*check.text);
      if (!check.content.empty()) content(check.content, check.span);
    }
  }
  void step(const Serve& serve, const Step&) {
    if (serve.offering) offers(*serve.offering);
  }
  void step(const Override& one, const Step&) {
    command(one.command);
    if (one.first) sum(*one.first, true);
    text(one.text);
  }
  void step(const Never& never, const Step&) {
    if (never.command) command(*never.command);
  }
  void step(const Received& received, const Step&) {
    if (received.content.empty()) return;
    const Content* found = content(received.content, received.span);
    // A server that became the client may have other mail too.
    if (found && scenario_.judges == Judges::server) looked_for_.insert(found);
  }
  void step(const Optionally& optionally, const Step&) { steps(optionally.steps); }
  void step(const ExpectTls& tls, const Step&) {
    if (tls.sni) text(*tls.sni);
    for (const auto& alternative : tls.alternatives)
      if (const auto* handshake = std::get_if<TlsHandshake>(&alternative.what))
        if (handshake->certificate_names) text(*handshake->certificate_names);
  }
  void step(const Either& either, const Step&) {
    for (const Either::Branch& branch : either.branches) steps(branch.steps);
  }
  void step(const Repeat& repeat, const Step&) {
    sum(repeat.times, true);
    steps(repeat.steps);
  }
  template <class Other>
  void step(const Other&, const Step&) {}

  void captured(const Capture& capture) {
    if (is_variable(capture.name) || capture.name == "octets" || capture.name == "none")
      mistakes_.error(capture.span,
                      fmt::format("{} is taken: it is a word of the language", shown(capture.name)),
                      "give the capture another name");
    seen_.emplace(capture.name, capture.span);
  }

  void command(const CommandExpected& command) {
    text(command.argument);
    for (const ParameterExpected& parameter : command.parameters)
      if (parameter.value) text(*parameter.value);
  }

  void offers(const std::vector<Offered>& offering) {
    for (const Offered& offered : offering) text(offered.line);
  }

  void submission(const Submission& submission) {
    if (submission.sender) text(*submission.sender);
    for (const Text& recipient : submission.recipients) text(recipient);
    for (const auto* wish : {&submission.client_name, &submission.user, &submission.password})
      if (*wish) text(**wish);
    if (!submission.message.empty()) content(submission.message, submission.message_span);
  }

  void text(const Text& text) {
    for (const auto& piece : text.pieces)
      if (const auto* one = std::get_if<Sum>(&piece)) sum(*one, one->terms.size() > 1);
  }

  void runs(const SendOctets& octets) {
    for (const SendOctets::Run& run : octets.runs) {
      text(run.text);
      sum(run.times, true);
    }
  }

  void sum(const Sum& sum, bool must_be_number) {
    for (const auto& term : sum.terms) {
      if (const auto* size = std::get_if<ContentSize>(&term))
        content(size->content, size->span);
      else if (const auto* computed = std::get_if<Computed>(&term))
        this->computed(*computed, must_be_number);
      else if (const auto* reference = std::get_if<Reference>(&term))
        this->reference(*reference, must_be_number);
    }
  }

  void computed(const Computed& computed, bool must_be_number) {
    text(*computed.of);
    if (must_be_number)
      mistakes_.error(computed.span, "this is a text, and a number must stand here",
                      "numbers are written as they are, {ehlo.KEYWORD} or {octets NAME}");
  }

  void reference(const Reference& reference, bool must_be_number) {
    if (reference.name.starts_with(ehlo_prefix) || is_excused(reference.name)) return;
    used_captures_.insert(reference.name);
    const bool known = is_variable(reference.name) || seen_.count(reference.name) > 0;
    if (known && must_be_number)
      mistakes_.error(reference.span,
                      fmt::format("{} is a text, and a number must stand here", shown(reference.name)),
                      "numbers are written as they are, {ehlo.KEYWORD} or {octets NAME}");
    else if (!known && captures_.count(reference.name) > 0)
      mistakes_.error(reference.span, fmt::format("{} is used before it is captured", shown(reference.name)),
                      fmt::format("it is captured in line {}", captures_.at(reference.name).position().line));
    else if (!known)
      unknown(reference);
  }

  void unknown(const Reference& reference) {
    std::vector<std::string_view> names(variable_names().begin(), variable_names().end());
    for (const auto& [name, span] : captures_) names.push_back(name);
    const bool is_content = scenario_.find_content(reference.name) != nullptr;
    mistakes_.error(
        reference.span, fmt::format("nothing is called {}", shown(reference.name)),
        is_content
            ? fmt::format("a content's size is written {{octets {0}}}; a content is sent with C: <{0}>",
                          reference.name)
            : text::suggest(reference.name, names));
    if (is_content) used_contents_.insert(reference.name);
  }

  const Content* content(const std::string& name, const Span& span) {
    used_contents_.insert(name);
    const Content* found = scenario_.find_content(name);
    if (found || is_excused(name) || excused_.all_contents) return found;
    std::vector<std::string_view> names;
    for (const Content& one : scenario_.contents) names.push_back(one.name);
    mistakes_.error(name_in(span, name), fmt::format("no content is called {}", shown(name)),
                    names.empty() ? fmt::format("write content {} ... end below the steps", name)
                                  : text::suggest(name, names));
    return nullptr;
  }

  // The name within the line that holds it.
  static Span name_in(const Span& span, const std::string& name) {
    const std::size_t at = span.octets().find("<" + name + ">");
    if (at == std::string_view::npos) return span;
    return {span.source, span.begin + at + 1, span.begin + at + 1 + name.size()};
  }

  void content_itself(const Content& content) {
    if (const auto* generated = std::get_if<GeneratedContent>(&content.what)) {
      sum(generated->octets, true);
      return;
    }
    for (const auto& line : std::get<LiteralContent>(content.what).lines) {
      if (const auto* one = std::get_if<Text>(&line))
        text(*one);
      else
        runs(std::get<SendOctets>(line));
    }
  }

  // The sums of a content's texts.
  template <class Visit>
  static void for_each_sum(const Content& content, Visit visit) {
    const std::function<void(const Text&)> of_text = [&](const Text& text) {
      for (const auto& piece : text.pieces) {
        const auto* sum = std::get_if<Sum>(&piece);
        if (!sum) continue;
        visit(*sum);
        for (const auto& term : sum->terms)
          if (const auto* computed = std::get_if<Computed>(&term)) of_text(*computed->of);
      }
    };
    if (const auto* generated = std::get_if<GeneratedContent>(&content.what)) {
      visit(generated->octets);
      return;
    }
    for (const auto& line : std::get<LiteralContent>(content.what).lines) {
      if (const auto* text = std::get_if<Text>(&line)) {
        of_text(*text);
        continue;
      }
      for (const SendOctets::Run& run : std::get<SendOctets>(line).runs) {
        of_text(run.text);
        visit(run.times);
      }
    }
  }

  void is_recognizable(const Content& content) {
    if (std::holds_alternative<GeneratedContent>(content.what)) return;
    bool holds_case = false;
    for_each_sum(content, [&](const Sum& sum) {
      for (const auto& term : sum.terms)
        if (const auto* reference = std::get_if<Reference>(&term)) holds_case |= reference->name == "case";
    });
    if (!holds_case)
      mistakes_.error(content.span,
                      fmt::format("the content {} is looked for, but nothing tells it from other mail",
                                  shown(content.name)),
                      "write {case} into it: | X-Case: {case}");
  }

  enum class Mark { untouched, open, done };

  // {octets a} in b, {octets b} in a: neither has a size.
  void check_circles() {
    for (const Content& content : scenario_.contents) find_circle(content);
  }

  void find_circle(const Content& content) {
    Mark& mark = marks_[content.name];
    if (mark != Mark::untouched) return;
    mark = Mark::open;
    for_each_sum(content, [&](const Sum& sum) {
      for (const auto& term : sum.terms) {
        const auto* size = std::get_if<ContentSize>(&term);
        const Content* inner = size ? scenario_.find_content(size->content) : nullptr;
        if (!inner) continue;
        if (marks_[inner->name] == Mark::open)
          mistakes_.error(size->span, fmt::format("the size of {} depends on itself", shown(inner->name)),
                          "a content can't hold its own size");
        else
          find_circle(*inner);
      }
    });
    marks_[content.name] = Mark::done;
  }

  void check_unused() {
    for (const Content& content : scenario_.contents)
      if (used_contents_.count(content.name) == 0)
        mistakes_.warning(content.span, fmt::format("the content {} is used nowhere", shown(content.name)),
                          fmt::format("send it with C: <{}>, or take it away", content.name));
    for (const auto& [name, span] : captures_)
      if (used_captures_.count(name) == 0)
        mistakes_.warning(span, fmt::format("{} is captured, but used nowhere", shown(name)),
                          fmt::format("insert it as {{{}}}, or take the capture away", name));
  }

  const Scenario& scenario_;
  const Excused& excused_;
  Mistakes& mistakes_;
  std::map<std::string, Span> captures_;  // of the whole scenario, each where it comes first
  std::map<std::string, Span> seen_;      // up to the step that is being looked at
  std::set<std::string> used_captures_;
  std::set<std::string> used_contents_;
  std::set<const Content*> looked_for_;
  std::map<std::string, Mark> marks_;
};

}  // namespace

void check_names(const Scenario& scenario, const Excused& excused, Mistakes& mistakes) {
  NameChecker(scenario, excused, mistakes).check();
}

}  // namespace smtpspec::scenario
