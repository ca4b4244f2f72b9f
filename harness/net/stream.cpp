#include "net/stream.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/write.hpp>

#include "net/deadline.hpp"
#include "net/stream_state.hpp"

namespace smtpspec::net {

namespace {

using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using StatePtr = std::shared_ptr<StreamState>;

constexpr std::size_t tls_batch = 128 * 1024;  // records that leave in one write
constexpr std::size_t read_block = 16 * 1024;
constexpr std::size_t largest_read_block = 256 * 1024;

IoResult outcome_of(const error_code& error, const Deadline& deadline, milliseconds within) {
  if (!error) return {};
  if (error == asio::error::operation_aborted && deadline.passed())
    return {IoStatus::deadline, "nothing within " + std::to_string(within.count()) + " ms"};
  if (error == asio::error::eof) return {IoStatus::closed, "the connection was closed"};
  if (error == asio::error::connection_reset || error == asio::error::broken_pipe ||
      error == asio::error::connection_refused || error == asio::error::connection_aborted)
    return {IoStatus::reset, error.message()};
  return {IoStatus::failed, error.message()};
}

// Cancelling reaches only what is under way: between two operations the deadline has to be looked at.
IoResult deadline_passed(milliseconds within) {
  return {IoStatus::deadline, "not done within " + std::to_string(within.count()) + " ms"};
}

asio::awaitable<ReadCount> read_clear(StatePtr state, std::span<char> room, Deadline& deadline,
                                      milliseconds within) {
  const auto buffer = asio::buffer(room.data(), room.size());
  const auto [error, count] = co_await state->socket.async_read_some(buffer, deadline.cancels());
  IoResult outcome = outcome_of(error, deadline, within);
  if (outcome.status == IoStatus::closed && state->was_reset) outcome.status = IoStatus::reset;
  co_return ReadCount{outcome.status, count, std::move(outcome.message)};
}

asio::awaitable<IoResult> write_clear(StatePtr state, std::string_view octets, Deadline& deadline,
                                      milliseconds within) {
  const auto buffer = asio::buffer(octets.data(), octets.size());
  const auto [error, count] = co_await asio::async_write(state->socket, buffer, deadline.cancels());
  if (error == asio::error::connection_reset) state->was_reset = true;
  co_return outcome_of(error, deadline, within);
}

// Records as the socket has them. More room, as long as it is filled.
asio::awaitable<ReadCount> read_records(StatePtr state, TlsSession& session, Deadline& deadline,
                                        milliseconds within) {
  const std::span<char> room = session.room(state->read_block);
  ReadCount raw = co_await read_clear(state, room, deadline, within);
  if (raw.ok()) session.fed(raw.count);
  if (raw.count == room.size()) state->read_block = std::min(2 * state->read_block, largest_read_block);
  co_return raw;
}

// What is decrypted already, as much as there is room for.
TlsStep read_decrypted(TlsSession& session, std::span<char> room, std::size_t& count) {
  TlsStep step = TlsStep::done;
  for (count = 0; step == TlsStep::done && count < room.size();) {
    std::size_t more = 0;
    step = session.read(room.subspan(count), more);
    count += more;
  }
  return step;
}

asio::awaitable<ReadCount> read_tls(StatePtr state, std::span<char> room, Deadline& deadline,
                                    milliseconds within) {
  for (;;) {
    std::size_t count = 0;
    const TlsStep step = read_decrypted(*state->tls, room, count);
    if (count > 0) co_return ReadCount{IoStatus::ok, count, {}};
    if (step == TlsStep::closed) co_return ReadCount{IoStatus::closed, 0, state->tls->reason()};
    if (step == TlsStep::broken) co_return ReadCount{IoStatus::tls_broken, 0, state->tls->reason()};
    // What OpenSSL wants to send now (an answer to a key update, an alert) goes out with the next write.
    if (deadline.passed()) {
      IoResult late = deadline_passed(within);
      co_return ReadCount{late.status, 0, std::move(late.message)};
    }
    ReadCount raw = co_await read_records(state, *state->tls, deadline, within);
    if (!raw.ok()) co_return raw;
  }
}

asio::awaitable<IoResult> write_tls(StatePtr state, std::string_view octets, Deadline& deadline,
                                    milliseconds within) {
  while (!octets.empty()) {
    if (deadline.passed()) co_return deadline_passed(within);
    const std::string_view batch = octets.substr(0, tls_batch);
    if (state->tls->write(batch) != TlsStep::done)
      co_return IoResult{IoStatus::tls_broken, state->tls->reason()};
    state->tls->swap_output(state->outgoing);
    const IoResult sent = co_await write_clear(state, state->outgoing, deadline, within);
    if (!sent.ok()) co_return sent;
    octets.remove_prefix(batch.size());
  }
  co_return IoResult{};
}

TlsReport not_established(IoStatus status, std::string reason) {
  TlsReport report;
  report.status = status;
  report.reason = std::move(reason);
  return report;
}

asio::awaitable<TlsReport> handshake(StatePtr state, TlsSession session, milliseconds within) {
  Deadline deadline(state->socket.get_executor(), within);
  for (;;) {
    const TlsStep step = session.handshake();
    if (deadline.passed()) break;
    session.swap_output(state->outgoing);
    const IoResult sent = co_await write_clear(state, state->outgoing, deadline, within);
    if (step == TlsStep::broken || step == TlsStep::closed)
      co_return not_established(IoStatus::tls_broken, session.reason());
    if (!sent.ok()) co_return not_established(sent.status, sent.message);
    if (step == TlsStep::done) {
      const TlsReport report = session.report();
      state->tls.emplace(std::move(session));
      co_return report;
    }
    if (deadline.passed()) break;
    const ReadCount raw = co_await read_records(state, session, deadline, within);
    if (!raw.ok()) co_return not_established(raw.status, raw.message);
  }
  co_return not_established(IoStatus::deadline, deadline_passed(within).message);
}

asio::awaitable<IoResult> connect_to(StatePtr state, tcp::endpoint endpoint, milliseconds within) {
  Deadline deadline(state->socket.get_executor(), within);
  error_code ignored;
  state->socket.close(ignored);
  state->tls.reset();
  state->was_reset = false;
  error_code error;
  state->socket.open(endpoint.protocol(), error);
  if (error) co_return IoResult{IoStatus::failed, error.message()};
  state->socket.set_option(tcp::no_delay(true), ignored);
  const auto [outcome] = co_await state->socket.async_connect(endpoint, deadline.cancels());
  // A port of the ephemeral range on which nobody listens may be connected with itself.
  if (!outcome && state->socket.local_endpoint(ignored) == endpoint) {
    state->socket.close(ignored);
    co_return IoResult{IoStatus::reset, "nobody listens on " + endpoint_of(endpoint).str()};
  }
  co_return outcome_of(outcome, deadline, within);
}

asio::awaitable<ReadCount> read(StatePtr state, std::span<char> room, milliseconds within) {
  Deadline deadline(state->socket.get_executor(), within);
  if (state->tls) co_return co_await read_tls(state, room, deadline, within);
  co_return co_await read_clear(state, room, deadline, within);
}

asio::awaitable<ReadResult> read_string(StatePtr state, std::size_t most, milliseconds within) {
  ReadResult result;
  result.octets.resize(most);
  ReadCount read_octets = co_await read(state, result.octets, within);
  result.octets.resize(read_octets.count);
  result.status = read_octets.status;
  result.message = std::move(read_octets.message);
  co_return result;
}

asio::awaitable<IoResult> write_all(StatePtr state, std::string_view octets, milliseconds within) {
  Deadline deadline(state->socket.get_executor(), within);
  state->writing = true;
  IoResult result;
  if (state->tls)
    result = co_await write_tls(state, octets, deadline, within);
  else
    result = co_await write_clear(state, octets, deadline, within);
  state->writing = false;
  co_return result;
}

asio::awaitable<IoResult> write_string(StatePtr state, std::string octets, milliseconds within) {
  co_return co_await write_all(state, octets, within);
}

void half_close(StreamState& state) {
  error_code ignored;
  // A few octets, which a connection's buffer has room for unless the peer has stopped reading. Between the
  // records of a write that is under way they would be in the wrong place.
  if (state.tls && !state.writing) {
    state.tls->close_notify();
    const std::string farewell = state.tls->take_output();
    state.socket.non_blocking(true, ignored);
    state.socket.write_some(asio::buffer(farewell), ignored);
  }
  state.socket.shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> close_after_drain(StatePtr state, milliseconds within) {
  half_close(*state);
  Deadline deadline(state->socket.get_executor(), within);
  std::string dropped(read_block, '\0');
  error_code error;
  while (!error && !deadline.passed()) {
    const auto [outcome, count] =
        co_await state->socket.async_read_some(asio::buffer(dropped), deadline.cancels());
    error = outcome;
  }
  error_code ignored;
  state->socket.close(ignored);
}

}  // namespace

Stream::Stream(asio::any_io_executor executor)
    : state_(std::make_shared<StreamState>(tcp::socket(std::move(executor)))) {}
Stream::Stream(std::shared_ptr<StreamState> state) : state_(std::move(state)) {}

Stream::~Stream() {
  if (!state_) return;
  error_code ignored;
  state_->socket.close(ignored);
}

Stream::Stream(Stream&&) noexcept = default;

Stream& Stream::operator=(Stream&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

asio::awaitable<IoResult> Stream::connect(Endpoint endpoint, milliseconds within) {
  error_code error;
  const auto address = asio::ip::make_address(endpoint.host, error);
  if (error) co_return IoResult{IoStatus::failed, "'" + endpoint.host + "' is no numeric address"};
  co_return co_await connect_to(state_, tcp::endpoint(address, endpoint.port), within);
}

asio::awaitable<ReadResult> Stream::read_some(std::size_t most, milliseconds within) {
  return read_string(state_, std::max<std::size_t>(most, 1), within);
}

asio::awaitable<ReadCount> Stream::read_into(std::span<char> room, milliseconds within) {
  return read(state_, room, within);
}

asio::awaitable<IoResult> Stream::write(std::string octets, milliseconds within) {
  return write_string(state_, std::move(octets), within);
}

asio::awaitable<IoResult> Stream::write_from(std::string_view octets, milliseconds within) {
  return write_all(state_, octets, within);
}

asio::awaitable<TlsReport> Stream::handshake_as_client(const TlsContext& context, HandshakeOptions options,
                                                       milliseconds within) {
  return handshake(state_, TlsSession(context, TlsRole::client, options), within);
}

asio::awaitable<TlsReport> Stream::handshake_as_server(const TlsContext& context, milliseconds within) {
  return handshake_as_server(context, within, HandshakeOptions());
}

asio::awaitable<TlsReport> Stream::handshake_as_server(const TlsContext& context, milliseconds within,
                                                       HandshakeOptions options) {
  return handshake(state_, TlsSession(context, TlsRole::server, options), within);
}

void Stream::shutdown_send() {
  half_close(*state_);
}

asio::awaitable<void> Stream::close(milliseconds drain_within) {
  return close_after_drain(state_, drain_within);
}

void Stream::reset() {
  error_code ignored;
  state_->socket.set_option(asio::socket_base::linger(true, 0), ignored);
  state_->socket.close(ignored);
}

void Stream::cancel() {
  error_code ignored;
  state_->socket.cancel(ignored);
}

bool Stream::in_tls() const {
  return state_->tls.has_value();
}

bool Stream::is_open() const {
  return state_->socket.is_open();
}

Endpoint Stream::local() const {
  error_code error;
  const auto endpoint = state_->socket.local_endpoint(error);
  return error ? Endpoint{} : endpoint_of(endpoint);
}

Endpoint Stream::peer() const {
  error_code error;
  const auto endpoint = state_->socket.remote_endpoint(error);
  return error ? Endpoint{} : endpoint_of(endpoint);
}

}  // namespace smtpspec::net
