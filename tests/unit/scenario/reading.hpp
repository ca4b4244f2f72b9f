// Reading: scenarios in tests, from texts.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "scenario/parser.hpp"

namespace smtpspec::scenario {

inline constexpr std::string_view header_of_any = "# Any rule.\nrequirement rfc5321/4.2-1\njudges server\n";

inline Reading read(std::string octets) {
  return parse(std::make_shared<const text::Source>("a.smtp", std::move(octets)), "a");
}

// Steps below a header that is good for anything.
inline Reading read_steps(const std::string& steps) {
  return read(std::string(header_of_any) + steps);
}

// The scenario of a text without mistakes; the diagnostics fail the test.
inline Scenario scenario_of(std::string octets) {
  Reading reading = read(std::move(octets));
  EXPECT_EQ(text::render(reading.diagnostics), "");
  return reading.scenario.value_or(Scenario{});
}

inline std::vector<Step> steps_of(const std::string& steps) {
  return scenario_of(std::string(header_of_any) + steps).steps;
}

// The messages of a reading, one a line.
inline std::string messages_of(const Reading& reading) {
  std::string messages;
  for (const text::Diagnostic& one : reading.diagnostics) messages += one.message + "\n";
  return messages;
}

}  // namespace smtpspec::scenario
