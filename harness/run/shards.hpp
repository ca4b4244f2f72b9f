// Shards: a selection that several runs share among them, each scenario in exactly one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::run {

// How long each case took in an earlier run, by its id.
using Durations = std::map<std::string, result::Duration, std::less<>>;

// For each id the shard it belongs to, from 1 to `count`. Without durations by the id alone: it stays where
// it is, whatever else comes or goes. With them the shards take about the same time; scenarios that are not
// among them count as an average one.
std::vector<unsigned> shards_of(const std::vector<std::string>& ids, unsigned count,
                                const Durations& earlier);

}  // namespace smtpspec::run
