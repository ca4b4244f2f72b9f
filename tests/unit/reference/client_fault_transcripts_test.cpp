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
#include "support/places.hpp"
#include "unit/reference/client_dialogue.hpp"

namespace smtpspec::reference {
namespace {

struct ClientSection {
  std::string name;
  std::string transcript;
};

std::vector<ClientSection> client_sections() {
  std::vector<ClientSection> all;
  const auto folder = std::filesystem::path(support::in_project("tests/unit/reference/client_faults"));
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
  for (const ClientSection& section : client_sections()) {
    const ClientFault* fault = find_client_fault(section.name);
    ASSERT_NE(fault, nullptr) << section.name;
    EXPECT_EQ(play_client(fault->apply, section.transcript), section.transcript) << section.name;
  }
}

TEST(ClientFaultTranscripts, AreNotWhatTheCorrectClientDoes) {
  for (const ClientSection& section : client_sections())
    EXPECT_NE(play_client(nullptr, section.transcript), section.transcript) << section.name;
}

// Which versions of TLS there are is the business of whoever owns the connection.
bool shows_in_the_handshake(const ClientFault& fault) {
  ClientBehaviour wrong;
  fault.apply(wrong);
  return wrong.tls_versions != ClientBehaviour{}.tls_versions;
}

TEST(ClientFaultTranscripts, ExistForEachFault) {
  std::map<std::string, int> sections;
  for (const ClientSection& section : client_sections()) ++sections[section.name];
  // A nonce or a timestamp is another one in each session: scenarios show what those faults do.
  for (const ClientFault& fault : client_faults()) {
    const bool is_replayed = !fault.name.starts_with("scram-") && !fault.name.starts_with("cram-") &&
                             !shows_in_the_handshake(fault);
    EXPECT_EQ(sections[std::string(fault.name)], is_replayed ? 1 : 0) << fault.name;
  }
}

}  // namespace
}  // namespace smtpspec::reference
