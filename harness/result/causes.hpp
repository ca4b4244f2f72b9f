// Causes: failures that show the same thing are one, and some of them are graver than others. A refusal that
// nobody expected fails every scenario that gets there; thirty times its whole story is no story.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::result {

// What cases show, in words that are the same for all that show it: "500 5.5.1 to NOOP", "silence behind
// DATA", a wire rule's id. A refusal, silence and the end of the connection are the same whatever was due; an
// acceptance is so for one duty only. Empty where a case shows nothing that another could show.
std::string shown_by(const CaseResult& one);

struct Cause {
  std::string words;                     // as shown_by(); octets of the target may be in them
  std::vector<const CaseResult*> cases;  // at least one, the gravest first
};

// Whether somebody should look at it first: what is about security, then by the level of the clause; within
// these RFC by RFC and in the order of the ids.
bool is_graver(const CaseResult& one, const CaseResult& other);

// The cause of the gravest case first. The cases must outlive it.
std::vector<Cause> causes_of(std::vector<const CaseResult*> cases);

}  // namespace smtpspec::result
