// The reference client keeps to LIMITS (RFC 9422), in transactions and in sessions.
#include <gtest/gtest.h>

#include <string>

#include "unit/reference/client_dialogue.hpp"

namespace smtpspec::reference {
namespace {

void expect_client(const std::string& transcript) {
  EXPECT_EQ(play_client(nullptr, transcript), transcript);
}

std::string greeting(const std::string& limits) {
  return "S: 220 mx.test ready\nC: EHLO client.test\nS: 250-mx.test\nS: 250 LIMITS " + limits + "\n";
}

std::string message_to(const std::string& mailbox) {
  return "C: MAIL FROM:<me@client.test>\nS: 250 OK\nC: RCPT TO:<" + mailbox +
         ">\nS: 250 OK\nC: DATA\nS: 354 go\nC: Subject: x\nC: \nC: ..a\nC: .\nS: 250 OK\n";
}

TEST(ClientLimits, RecipientsBeyondThoseOfATransactionHaveAnother) {
  expect_client("to alice@mx.test bob@mx.test\n--\n" + greeting("RCPTMAX=1") + message_to("alice@mx.test") +
                message_to("bob@mx.test") +
                "C: QUIT\nS: 221 bye\nclosed\ndelivered <alice@mx.test> 250 OK\n"
                "delivered <bob@mx.test> 250 OK\n");
}

TEST(ClientLimits, MessagesBeyondThoseOfASessionHaveAnother) {
  expect_client("to alice@mx.test bob@mx.test\n--\n" + greeting("RCPTMAX=1 MAILMAX=1") +
                message_to("alice@mx.test") + "C: QUIT\nS: 221 bye\nreconnects\nCONNECT\n" +
                greeting("RCPTMAX=1 MAILMAX=1") + message_to("bob@mx.test") +
                "C: QUIT\nS: 221 bye\nclosed\ndelivered <alice@mx.test> 250 OK\n"
                "delivered <bob@mx.test> 250 OK\n");
}

TEST(ClientLimits, DomainsBeyondThoseOfASessionHaveAnother) {
  expect_client("to alice@mx.test bob@elsewhere.test\n--\n" + greeting("RCPTDOMAINMAX=1") +
                message_to("alice@mx.test") + "C: QUIT\nS: 221 bye\nreconnects\nCONNECT\n" +
                greeting("RCPTDOMAINMAX=1") + message_to("bob@elsewhere.test") +
                "C: QUIT\nS: 221 bye\nclosed\ndelivered <alice@mx.test> 250 OK\n"
                "delivered <bob@elsewhere.test> 250 OK\n");
}

// A transaction that came to nothing is no reason to leave those out who are still to come.
TEST(ClientLimits, RefusedRecipientDoesNotEndTheSession) {
  expect_client("to eve@mx.test bob@mx.test\n--\n" + greeting("RCPTMAX=1") +
                "C: MAIL FROM:<me@client.test>\nS: 250 OK\nC: RCPT TO:<eve@mx.test>\nS: 550 no\n"
                "C: RSET\nS: 250 OK\n" +
                message_to("bob@mx.test") +
                "C: QUIT\nS: 221 bye\nclosed\nrefused <eve@mx.test> 550 no\n"
                "delivered <bob@mx.test> 250 OK\n");
}

}  // namespace
}  // namespace smtpspec::reference
