#include <algorithm>
#include <utility>

#include "sasl/bearer.hpp"
#include "sasl/exchange.hpp"
#include "sasl/scram_keys.hpp"
#include "sasl/session.hpp"

namespace smtpspec::sasl {
namespace {

// Mechanisms with keys compare what SASLprep makes of both sides (RFC 5802 section 2.2); what can't be
// prepared is nobody's.
std::vector<Credentials> as_compared(Mechanism mechanism, std::vector<Credentials> accounts) {
  if (!is_scram(mechanism)) return accounts;
  std::vector<Credentials> comparable;
  for (const Credentials& one : accounts)
    if (auto account = prepared(one)) comparable.push_back(std::move(*account));
  return comparable;
}

const Credentials* find(const std::vector<Credentials>& accounts, std::string_view user) {
  const auto found = std::find_if(accounts.begin(), accounts.end(),
                                  [&](const Credentials& one) { return one.user == user; });
  return found == accounts.end() ? nullptr : &*found;
}

// What GNU SASL asks about.
struct Known {
  std::vector<Credentials> accounts;
  ChannelBindings bindings;
};

// PLAIN and LOGIN ask for a judgement, so that a user who acts for another can be refused; the other
// mechanisms ask for the password.
int answer_of_server(Gsasl*, Gsasl_session* session, Gsasl_property question) {
  const auto& [accounts, bindings] = *static_cast<const Known*>(gsasl_session_hook_get(session));
  if (question == GSASL_CB_TLS_UNIQUE || question == GSASL_CB_TLS_EXPORTER)
    return answer_with_binding(session, question, bindings);
  const auto value = [&](Gsasl_property which) {
    const char* text = gsasl_property_fast(session, which);
    return std::string_view(text ? text : "");
  };
  const Credentials* account = find(accounts, value(GSASL_AUTHID));
  if (question == GSASL_VALIDATE_SIMPLE) {
    const std::string_view acts_as = value(GSASL_AUTHZID);
    const bool acts_for_himself = acts_as.empty() || acts_as == value(GSASL_AUTHID);
    const bool knows_password = account && account->password == value(GSASL_PASSWORD);
    return knows_password && acts_for_himself ? GSASL_OK : GSASL_AUTHENTICATION_ERROR;
  }
  if (!account) return question == GSASL_PASSWORD ? GSASL_AUTHENTICATION_ERROR : GSASL_NO_CALLBACK;
  if (question == GSASL_PASSWORD) return gsasl_property_set(session, question, account->password.c_str());
  if (question == GSASL_SCRAM_SALT) return answer_with_scram_salt(session, *account);
  return answer_with_scram_key(session, question, account->password);
}

}  // namespace

struct ServerExchange::State {
  State(Mechanism of, std::vector<Credentials> who, ChannelBindings bindings)
      : mechanism(of), could_bind(is_scram(of) && bindings.any()) {
    known.accounts = as_compared(of, std::move(who));
    if (binds_channel(of)) known.bindings = std::move(bindings);
    if (!bears_token(of)) session.emplace(Side::server, of, answer_of_server, &known);
  }

  ServerStep step(std::string_view input) {
    if (over) return {};
    if (!session) return bear(input);
    const bool first = !std::exchange(begun, true);
    const bool saw_no_offer = could_bind && input.starts_with("y,");               // though there is one
    if (first && ((client_begins(mechanism) && input.empty()) || saw_no_offer)) {  // GNU SASL would go on
      over = true;
      return {};
    }
    if (proven) {  // the answer_of_server to the last challenge says nothing (RFC 4422 section 5.1)
      over = true;
      return {input.empty() ? ServerStep::Kind::success : ServerStep::Kind::failure, ""};
    }
    std::string output;
    const int code = session->step(input, output);
    if (code == GSASL_NEEDS_MORE) return {ServerStep::Kind::challenge, std::move(output)};
    if (code != GSASL_OK) {
      over = true;
      return {};
    }
    user = session->property(GSASL_AUTHID);
    const std::string acts_as = session->property(GSASL_AUTHZID);
    if (!acts_as.empty() && acts_as != user) {  // nobody may act for another here
      over = true;
      return {};
    }
    proven = true;
    if (!output.empty()) return {ServerStep::Kind::challenge, std::move(output)};
    over = true;
    return {ServerStep::Kind::success, ""};
  }

  // Whoever is refused is told why before it is over, and answers with nothing that counts.
  ServerStep bear(std::string_view input) {
    if (std::exchange(begun, true)) {
      over = true;
      return {};
    }
    const Credentials* const account = find_bearer(mechanism, input, known.accounts);
    if (!account) return {ServerStep::Kind::challenge, bearer_error(mechanism)};
    user = account->user;
    over = true;
    return {ServerStep::Kind::success, ""};
  }

  Mechanism mechanism;
  bool could_bind;
  Known known;
  std::optional<Session> session;  // none where GNU SASL has not got the mechanism
  std::string user;
  bool begun = false;
  bool proven = false;
  bool over = false;
};

ServerExchange::ServerExchange(Mechanism mechanism, std::vector<Credentials> accounts,
                               ChannelBindings bindings)
    : state_(std::make_unique<State>(mechanism, std::move(accounts), std::move(bindings))) {}
ServerExchange::~ServerExchange() = default;
ServerExchange::ServerExchange(ServerExchange&&) noexcept = default;
ServerExchange& ServerExchange::operator=(ServerExchange&&) noexcept = default;

ServerStep ServerExchange::begin(std::optional<std::string_view> initial_response) {
  if (client_begins(state_->mechanism)) {
    if (!initial_response) return {ServerStep::Kind::challenge, ""};
    return state_->step(*initial_response);
  }
  if (!initial_response) return state_->step("");
  state_->over = true;
  return {};
}

ServerStep ServerExchange::respond(std::string_view response) {
  return state_->step(response);
}

const std::string& ServerExchange::user() const {
  return state_->user;
}

}  // namespace smtpspec::sasl
