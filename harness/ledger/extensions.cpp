#include "ledger/extensions.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::ledger {
namespace {

template <std::size_t Size>
using Beginnings = std::array<std::string_view, Size>;

constexpr Beginnings<5> greeting = {"rfc5321/2.2", "rfc5321/3.1-", "rfc5321/3.2-", "rfc5321/4.1.1.1-",
                                    "rfc5321/4.1.4-"};
constexpr Beginnings<4> starttls = {"rfc3207/", "rfc7817/", "rfc8314/", "rfc9325/"};
constexpr Beginnings<9> auth = {"rfc4954/", "rfc4422/", "rfc4616/", "login/",  "rfc2195/",
                                "rfc5802/", "rfc7677/", "xoauth2/", "rfc7628/"};
constexpr Beginnings<1> size = {"rfc1870/"};
constexpr Beginnings<1> eight_bit = {"rfc6152/"};
constexpr Beginnings<1> pipelining = {"rfc2920/"};
// RFC 3030 defines two: each in a section of its own.
constexpr Beginnings<1> chunking = {"rfc3030/2-"};
constexpr Beginnings<1> binary = {"rfc3030/3-"};
constexpr Beginnings<2> utf8 = {"rfc6531/", "rfc6533/"};
constexpr Beginnings<2> dsn = {"rfc3461/", "rfc3464/"};
constexpr Beginnings<3> codes = {"rfc2034/", "rfc3463/", "rfc5248/"};
constexpr Beginnings<1> deliver_by = {"rfc2852/"};
constexpr Beginnings<1> etrn = {"rfc1985/"};
constexpr Beginnings<1> atrn = {"rfc2645/"};
constexpr Beginnings<1> no_soliciting = {"rfc3865/"};
constexpr Beginnings<1> tracking = {"rfc3885/"};
constexpr Beginnings<1> submitter = {"rfc4405/"};
constexpr Beginnings<1> require_tls = {"rfc8689/"};
constexpr Beginnings<1> limits = {"rfc9422/"};
constexpr Beginnings<1> priority = {"rfc6710/"};
constexpr Beginnings<1> release = {"rfc4865/"};
constexpr Beginnings<1> burl = {"rfc4468/"};

constexpr std::array all = {Extension{"EHLO and HELO", greeting},
                            Extension{"STARTTLS", starttls},
                            Extension{"AUTH", auth},
                            Extension{"SIZE", size},
                            Extension{"8BITMIME", eight_bit},
                            Extension{"PIPELINING", pipelining},
                            Extension{"CHUNKING", chunking},
                            Extension{"BINARYMIME", binary},
                            Extension{"SMTPUTF8", utf8},
                            Extension{"DSN", dsn},
                            Extension{"ENHANCEDSTATUSCODES", codes},
                            Extension{"DELIVERBY", deliver_by},
                            Extension{"ETRN", etrn},
                            Extension{"ATRN", atrn},
                            Extension{"NO-SOLICITING", no_soliciting},
                            Extension{"MTRK", tracking},
                            Extension{"SUBMITTER", submitter},
                            Extension{"REQUIRETLS", require_tls},
                            Extension{"LIMITS", limits},
                            Extension{"MT-PRIORITY", priority},
                            Extension{"FUTURERELEASE", release},
                            Extension{"BURL", burl}};

}  // namespace

bool Extension::holds(std::string_view id) const {
  return std::any_of(entries.begin(), entries.end(),
                     [id](std::string_view beginning) { return id.starts_with(beginning); });
}

std::span<const Extension> extensions() {
  return all;
}

}  // namespace smtpspec::ledger
