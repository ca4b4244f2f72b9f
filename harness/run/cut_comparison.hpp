// Cut comparison: the same case played with what is sent cut in all ways. TCP carries octets and no
// messages, so where they are cut must change no verdict; where it does, the smallest cut that does is looked
// for.
#pragma once

#include <functional>
#include <optional>

#include <boost/asio/awaitable.hpp>

#include "play/wire/segmentation.hpp"
#include "result/results.hpp"

namespace smtpspec::run {

// Plays the case once, cut in this way; without one, as the scenario says.
using PlayCut = std::function<boost::asio::awaitable<result::CaseResult>(std::optional<play::Cutting>)>;

// The result of the play as the scenario says where no cut changes its outcome. Otherwise the result of the
// play that differs: it fails, and its first finding, "segmentation", names the smallest cut. A case that
// comes out differently without any change of the cut is unstable.
boost::asio::awaitable<result::CaseResult> compare_cuts(PlayCut play);

}  // namespace smtpspec::run
