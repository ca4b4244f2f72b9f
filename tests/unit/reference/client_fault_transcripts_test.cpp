// What each fault of the reference client does, as a session in which it shows:
// tests/unit/reference/client_faults/*.txt, in the words of client_dialogue.hpp. A section begins with
// "== NAME" and is the transcript of a client with that fault.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "reference/client_faults.hpp"
#include "unit/reference/client_dialogue.hpp"

namespace smtpspec::reference {
namespace {

struct Section {
  std::string name;
  std::string transcript;
};

std::vector<Section> all_sections() {
  std::vector<Section> all;
  const auto folder = std::filesystem::path(SMTPSPEC_SOURCE_DIR) / "tests/unit/reference/client_faults";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(file.path());
    for (std::string line; std::getline(stream, line);) {
      if (line.starts_with("== "))
        all.push_back({line.substr(3), ""});
      else if (!line.empty())
        all.back().transcript += line + "\n";
    }
  }
  return all;
}

TEST(ClientFaultTranscripts, AreWhatTheFaultyClientDoes) {
  for (const Section& section : all_sections()) {
    const ClientFault* fault = find_client_fault(section.name);
    ASSERT_NE(fault, nullptr) << section.name;
    EXPECT_EQ(play_client(fault->apply, section.transcript), section.transcript) << section.name;
  }
}

TEST(ClientFaultTranscripts, AreNotWhatTheCorrectClientDoes) {
  for (const Section& section : all_sections())
    EXPECT_NE(play_client(nullptr, section.transcript), section.transcript) << section.name;
}

TEST(ClientFaultTranscripts, ExistForEachFault) {
  std::map<std::string, int> sections;
  for (const Section& section : all_sections()) ++sections[section.name];
  // A nonce or a timestamp is another one in each session: scenarios show what those faults do.
  for (const ClientFault& fault : client_faults()) {
    const bool is_replayed = !fault.name.starts_with("scram-") && !fault.name.starts_with("cram-");
    EXPECT_EQ(sections[std::string(fault.name)], is_replayed ? 1 : 0) << fault.name;
  }
}

}  // namespace
}  // namespace smtpspec::reference
