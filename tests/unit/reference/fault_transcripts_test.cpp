// What each fault does, as a session in which it shows: tests/unit/reference/faults/*.txt.
//
// A section begins with "== NAME", may go on with "limit N" (a size limit to begin with), and is the
// transcript of a server with that fault, each reply line in full.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "reference/faults.hpp"
#include "support/places.hpp"
#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

struct Section {
  std::string name;
  Behaviour correct;
  std::string transcript;
};

std::vector<Section> read_sections(const std::filesystem::path& file) {
  std::vector<Section> sections;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("== "))
      sections.push_back({line.substr(3), {}, ""});
    else if (line.starts_with("limit "))
      sections.back().correct.size_limit = std::stoull(line.substr(6));
    else if (!line.empty())
      sections.back().transcript += line + "\n";
  }
  return sections;
}

std::vector<Section> all_sections() {
  std::vector<Section> all;
  const auto folder = std::filesystem::path(support::in_project("tests/unit/reference/faults"));
  for (const auto& file : std::filesystem::directory_iterator(folder))
    for (Section& section : read_sections(file.path())) all.push_back(std::move(section));
  return all;
}

Behaviour with_fault(Behaviour behaviour, const Fault& fault) {
  fault.apply(behaviour);
  return behaviour;
}

// Certificates and versions of TLS are the business of whoever owns the connection.
bool shows_in_the_handshake(const Fault& fault) {
  const HandshakeRules wrong = with_fault({}, fault).handshake;
  const HandshakeRules correct;
  return wrong.versions != correct.versions || wrong.certificate_name != correct.certificate_name ||
         wrong.certificate_expired != correct.certificate_expired;
}

// A nonce or a timestamp is another one in each session: scenarios show what these do.
bool shows_in_no_transcript(const Fault& fault) {
  return fault.name.starts_with("scram-") || fault.name.starts_with("cram-");
}

TEST(FaultTranscripts, AreWhatTheFaultyServerSays) {
  for (const Section& section : all_sections()) {
    const Fault* fault = find_server_fault(section.name);
    ASSERT_NE(fault, nullptr) << section.name;
    EXPECT_EQ(play_in_full(with_fault(section.correct, *fault), section.transcript), section.transcript)
        << section.name;
  }
}

TEST(FaultTranscripts, AreNotWhatTheCorrectServerSays) {
  for (const Section& section : all_sections())
    EXPECT_NE(play_in_full(section.correct, section.transcript), section.transcript) << section.name;
}

TEST(FaultTranscripts, ExistForEachFault) {
  std::map<std::string, int> sections;
  for (const Section& section : all_sections()) ++sections[section.name];
  for (const Fault& fault : server_faults())
    EXPECT_EQ(sections[std::string(fault.name)],
              shows_in_the_handshake(fault) || shows_in_no_transcript(fault) ? 0 : 1)
        << fault.name;
}

}  // namespace
}  // namespace smtpspec::reference
