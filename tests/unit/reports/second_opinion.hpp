// xmllint, jsonschema and Chromium, as a second opinion on what was written: other parsers, schemas, XPath.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::reports::testing {

// Whether the program is there. Where SMTPSPEC_REQUIRE_TOOLS is set (./dev test does, having installed them)
// the absence of one is a failure, elsewhere the test is skipped with a reason.
bool has_xmllint();

// What xmllint says against these documents under a schema of reports/schema; empty if all are valid.
std::string schema_complaints(const std::vector<std::string>& documents,
                              const std::string& schema = "junit-rich.xsd");

// Only whether they are well-formed.
std::string syntax_complaints(const std::vector<std::string>& documents);

// The value of an XPath expression ("true", "3").
std::string xpath(const std::string& document, std::string_view expression);

// Whether Python's jsonschema is there, and what it says against documents under
// reports/schema/results.schema.json; empty if all are valid.
bool has_jsonschema();
std::string json_schema_complaints(const std::vector<std::string>& documents);
// The same under the schema in any file.
std::string complaints_under(const std::string& schema, const std::vector<std::string>& documents);

// Whether a Chromium and Python are there, and what tests/support/html_in_chromium.py finds wrong with the
// pages of html_sample.hpp, the compared one first, the hostile one second; empty if all is well.
bool has_chromium();
std::string browser_complaints(const std::vector<std::string>& pages);

}  // namespace smtpspec::reports::testing

#define SMTPSPEC_NEEDS_XMLLINT()                  \
  if (!smtpspec::reports::testing::has_xmllint()) \
  GTEST_SKIP() << "xmllint (Debian: libxml2-utils) is not installed"
