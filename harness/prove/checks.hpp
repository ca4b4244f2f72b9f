// Checks: what a suite has to prove, one function for each question. Each adds the defects that it finds.
#pragma once

#include <vector>

#include "prove/defect.hpp"
#include "prove/matrix.hpp"

namespace smtpspec::prove {

// Every scenario passes against the correct peer, and says something by that.
void check_correct_peer(const Matrix& matrix, std::vector<Defect>& defects);

// Every scenario notices a mistake, and each that it names; no play breaks the harness.
void check_kills(const Matrix& matrix, std::vector<Defect>& defects);

// Nobody is accused of what he did not do.
void check_knock_ons(const Matrix& matrix, std::vector<Defect>& defects);

// No scenario and no wire rule fails against a legal variant.
void check_variants(const Matrix& matrix, std::vector<Defect>& defects);

// Every mistake is noticed: only where all scenarios were played.
void check_faults(const Matrix& matrix, std::vector<Defect>& defects);

// The correct peer's verdict is the same however octets are cut, and inside TLS as in clear.
void check_manners(const Matrix& matrix, std::vector<Defect>& defects);

// Wire rules are broken by mistakes that have to do with them, and by nothing else.
void check_rules(const Matrix& matrix, std::vector<Defect>& defects);
// Every wire rule is broken by some mistake: only where all scenarios were played.
void check_all_rules_are_proven(const Matrix& matrix, std::vector<Defect>& defects);

}  // namespace smtpspec::prove
