#include "reports/junit.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <string_view>

#include "reports/junit_document.hpp"
#include "reports/moment.hpp"

namespace smtpspec::reports {
namespace {

using namespace junit_document;

// What a flavour's schema admits. Everything else is the same in all of them.
struct Capabilities {
  bool root_counts = true;    // name, tests, failures, errors, time on the root
  bool root_rest = true;      // skipped and timestamp there
  bool suite_frame = false;   // id, package and empty elements that are mandatory for some
  bool case_facts = true;     // file, line, timestamp and properties of a case
  bool skipped_facts = true;  // type and text of `skipped`
  bool reruns = true;         // flakyFailure and rerunFailure
  bool case_output = true;    // system-out and system-err of a case
  StampForm stamps = StampForm::zoned;
};

Capabilities capabilities_of(Flavour flavour) {
  switch (flavour) {
    case Flavour::rich:
      return {};
    case Flavour::xunit:
      return {.root_rest = false, .case_facts = false};
    case Flavour::ant:
      return {.root_counts = false,
              .root_rest = false,
              .suite_frame = true,
              .case_facts = false,
              .skipped_facts = false,
              .reruns = false,
              .case_output = false,
              .stamps = StampForm::whole_seconds};
  }
  return {};
}

struct Counted {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

Counted counts_of(const Suite& suite) {
  return {suite.cases.size(), suite.count(Kind::failure), suite.count(Kind::error),
          suite.count(Kind::skipped)};
}

Counted counts_of(const Document& document) {
  Counted sum;
  for (const Suite& suite : document.suites) {
    const Counted one = counts_of(suite);
    sum.tests += one.tests;
    sum.failures += one.failures;
    sum.errors += one.errors;
    sum.skipped += one.skipped;
  }
  return sum;
}

void attribute(pugi::xml_node& node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

void attribute(pugi::xml_node& node, const char* name, std::size_t value) {
  attribute(node, name, std::to_string(value));
}

void text_of(pugi::xml_node& node, const std::string& value) {
  node.append_child(pugi::node_pcdata).set_value(value.c_str());
}

void write_properties(pugi::xml_node& parent, const Properties& properties) {
  pugi::xml_node list = parent.append_child("properties");
  for (const auto& [name, value] : properties) {
    pugi::xml_node property = list.append_child("property");
    attribute(property, "name", name);
    attribute(property, "value", value);
  }
}

void write_result(pugi::xml_node& parent, const Result& result, const Capabilities& can) {
  static constexpr const char* names[] = {"failure", "error", "skipped"};
  pugi::xml_node node = parent.append_child(names[static_cast<int>(result.kind)]);
  const bool whole = result.kind != Kind::skipped || can.skipped_facts;
  attribute(node, "message", result.message);
  if (!whole) return;
  attribute(node, "type", result.type);
  text_of(node, result.body);
}

void write_rerun(pugi::xml_node& parent, const Rerun& rerun) {
  pugi::xml_node node = parent.append_child(rerun.passed_later ? "flakyFailure" : "rerunFailure");
  attribute(node, "message", rerun.message);
  attribute(node, "type", rerun.type);
  pugi::xml_node trace = node.append_child("stackTrace");
  text_of(trace, rerun.message);
}

void write_output(pugi::xml_node& parent, const char* name, const std::string& output) {
  if (output.empty()) return;
  pugi::xml_node node = parent.append_child(name);
  text_of(node, output);
}

void write_case(pugi::xml_node& parent, const Case& one, const std::string& class_name,
                const Capabilities& can) {
  pugi::xml_node node = parent.append_child("testcase");
  attribute(node, "name", one.name);
  attribute(node, "classname", class_name);
  attribute(node, "time", seconds(one.duration));
  if (can.case_facts) {
    if (one.started != result::TimePoint{}) attribute(node, "timestamp", stamp(one.started));
    if (!one.file.empty()) {
      attribute(node, "file", one.file);
      attribute(node, "line", one.line);
    }
    if (!one.properties.empty()) write_properties(node, one.properties);
  }
  if (one.result) write_result(node, *one.result, can);
  if (can.reruns)
    for (const Rerun& rerun : one.reruns) write_rerun(node, rerun);
  if (!can.case_output) return;
  write_output(node, "system-out", one.output);
  write_output(node, "system-err", one.errors);
}

struct SuiteFrame {
  std::size_t index = 0;
  const std::string& hostname;
};

void write_suite(pugi::xml_node& parent, const Suite& suite, const SuiteFrame& frame,
                 const Capabilities& can) {
  pugi::xml_node node = parent.append_child("testsuite");
  const Counted counts = counts_of(suite);
  if (can.suite_frame) {
    attribute(node, "id", frame.index);
    attribute(node, "package", "");
  }
  attribute(node, "name", suite.name);
  attribute(node, "tests", counts.tests);
  attribute(node, "failures", counts.failures);
  attribute(node, "errors", counts.errors);
  attribute(node, "skipped", counts.skipped);
  attribute(node, "time", seconds(suite.duration()));
  attribute(node, "timestamp", stamp(suite.started, can.stamps));
  attribute(node, "hostname", frame.hostname);
  if (!suite.properties.empty() || can.suite_frame) write_properties(node, suite.properties);
  for (const Case& one : suite.cases) write_case(node, one, suite.name, can);
  if (!can.suite_frame) return;
  node.append_child("system-out");
  node.append_child("system-err");
}

class Text : public pugi::xml_writer {
 public:
  void write(const void* octets, std::size_t size) override {
    text.append(static_cast<const char*>(octets), size);
  }
  std::string text;
};

std::string written(const Document& document, const JUnitOptions& options) {
  const Capabilities can = capabilities_of(options.flavour);
  pugi::xml_document xml;
  pugi::xml_node declaration = xml.append_child(pugi::node_declaration);
  attribute(declaration, "version", "1.0");
  attribute(declaration, "encoding", "UTF-8");
  pugi::xml_node root = xml.append_child("testsuites");
  const Counted counts = counts_of(document);
  if (can.root_counts) {
    attribute(root, "name", "smtpspec");
    attribute(root, "tests", counts.tests);
    attribute(root, "failures", counts.failures);
    attribute(root, "errors", counts.errors);
    if (can.root_rest) attribute(root, "skipped", counts.skipped);
    attribute(root, "time", seconds(document.duration));
    if (can.root_rest) attribute(root, "timestamp", stamp(document.started));
  }
  std::string hostname = one_line(options.hostname, 200, Charset::ascii);
  if (hostname.empty()) hostname = "localhost";
  std::size_t index = 0;
  for (const Suite& suite : document.suites) write_suite(root, suite, {index++, hostname}, can);
  Text out;
  xml.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.text;
}

}  // namespace

std::string junit(std::span<const result::RunResult> runs, const JUnitOptions& options) {
  return written(document(runs, options), options);
}

std::string junit(const result::RunResult& run, const JUnitOptions& options) {
  return junit(std::span(&run, 1), options);
}

std::vector<std::pair<std::string, std::string>> junit_by_suite(std::span<const result::RunResult> runs,
                                                                const JUnitOptions& options) {
  Document whole = document(runs, options);
  std::vector<std::pair<std::string, std::string>> files;
  for (Suite& suite : whole.suites) {
    Document one{.started = suite.started, .duration = suite.duration()};
    const std::string name = fmt::format("TEST-{}.xml", suite.name);
    one.suites.push_back(std::move(suite));
    files.emplace_back(name, written(one, options));
  }
  return files;
}

}  // namespace smtpspec::reports
