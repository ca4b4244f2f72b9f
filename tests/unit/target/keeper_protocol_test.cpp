#include "target/keeper_protocol.hpp"

#include <stdexcept>

#include <gmock/gmock.h>

namespace smtpspec::target {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(KeeperProtocol, AnyTextFitsIntoOneLineAndComesBack) {
  EXPECT_EQ(in_one_line("a\nb\\n\r"), "a\\nb\\\\n\r");
  for (const std::string& text :
       {std::string(), std::string("\n\n"), std::string("\\"), std::string("a\\\n\\n"), std::string("\0x", 2),
        std::string("gr\xc3\xbc\xc3\x9f")})
    EXPECT_EQ(from_one_line(in_one_line(text)), text);
  EXPECT_EQ(from_one_line("ends with \\"), "ends with \\");
}

TEST(KeeperProtocol, OrdersAreUnderstoodHoweverTheyAreCut) {
  const Order submit{Order::Kind::submit, 17, {{"AUTH_PASSWORD", "a=b\nc"}, {"SENDER", ""}}};
  const Order end{Order::Kind::end, 4, {}};
  EXPECT_EQ(submit.str(), "submit 17\nAUTH_PASSWORD=a=b\\nc\nSENDER=\n\n");
  const std::string said = submit.str() + end.str();
  for (std::size_t cut = 0; cut <= said.size(); ++cut) {
    OrderReader reader;
    std::vector<Order> orders;
    for (const std::string& piece : {said.substr(0, cut), said.substr(cut)}) {
      reader.add(piece);
      while (auto order = reader.next()) orders.push_back(*order);
    }
    ASSERT_EQ(orders.size(), 2U) << "cut at " << cut;
    EXPECT_EQ(orders[0].kind, Order::Kind::submit);
    EXPECT_EQ(orders[0].id, 17U);
    EXPECT_THAT(orders[0].wishes, ElementsAre(Pair("AUTH_PASSWORD", "a=b\nc"), Pair("SENDER", "")));
    EXPECT_EQ(orders[1].kind, Order::Kind::end);
    EXPECT_EQ(orders[1].id, 4U);
  }
}

TEST(KeeperProtocol, AnswersAreUnderstood) {
  EXPECT_EQ(Answer::of("ready").kind, Answer::Kind::ready);
  const Answer output = Answer::of("output 3 220 mx.test\\n  two  ");
  EXPECT_EQ(output.kind, Answer::Kind::output);
  EXPECT_EQ(output.id, 3U);
  EXPECT_EQ(output.output, "220 mx.test\n  two  ");
  const Answer exit = Answer::of("ended 4 exit 69");
  EXPECT_EQ(exit.kind, Answer::Kind::ended);
  EXPECT_EQ(exit.exit.str(), "exited with status 69");
  EXPECT_EQ(Answer::of("ended 5 signal 11").exit.str(), "killed by signal 11");
  for (const char* line : {"ready\n", "output 3 a\\nb\n", "ended 4 exit 69\n", "ended 5 signal 11\n"})
    EXPECT_EQ(Answer::of(std::string_view(line).substr(0, std::string_view(line).size() - 1)).str(), line);
}

TEST(KeeperProtocol, NonsenseIsNotTakenForAnything) {
  for (const char* line : {"", "READY", "ready ", "ready 1", "output", "output x y", "output -1 y", "ended 1",
                           "ended 1 exit", "ended 1 exit 0 0", "ended 1 with 0", "warning: deprecated"})
    EXPECT_THROW(Answer::of(line), std::runtime_error) << line;
  for (const char* line : {"start 1\n", "submit\n", "submit one\n", "end 1 2\n", "\n", "submit 1\nno wish\n",
                           "submit 1\n=value\n"}) {
    OrderReader reader;
    reader.add(line);
    EXPECT_THROW(reader.next(), std::runtime_error) << line;
  }
}

TEST(KeeperProtocol, ALineWithoutEndIsGivenUp) {
  LineBuffer lines;
  lines.add(std::string(LineBuffer::longest, 'x'));
  EXPECT_EQ(lines.next(), std::nullopt);
  lines.add("xx");
  EXPECT_THROW(lines.next(), std::runtime_error);
}

}  // namespace
}  // namespace smtpspec::target
