// Submitters: who carries out a submission order: a program, or the reference client in this process.
#pragma once

#include <memory>

#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/tls_context.hpp"
#include "play/material/submission_order.hpp"
#include "play/wire/event.hpp"
#include "reference/client_behaviour.hpp"
#include "target/client_program.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// What a command is told by its environment (fixtures/README.md).
std::map<std::string, std::string> environment_of(const play::SubmissionOrder& order,
                                                  const net::Endpoint& server);
// How its exit status reads.
scenario::Told told_by(const target::Exit& exit);

// How a client broke down, by its own report or by its end, a shell's about it included; empty if it did not.
std::string crash_of(const std::vector<target::LogLine>& reports, const target::Exit& exit);

// Runs the program to its end; it is killed if the coroutine is cancelled or destroyed. Throws where it can't
// be started.
asio::awaitable<play::ClientEnded> submit_with_program(std::shared_ptr<const target::ClientProgram> program,
                                                       play::SubmissionOrder order, net::Endpoint server);

// `tls`: the client's, which trusts the run's authority.
asio::awaitable<play::ClientEnded> submit_with_reference(reference::ClientBehaviour behaviour,
                                                         std::shared_ptr<const net::TlsContext> tls,
                                                         play::SubmissionOrder order, net::Endpoint server);

}  // namespace smtpspec::run
