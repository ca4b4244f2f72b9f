// JUnit: the results as the XML document that Jenkins, GitHub actions, GitLab and Azure read.
//
// There is no one schema that they share, so there are flavours of one document: always flat, with every name
// and counter, one result per case. A document depends on nothing but the results and the options.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "reports/place.hpp"
#include "reports/plain.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

enum class Flavour {
  rich,   // everything the lenient readers understand; reports/schema/junit-rich.xsd
  xunit,  // what the strict schema of the Jenkins xUnit plugin admits
  ant,    // what the schema for Ant's report admits
};

// Which cases bring their transcript and the target's log along as system-out and system-err.
enum class Output { none, failed, all };

// What a tolerated case is: a pass that carries its finding as output, or a failure.
enum class Tolerated { passes, fails };

struct JUnitOptions {
  Flavour flavour = Flavour::rich;
  Output output = Output::failed;
  Tolerated tolerated = Tolerated::passes;
  Charset charset = Charset::utf8;
  std::string prefix;  // first dotted segments of suite names: tells several runs of a pipeline apart
  std::string hostname = "localhost";   // of the machine that runs the harness
  Repository repository;                // whose files are named
  std::size_t size_limit = 30'000'000;  // octets; beyond it outputs are dropped, the largest first
};

// The whole document, ending in a newline. Where there are several runs the name of each (run_names) is a
// segment of its suites' names.
std::string junit(std::span<const result::RunResult> runs, const JUnitOptions& options);
std::string junit(const result::RunResult& run, const JUnitOptions& options);

// One document per suite, with the file name that Azure and others look for: "TEST-smtpspec.rfc1870.xml".
std::vector<std::pair<std::string, std::string>> junit_by_suite(std::span<const result::RunResult> runs,
                                                                const JUnitOptions& options);

}  // namespace smtpspec::reports
