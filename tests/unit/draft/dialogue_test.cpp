#include "draft/dialogue.hpp"

#include <gmock/gmock.h>

namespace smtpspec::draft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Said client(std::string line) {
  return {Who::client, std::move(line)};
}

Said server(std::string line) {
  return {Who::server, std::move(line)};
}

TEST(Dialogue, LettersAndArrowsNameTheSides) {
  for (const char* transcript :
       {"S: 220 mx\nC: NOOP\nS: 250 ok\n", "<<< 220 mx\r\n>>> NOOP\r\n<<< 250 ok\r\n",
        "<-  220 mx\n -> NOOP\n<** 250 ok\n", "=== Connected.\n<~  220 mx\n ~> NOOP\n<~* 250 ok",
        "* Connected\n< 220 mx\n> NOOP\n{ [5 bytes data]\n< 250 ok\n",
        "12:00:01.5 S: 220 mx\n[2026-01-01T12:00:00Z] C: NOOP\n0.000012  S: 250 ok\n",
        "Server: 220 mx\nClient: NOOP\nServer: 250 ok\n"})
    EXPECT_THAT(read_dialogue(transcript), ElementsAre(server("220 mx"), client("NOOP"), server("250 ok")))
        << transcript;
}

TEST(Dialogue, SmtplibWritesLiterals) {
  EXPECT_THAT(read_dialogue("connect: ('mx', 25)\nsend: 'data\\r\\n'\nreply: b'354 go\\r\\n'\n"
                            "reply: retcode (354); Msg: b'go'\ndata: (354, b'go')\n"
                            "send: b'Subject: \\xc3\\xa4\\r\\n\\r\\nit\\'s\\\\\\r\\n.\\r\\n'\n"),
              ElementsAre(client("data"), server("354 go"), client("Subject: \xc3\xa4"), client(""),
                          client("it's\\"), client(".")));
}

TEST(Dialogue, PacketsOfTsharkHoldRepliesInOneLine) {
  EXPECT_THAT(
      read_dialogue("    4 0.000012    127.0.0.1 → 127.0.0.1    TCP 66 2525 → 1 [ACK]\n"
                    "    5 0.000013    127.0.0.1 → 127.0.0.1    SMTP 80 C: EHLO a\n"
                    "    6 0.000014    127.0.0.1 → 127.0.0.1    SMTP 99 S: 250-mx | SIZE 1000 | HELP\n"),
      ElementsAre(client("EHLO a"), server("250-mx"), server("250-SIZE 1000"), server("250 HELP")));
}

TEST(Dialogue, BlanksOfAContentAndItsDotsStay) {
  EXPECT_THAT(read_dialogue("C:   indented \nC:\nC: ..dot\nC: .\n"),
              ElementsAre(client("  indented "), client(""), client("..dot"), client(".")));
}

TEST(Dialogue, ProseIsPassedOver) {
  EXPECT_THAT(read_dialogue("What I saw:\nC:\\folder\n<b>bold</b>\nsend: nothing\n\n"), IsEmpty());
}

TEST(Dialogue, CutAnywhereItIsReadAsFarAsItGoes) {
  const std::string whole =
      "<-  250-mx\n ~> DATA\nsend: b'a\\x41\\r\\n'\n 5 1 a → b SMTP 9 S: 250-x | y\nC: é\n";
  for (std::size_t end = 0; end <= whole.size(); ++end)
    EXPECT_LE(read_dialogue(whole.substr(0, end)).size(), 7U) << end;
}

}  // namespace
}  // namespace smtpspec::draft
